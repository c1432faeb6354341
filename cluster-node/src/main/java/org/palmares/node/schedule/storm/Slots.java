package org.palmares.node.schedule.storm;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.palmares.node.schedule.clash.PlannedUnit;

/** Times of units that are timed, in whole minutes as the planner reckons. */
final class Slots {

    /** What is not said is taken for usual: as for days ({@code Days}). */
    private static final Duration WITHOUT_END = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private Slots() {}

    static Instant start(PlannedUnit unit) {
        return floor(unit.start().orElseThrow().toInstant());
    }

    static Instant end(PlannedUnit unit) {
        Instant start = start(unit);
        Instant end = unit.end().map(OffsetDateTime::toInstant).filter(is -> is.isAfter(start)).map(Slots::ceiling).orElse(start.plus(WITHOUT_END));
        return Duration.between(start, end).compareTo(LONGEST) > 0 ? start.plus(LONGEST) : end;
    }

    static Instant floor(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES);
    }

    static Instant ceiling(Instant instant) {
        Instant floor = floor(instant);
        return floor.equals(instant) ? floor : floor.plus(1, ChronoUnit.MINUTES);
    }
}
