package org.palmares.node.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.palmares.competition.Competition;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.OdfDocument;
import org.palmares.protocol.odf.DocumentType;

/**
 * A document that is not the same in two states of a competition.
 *
 * @param old null where it is new
 * @param now null where it is there no more
 */
record DocumentChange(DocumentKey key, DocumentVersions old, DocumentVersions now) {

    /** All of them: every document of {@code after} that is not {@code before}'s by identity, and those that are gone. */
    static List<DocumentChange> between(Competition before, Competition after) {
        if (before.documents() == after.documents()) {
            return List.of();
        }
        List<DocumentChange> changes = new ArrayList<>();
        Map<DocumentKey, DocumentVersions> old = before.documents();
        int known = 0;
        for (Map.Entry<DocumentKey, DocumentVersions> document : after.documents().entrySet()) {
            DocumentVersions was = old.get(document.getKey());
            known += was == null ? 0 : 1;
            if (was != document.getValue()) {
                changes.add(new DocumentChange(document.getKey(), was, document.getValue()));
            }
        }
        if (known < old.size()) {
            old.forEach((key, was) -> {
                if (!after.documents().containsKey(key)) {
                    changes.add(new DocumentChange(key, was, null));
                }
            });
        }
        return changes;
    }

    boolean isOfResult() {
        return CompetitionView.isResult(key);
    }

    boolean isOfMedals() {
        return DocumentType.of(key.type()).content() == DocumentType.Content.MEDALLISTS;
    }

    /** Whether it came or went, or is of another status. What cannot be compared is taken to differ. */
    boolean isOfStatus() {
        if (old == null || now == null) {
            return true;
        }
        try {
            return !hasSameStatus(old.latest(), now.latest());
        } catch (RuntimeException incomparable) {
            return true;
        }
    }

    private static boolean hasSameStatus(OdfDocument old, OdfDocument now) {
        return old.status().equals(now.status()) && old.withdrawn() == now.withdrawn();
    }
}
