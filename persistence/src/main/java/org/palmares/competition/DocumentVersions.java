package org.palmares.competition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The newest versions of one document, newest first, bounded in number and bytes. Joining is a union cut to the greatest, so order and repeats
 * do not matter.
 *
 * @param newestFirst never empty once it is part of a competition
 * @param voided which of them are out of force
 * @param weight bytes of all of them, about
 */
public record DocumentVersions(List<OdfDocument> newestFirst, Voided voided, long weight) {

    static final DocumentVersions NONE = new DocumentVersions(List.of(), Voided.NONE);

    private static final Comparator<OdfDocument> NEWEST_FIRST =
            ((Comparator<OdfDocument>) OdfDocument::compareVersion).reversed();

    public DocumentVersions {
        newestFirst = List.copyOf(newestFirst);
    }

    /** These versions, newest first. */
    public DocumentVersions(List<OdfDocument> newestFirst, Voided voided) {
        this(newestFirst, voided, newestFirst.stream().mapToLong(Weights::of).sum());
    }

    /** The version that counts; may be a withdrawal, and where all are out of force the newest as if it were withdrawn. */
    public OdfDocument latest() {
        for (OdfDocument document : newestFirst) {
            // The withdrawal of an update has the number of the version that it takes out of force.
            if (document.withdrawn() ? !voided.isEnded(document.stamp().numbered()) : !voided.isVoid(document.stamp())) {
                return document;
            }
        }
        return newestFirst.get(0).asWithdrawn();
    }

    /** The given version, where it is still kept; the newest where it came in several epochs. */
    public Optional<OdfDocument> version(long version) {
        return newestFirst.stream().filter(document -> document.version() == version).findFirst();
    }

    /** Versions that came with two contents, which no source may send; the one that counts is the greater by time, then by hash. */
    public List<Long> conflicts() {
        List<Long> versions = new ArrayList<>();
        for (int i = 1; i < newestFirst.size(); i++) {
            if (newestFirst.get(i).conflictsWith(newestFirst.get(i - 1))) {
                versions.add(newestFirst.get(i).version());
            }
        }
        return versions;
    }

    DocumentVersions with(OdfDocument document) {
        return merge(new DocumentVersions(List.of(document), Voided.NONE));
    }

    DocumentVersions with(Voided now) {
        return now == voided ? this : new DocumentVersions(newestFirst, now, weight);
    }

    DocumentVersions merge(DocumentVersions other) {
        List<OdfDocument> union = new ArrayList<>(newestFirst);
        boolean changed = false;
        for (OdfDocument document : other.newestFirst) {
            int same = indexOfSame(union, document);
            if (same < 0) {
                union.add(document);
                changed = true;
            } else if (Provenance.FIRST_TAKEN.compare(document.provenance(), union.get(same).provenance()) < 0) {
                // Accepted in two data centres: the first reception counts.
                union.set(same, document);
                changed = true;
            }
        }
        if (!changed) {
            return this;
        }
        union.sort(NEWEST_FIRST);
        List<OdfDocument> newest = cut(union);
        return newest.equals(newestFirst) ? this : new DocumentVersions(newest, voided);
    }

    /**
     * As many of the newest as are allowed; the very newest whatever its size. A longer list is never cut to more, so joining stays a join; what came
     * under one version with several contents is kept or cut as one, for which of them is the newer depends on when each was heard of.
     */
    private static List<OdfDocument> cut(List<OdfDocument> sorted) {
        int most = sorted.get(0).key().isUpdate() ? Limits.UPDATE_VERSIONS_KEPT : Limits.DOCUMENT_VERSIONS_KEPT;
        long bytes = 0;
        int kept = 0;
        for (int versions = 0; versions < most && kept < sorted.size(); versions++) {
            int end = kept;
            while (end < sorted.size() && sorted.get(end).stamp().numbered().equals(sorted.get(kept).stamp().numbered())) {
                bytes += Weights.of(sorted.get(end));
                end++;
            }
            if (kept > 0 && bytes > Limits.DOCUMENT_BYTES_KEPT) {
                break;
            }
            kept = end;
        }
        return sorted.subList(0, kept);
    }

    private static int indexOfSame(List<OdfDocument> documents, OdfDocument document) {
        for (int i = 0; i < documents.size(); i++) {
            if (documents.get(i).stamp().isSameVersion(document.stamp()) && documents.get(i).withdrawn() == document.withdrawn()) {
                return i;
            }
        }
        return -1;
    }
}
