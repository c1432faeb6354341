package org.palmares.protocol.contract.planning;

import java.time.LocalTime;

/**
 * A span of every day, in the zone of the Games. One that ends before it begins ends after midnight; one that ends when it begins is the whole day.
 *
 * @param from first minute, e.g. {@code 19:00}
 * @param to first minute after it
 */
public record DailyWindow(LocalTime from, LocalTime to) {

    /** No bound at all. */
    public static final DailyWindow WHOLE_DAY = new DailyWindow(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    public DailyWindow {
        from = from == null ? LocalTime.MIDNIGHT : from;
        to = to == null ? LocalTime.MIDNIGHT : to;
    }

    /** Whether it is no bound. */
    public boolean wholeDay() {
        return from.equals(to);
    }
}
