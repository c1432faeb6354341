package org.palmares.tools.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/**
 * When the sample Games are.
 *
 * @param present a moment of their ninth day, in their own zone: what is long over by then is told in brief, the rest as it happens
 */
public record SampleTime(OffsetDateTime present) {

    /** Where nothing else is asked for: an evening, with many finals. */
    public static final SampleTime USUAL = new SampleTime(OffsetDateTime.parse("2030-07-20T20:30+02:00"));

    private static final int DAYS = 17;
    private static final int DAYS_BEFORE = 8;
    private static final int HOUR_MINUTES = 60;
    private static final int DAY_MINUTES = 24 * HOUR_MINUTES;
    private static final int MOST_HOURS = 12;
    private static final LocalTime MORNING = LocalTime.of(10, 0);

    /** Games in whose zone it is about ten in the morning at {@code now}: most of their day is still to come. */
    public static SampleTime morningAt(Instant now) {
        int minutes = MORNING.toSecondOfDay() / 60 - now.atOffset(ZoneOffset.UTC).get(ChronoField.MINUTE_OF_DAY);
        int hours = Math.floorMod(minutes + HOUR_MINUTES / 2, DAY_MINUTES) / HOUR_MINUTES;
        ZoneOffset zone = ZoneOffset.ofHours(hours > MOST_HOURS ? hours - DAY_MINUTES / HOUR_MINUTES : hours);
        return new SampleTime(now.atOffset(zone).with(MORNING));
    }

    /** The same by the clocks of the Games. */
    public LocalDateTime now() {
        return present.toLocalDateTime();
    }

    /** The ninth day. */
    public LocalDate today() {
        return now().toLocalDate();
    }

    /** When the Games are over. */
    public LocalDateTime end() {
        return firstDay().plusDays(DAYS).atStartOfDay();
    }

    /** CompetitionCode of the Games. */
    public String games() {
        return "SAMPLE" + firstDay().getYear();
    }

    /** The first day of the Games. */
    public LocalDate firstDay() {
        return today().minusDays(DAYS_BEFORE);
    }

    ZoneOffset zone() {
        return present.getOffset();
    }

    /** When the timetable was made. */
    LocalDateTime planned() {
        return firstDay().minusDays(28).atTime(12, 0);
    }

    /** When it was known who competes. */
    LocalDateTime entered() {
        return firstDay().minusDays(7).atTime(9, 0);
    }
}
