package org.palmares.competition;

import java.time.Instant;
import java.util.Comparator;

/**
 * Hybrid logical time of an accepted change, then the replica: a total order that follows cause and effect even where clocks differ
 * (Kulkarni et al., "Logical Physical Clocks", 2014).
 *
 * @param millis milliseconds since 1970-01-01 UTC, never behind any stamp seen before
 * @param counter tells apart what happened in the same millisecond
 * @param replica where it was accepted
 */
public record Stamp(long millis, int counter, ReplicaId replica) implements Comparable<Stamp> {

    /** Before every other. */
    public static final Stamp FIRST = new Stamp(0, 0, new ReplicaId("a"));

    private static final Comparator<Stamp> ORDER =
            Comparator.comparingLong(Stamp::millis).thenComparingInt(Stamp::counter).thenComparing(Stamp::replica);

    /** The stamp of a change decided at {@code moment} by a replica whose greatest stamp so far is {@code this}. */
    Stamp next(Moment moment) {
        long now = moment.instant().toEpochMilli();
        return now > millis ? new Stamp(now, 0, moment.replica()) : new Stamp(millis, counter + 1, moment.replica());
    }

    /** Wall-clock time of the stamp; may be ahead of the accepting node's clock if another's was. */
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }

    /** What a record would give anyway; Java 17 makes that with a formatter, and digests ask for it very often. */
    @Override
    public String toString() {
        return "Stamp[millis=" + millis + ", counter=" + counter + ", replica=" + replica + ']';
    }
}
