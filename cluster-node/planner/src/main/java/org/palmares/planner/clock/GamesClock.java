package org.palmares.planner.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.palmares.protocol.contract.planning.Problem;

/**
 * Minutes since the competition day of {@code now} began; day 0 is that day.
 *
 * @param origin when that day began
 * @param begins the time of day at which every competition day begins
 */
public record GamesClock(Instant origin, LocalTime begins) {

    /** Minutes of a day. */
    public static final int DAY = 24 * 60;

    /** The clock of a problem. */
    public static GamesClock of(Problem problem) {
        LocalTime begins = problem.settings().dayBegins();
        ZoneOffset zone = problem.zone();
        LocalDate today = problem.now().atOffset(zone).toLocalDateTime().minusSeconds(begins.toSecondOfDay()).toLocalDate();
        return new GamesClock(today.atTime(begins).toInstant(zone), begins);
    }

    /** An instant as minutes; seconds are cut off. */
    public int minute(Instant instant) {
        return Math.toIntExact(Math.floorDiv(Duration.between(origin, instant).toSeconds(), 60L));
    }

    /** Minutes as an instant. */
    public Instant instant(int minute) {
        return origin.plus(Duration.ofMinutes(minute));
    }

    /** The competition day of a minute; 0 is that of {@code now}. */
    public static int day(int minute) {
        return Math.floorDiv(minute, DAY);
    }

    /** Minutes since its competition day began. */
    public static int ofDay(int minute) {
        return Math.floorMod(minute, DAY);
    }

    /** A time of day as minutes since the competition day began. */
    public int ofDay(LocalTime time) {
        return Math.floorMod(time.toSecondOfDay() / 60 - begins.toSecondOfDay() / 60, DAY);
    }

    /** Minutes since midnight of a minute: what the clock shows. */
    public int shown(int minute) {
        return Math.floorMod(minute + begins.toSecondOfDay() / 60, DAY);
    }
}
