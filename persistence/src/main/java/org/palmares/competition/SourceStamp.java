package org.palmares.competition;

import java.time.Instant;

/**
 * What a message says of itself that orders it among others of its source.
 *
 * @param source code of the producing system; empty for feeds that send none
 * @param sent header Date and Time as an instant, read with the zone of the source
 * @param epoch how often operations took versions of this document out of force before; any Version may follow that
 * @param version header Version
 * @param hash hash of the message's content
 */
public record SourceStamp(String source, Instant sent, int epoch, long version, String hash) {

    /** The stamp of a message of the first epoch. */
    public SourceStamp(String source, Instant sent, long version, String hash) {
        this(source, sent, 0, version, hash);
    }

    /** Whether it is the same version of a document; when it was sent is not looked at: who repeats a message makes that anew. */
    boolean isSameVersion(SourceStamp other) {
        return epoch == other.epoch && version == other.version && hash.equals(other.hash);
    }

    Voided.Version numbered() {
        return new Voided.Version(epoch, version);
    }

    SourceStamp in(int newEpoch) {
        return new SourceStamp(source, sent, newEpoch, version, hash);
    }

    SourceStamp sentAt(Instant time) {
        return new SourceStamp(source, time, epoch, version, hash);
    }

    /** What a record would give anyway; Java 17 makes that with a formatter, and digests ask for it very often. */
    @Override
    public String toString() {
        return "SourceStamp[source=" + source + ", sent=" + sent + ", epoch=" + epoch + ", version=" + version + ", hash=" + hash + ']';
    }
}
