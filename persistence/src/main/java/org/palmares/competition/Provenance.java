package org.palmares.competition;

import java.util.Comparator;

/**
 * Whose word something is: the version of a document that said it, and when that was accepted. All parts of a message have the same, in
 * whatever competition they are.
 *
 * @param document what it is a version of
 * @param source which version, of which source
 * @param withdrawn whether the message takes the document back
 * @param accepted when its competition accepted it first; {@link Stamp#FIRST} before that
 */
public record Provenance(DocumentKey document, SourceStamp source, boolean withdrawn, Stamp accepted) {

    /**
     * Order of the versions of one document: the highest version wins whatever the clocks say (ODF Foundation Principles 6.19); a withdrawal
     * may repeat the version it takes back; time and hash decide what the source left open.
     */
    static final Comparator<Provenance> BY_VERSION = Comparator.<Provenance>comparingInt(by -> by.source().epoch())
            .thenComparingLong(by -> by.source().version())
            .thenComparing(Provenance::withdrawn)
            .thenComparing(by -> by.source().sent())
            .thenComparing(by -> by.source().hash());

    /** Order of different documents of one source: by the time in their headers; only where that is equal by acceptance. */
    static final Comparator<Provenance> WITHIN_SOURCE = Comparator.<Provenance, java.time.Instant>comparing(by -> by.source().sent())
            .thenComparing(Provenance::accepted)
            .thenComparing(Provenance::document);

    /** Order between sources: the moment of acceptance. */
    static final Comparator<Provenance> BETWEEN_SOURCES =
            Comparator.comparing(Provenance::accepted).thenComparing(Provenance::document).thenComparing(BY_VERSION);

    /** Order of receptions of one and the same version; the first counts. */
    static final Comparator<Provenance> FIRST_TAKEN = Comparator.comparing(Provenance::accepted)
            .thenComparing(by -> by.source().sent())
            .thenComparing(by -> by.source().source());

    boolean isSameAs(Provenance other) {
        return withdrawn == other.withdrawn && document.equals(other.document) && source.isSameVersion(other.source);
    }

    /** Whether it came before {@code other}, of another document. */
    boolean isBefore(Provenance other) {
        return source.source().equals(other.source.source())
                ? source.sent().isBefore(other.source.sent())
                : accepted.compareTo(other.accepted) < 0;
    }

    @Override
    public String toString() {
        return "Provenance[document=" + document + ", source=" + source + ", withdrawn=" + withdrawn + ", accepted=" + accepted + ']';
    }
}
