package org.palmares.node.schedule;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Times and dates as people write them, of years in which there may be Games: further off they are a slip, and what is reckoned from them has no bounds. Pure. */
public final class GivenTimes {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    private GivenTimes() {}

    /** @throws DateTimeException where {@code text} is no time with its offset, or of another century */
    public static OffsetDateTime time(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        requirePossible(time.getYear());
        return time;
    }

    /** @throws DateTimeException where {@code text} is no date, or of another century */
    public static LocalDate date(String text) {
        LocalDate date = LocalDate.parse(text);
        requirePossible(date.getYear());
        return date;
    }

    private static void requirePossible(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new DateTimeException("the year " + year + " is not between " + FIRST_YEAR + " and " + LAST_YEAR);
        }
    }
}
