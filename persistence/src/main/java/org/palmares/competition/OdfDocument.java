package org.palmares.competition;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
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
 * @param nocs codes of the NOCs of all who are in a result, each once, in order, with blanks between them: whoever takes the message has read it, and every
 *     data centre asks; one text, for there are very many documents. Empty where it is not known: it is no result, or was accepted by an earlier release
 */
public record OdfDocument(
        DocumentKey key, SourceStamp stamp, ResultStatus status, boolean withdrawn, Content content, Stamp accepted, String nocs) {

    /** A document that is not accepted yet. */
    public OdfDocument(DocumentKey key, SourceStamp stamp, ResultStatus status, boolean withdrawn, Content content) {
        this(key, stamp, status, withdrawn, content, Stamp.FIRST, "");
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
        return new OdfDocument(key, stamp, status, withdrawn, other, accepted, nocs);
    }

    /**
     * The same, known to be a result of competitors of {@code organisations}; what is empty is none of them. Not known where a code has a
     * blank in it.
     */
    public OdfDocument of(Collection<String> organisations) {
        Set<String> each = new TreeSet<>(organisations);
        each.remove("");
        boolean written = each.stream().noneMatch(code -> code.contains(" "));
        return new OdfDocument(key, stamp, status, withdrawn, content, accepted, written ? String.join(" ", each) : "");
    }

    OdfDocument with(SourceStamp newStamp, Stamp moment) {
        return new OdfDocument(key, newStamp, status, withdrawn, content, moment, nocs);
    }

    OdfDocument asWithdrawn() {
        return withdrawn ? this : new OdfDocument(key, stamp, status, true, content, accepted, nocs);
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
