package org.palmares.node.schedule.clash;

import java.time.Duration;

/**
 * A unit that is held at a known time, with what rules compare over and over worked out once.
 *
 * @param unit the unit
 * @param code its code
 * @param from seconds of the epoch at which it begins
 * @param until seconds of the epoch at which it is over
 * @param limits those of its discipline
 */
record Held(PlannedUnit unit, String code, long from, long until, ClashSettings.Limits limits) {

    /** A unit without an end that can be meant is taken for this short: what is not said is not held against a plan. */
    private static final long SECONDS_WITHOUT_END = 60;

    /** What is made of a unit that is timed. */
    static Held of(PlannedUnit unit, ClashSettings settings) {
        long from = unit.start().orElseThrow().toEpochSecond();
        long end = unit.end().isPresent() ? unit.end().get().toEpochSecond() : from;
        return new Held(unit, unit.code().value(), from, end > from ? end : from + SECONDS_WITHOUT_END, settings.limits(unit.discipline()));
    }

    String discipline() {
        return unit.discipline();
    }

    /** Whether both overlap for long enough to clash. A hidden start is only for sorting, and clashes with nothing. */
    boolean overlaps(Held other) {
        long seconds = overlap(other);
        return seconds > 0 && isExact() && other.isExact() && seconds >= shorter(limits.tolerance(), other.limits.tolerance());
    }

    /** Seconds between the two; 0 where they overlap. */
    long pause(Held other) {
        return Math.max(0, -overlap(other));
    }

    private long overlap(Held other) {
        return Math.min(until, other.until) - Math.max(from, other.from);
    }

    boolean isExact() {
        return !unit.hideStart();
    }

    /** Whether both are in one session in which units may share place and participants. */
    boolean sharesSession(Held other) {
        return limits.sessionTogether() && unit.sessionKey().isPresent() && unit.sessionKey().equals(other.unit.sessionKey());
    }

    /** Seconds of the shorter of two times. */
    static long shorter(Duration one, Duration other) {
        return Math.min(one.toSeconds(), other.toSeconds());
    }
}
