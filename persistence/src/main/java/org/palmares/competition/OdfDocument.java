package org.palmares.competition;

import java.util.Comparator;
import org.palmares.odf.ResultStatus;

/**
 * One version of an ODF document, whole.
 *
 * @param key what it is a version of
 * @param stamp its place among the versions
 * @param status ResultStatus of the header
 * @param withdrawn whether the message takes the document back (no Competition element, ODF Foundation Principles 4.3)
 * @param content the message as it came
 */
public record OdfDocument(DocumentKey key, SourceStamp stamp, ResultStatus status, boolean withdrawn, Content content) {

    /** The highest version wins; a withdrawal may repeat the version it takes back; time and hash decide what the source left open. */
    static final Comparator<OdfDocument> BY_VERSION = Comparator.<OdfDocument>comparingLong(document -> document.stamp().version())
            .thenComparing(OdfDocument::withdrawn)
            .thenComparing(OdfDocument::stamp, SourceStamp.byVersion());

    /** ODF Version. */
    public long version() {
        return stamp.version();
    }

    boolean sameAs(OdfDocument other) {
        return version() == other.version() && withdrawn == other.withdrawn && stamp.hash().equals(other.stamp.hash());
    }

    boolean conflictsWith(OdfDocument other) {
        return version() == other.version() && !withdrawn && !other.withdrawn && !stamp.hash().equals(other.stamp.hash());
    }
}
