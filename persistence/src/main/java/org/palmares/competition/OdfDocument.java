package org.palmares.competition;

import org.palmares.protocol.odf.ResultStatus;

/**
 * One version of an ODF document, whole.
 *
 * @param key what it is a version of
 * @param stamp its place among the versions
 * @param status ResultStatus of the header
 * @param withdrawn whether the message takes the document back (no Competition element, ODF Foundation Principles 4.3)
 * @param content the message as it came
 * @param accepted when it was accepted first; {@link Stamp#FIRST} before that
 */
public record OdfDocument(DocumentKey key, SourceStamp stamp, ResultStatus status, boolean withdrawn, Content content, Stamp accepted) {

    /** A document that is not accepted yet. */
    public OdfDocument(DocumentKey key, SourceStamp stamp, ResultStatus status, boolean withdrawn, Content content) {
        this(key, stamp, status, withdrawn, content, Stamp.FIRST);
    }

    /** ODF Version. */
    public long version() {
        return stamp.version();
    }

    /** Whose word its content is. */
    public Provenance provenance() {
        return new Provenance(key, stamp, withdrawn, accepted);
    }

    /** The same with its content kept elsewhere, or brought back from there. */
    public OdfDocument with(Content other) {
        return new OdfDocument(key, stamp, status, withdrawn, other, accepted);
    }

    OdfDocument with(SourceStamp newStamp, Stamp moment) {
        return new OdfDocument(key, newStamp, status, withdrawn, content, moment);
    }

    OdfDocument asWithdrawn() {
        return withdrawn ? this : new OdfDocument(key, stamp, status, true, content, accepted);
    }

    /** As {@link Provenance#BY_VERSION}, without making one for each comparison. */
    static int compareVersion(OdfDocument one, OdfDocument other) {
        SourceStamp a = one.stamp;
        SourceStamp b = other.stamp;
        if (a.epoch() != b.epoch() || a.version() != b.version()) {
            return a.epoch() != b.epoch() ? Integer.compare(a.epoch(), b.epoch()) : Long.compare(a.version(), b.version());
        }
        return Provenance.BY_VERSION.compare(one.provenance(), other.provenance());
    }

    /** Whether it repeats {@code other}: when it was sent, and in which epoch, is not looked at. */
    public boolean repeats(OdfDocument other) {
        return version() == other.version() && withdrawn == other.withdrawn && stamp.hash().equals(other.stamp.hash());
    }

    boolean conflictsWith(OdfDocument other) {
        return stamp.epoch() == other.stamp.epoch()
                && version() == other.version()
                && !withdrawn
                && !other.withdrawn
                && !stamp.hash().equals(other.stamp.hash());
    }
}
