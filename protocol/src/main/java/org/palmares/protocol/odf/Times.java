package org.palmares.protocol.odf;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times as ODF writes them, with years of four digits (ODF Foundation Principles 3.4). The end of a day may be written as 24:00
 * (ISO 8601): it is the beginning of the next.
 */
final class Times {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern HEADER_TIME = Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)(\\d{3})");
    private static final Pattern DATE_TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d{1,9}))?)?(Z|[+-]\\d\\d(?::?\\d\\d)?)");
    private static final int END_OF_DAY = 24;
    private static final int OFFSET_SECONDS_MAX = 14 * 3600;
    private static final int NANO_DIGITS = 9;
    private static final int MILLI = 1_000_000;

    private Times() {}

    /**
     * A time, and whether it was written as the end of the day before.
     *
     * @param time what is meant
     * @param endOfDay whether it was written as 24:00
     */
    record Read<T>(T time, boolean endOfDay) {}

    /** A date, YYYY-MM-DD. */
    static Optional<LocalDate> date(String text) {
        try {
            return DATE.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** A header's Time, hhmmssfff; 240000000 is midnight at the end of the day. */
    static Optional<Read<LocalTime>> headerTime(String text) {
        Matcher parts = HEADER_TIME.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return time(number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 4) * MILLI);
    }

    /** A date and time with zone, YYYY-MM-DDThh:mm[:ss[.f]] and Z or ±hh:mm; nothing without a zone. */
    static Optional<Read<OffsetDateTime>> dateTime(String text) {
        Matcher parts = DATE_TIME.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int seconds = parts.group(4) == null ? 0 : number(parts, 4);
        String fraction = parts.group(5) == null ? "" : parts.group(5);
        int nanos = Integer.parseInt(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
        Optional<ZoneOffset> offset = offset(parts.group(6));
        return date(parts.group(1)).flatMap(date -> time(number(parts, 2), number(parts, 3), seconds, nanos)
                .flatMap(time -> offset.map(zone -> new Read<>(
                        OffsetDateTime.of(date.plusDays(time.endOfDay() ? 1 : 0), time.time(), zone), time.endOfDay()))));
    }

    private static Optional<Read<LocalTime>> time(int hour, int minute, int second, int nanos) {
        if (hour == END_OF_DAY && minute == 0 && second == 0 && nanos == 0) {
            return Optional.of(new Read<>(LocalTime.MIDNIGHT, true));
        }
        try {
            return Optional.of(new Read<>(LocalTime.of(hour, minute, second, nanos), false));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneOffset> offset(String text) {
        try {
            ZoneOffset offset = ZoneOffset.of(text);
            return Math.abs(offset.getTotalSeconds()) <= OFFSET_SECONDS_MAX ? Optional.of(offset) : Optional.empty();
        } catch (DateTimeException noSuchOffset) {
            return Optional.empty();
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
