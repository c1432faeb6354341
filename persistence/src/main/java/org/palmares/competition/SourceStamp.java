package org.palmares.competition;

import java.time.LocalDateTime;
import java.util.Comparator;

/**
 * Order of what sources sent, told by the messages themselves, so that it does not depend on when or where they arrived.
 *
 * @param sent header Date and Time of the message: local at the venue, ODF sends no zone
 * @param version header Version
 * @param hash hash of the message's content, breaks what ties remain
 */
public record SourceStamp(LocalDateTime sent, long version, String hash) implements Comparable<SourceStamp> {

    private static final Comparator<SourceStamp> BY_TIME =
            Comparator.comparing(SourceStamp::sent).thenComparingLong(SourceStamp::version).thenComparing(SourceStamp::hash);

    private static final Comparator<SourceStamp> BY_VERSION =
            Comparator.comparingLong(SourceStamp::version).thenComparing(SourceStamp::sent).thenComparing(SourceStamp::hash);

    /**
     * Order of versions of one document: "the highest version wins" (ODF Foundation Principles 6.19), time and hash only among equal ones.
     */
    static Comparator<SourceStamp> byVersion() {
        return BY_VERSION;
    }

    /** Order of units, persons and teams that several documents carry (a schedule and its updates count versions apart): by time sent. */
    @Override
    public int compareTo(SourceStamp other) {
        return BY_TIME.compare(this, other);
    }

    /** What a record would give anyway; Java 17 makes that with a formatter, and digests ask for it very often. */
    @Override
    public String toString() {
        return "SourceStamp[sent=" + sent + ", version=" + version + ", hash=" + hash + ']';
    }
}
