package org.palmares.competition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest versions of one document, newest first and bounded. Joining is a union cut to the greatest, so order and repeats do not matter.
 *
 * @param newestFirst never empty once it is part of a competition
 */
public record DocumentVersions(List<OdfDocument> newestFirst) {

    static final DocumentVersions NONE = new DocumentVersions(List.of());

    public DocumentVersions {
        newestFirst = List.copyOf(newestFirst);
    }

    /** The version that counts; may be a withdrawal. */
    public OdfDocument latest() {
        return newestFirst.get(0);
    }

    /** The given version, where it is still kept. */
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
        return merge(new DocumentVersions(List.of(document)));
    }

    DocumentVersions merge(DocumentVersions other) {
        List<OdfDocument> union = new ArrayList<>(newestFirst);
        boolean changed = false;
        for (OdfDocument document : other.newestFirst) {
            int same = indexOfSame(union, document);
            if (same < 0) {
                union.add(document);
                changed = true;
            } else if (OdfDocument.BY_VERSION.compare(document, union.get(same)) > 0) {
                union.set(same, document);
                changed = true;
            }
        }
        if (!changed) {
            return this;
        }
        union.sort(OdfDocument.BY_VERSION.reversed());
        int kept = latestOf(union).key().isUpdate() ? Limits.UPDATE_VERSIONS_KEPT : Limits.DOCUMENT_VERSIONS_KEPT;
        List<OdfDocument> newest = union.subList(0, Math.min(kept, union.size()));
        return newest.equals(newestFirst) ? this : new DocumentVersions(newest);
    }

    private static OdfDocument latestOf(List<OdfDocument> sorted) {
        return sorted.get(0);
    }

    private static int indexOfSame(List<OdfDocument> documents, OdfDocument document) {
        for (int i = 0; i < documents.size(); i++) {
            if (documents.get(i).sameAs(document)) {
                return i;
            }
        }
        return -1;
    }
}
