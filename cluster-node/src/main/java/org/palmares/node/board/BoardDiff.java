package org.palmares.node.board;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entry;
import org.palmares.competition.OdfDocument;
import org.palmares.protocol.odf.Unit;

/**
 * What differs, for readers, between two states of a competition. The newer one is on the board already: a document that cannot be compared is taken to
 * have changed, or nobody would be told of it, nor of what changed beside it.
 */
final class BoardDiff {

    private final CompetitionId id;
    private final Competition before;
    private final Competition after;
    private final Fence fence;
    private final Set<ChangeKey> changes = new LinkedHashSet<>();

    private BoardDiff(Competition before, CompetitionView now) {
        this.id = now.id();
        this.before = before;
        this.after = now.state();
        this.fence = now.fence();
    }

    static Set<ChangeKey> of(Competition before, CompetitionView now, List<DocumentChange> documents) {
        BoardDiff diff = new BoardDiff(before, now);
        diff.units();
        diff.conflicts();
        documents.forEach(diff::document);
        return diff.changes;
    }

    private void units() {
        Map<String, Entry<Unit>> old = before.timetable();
        Map<String, Entry<Unit>> now = after.timetable();
        if (old == now) {
            return;
        }
        now.forEach((code, entry) -> {
            if (old.get(code) != entry) {
                changes.add(new ChangeKey.Schedule(id, code));
            }
        });
        old.keySet().stream().filter(code -> !now.containsKey(code)).forEach(code -> changes.add(new ChangeKey.Schedule(id, code)));
    }

    /** Only what people changed can be in conflict with anything. */
    private void conflicts() {
        if (before.edits() == after.edits() && before.units() == after.units()) {
            return;
        }
        after.edits().keySet().stream()
                .filter(code -> before.edits(code) != after.edits(code) || before.units().entries().get(code) != after.units().entries().get(code))
                .filter(code -> !before.conflicts(code).equals(after.conflicts(code)))
                .forEach(code -> changes.add(new ChangeKey.Conflict(id, code)));
    }

    private void document(DocumentChange change) {
        DocumentKey key = change.key();
        if (change.old() == null || change.now() == null || differ(key, () -> !showsTheSame(change.old().latest(), change.now().latest()))) {
            document(change, change.isOfStatus());
        }
    }

    private boolean differ(DocumentKey key, Supplier<Boolean> comparison) {
        return fence.around("comparison", id + " " + key, comparison).orElse(true);
    }

    /**
     * When two data centres took the same version, because its sender got no answer from the first in time, only who took it and when is new. Where all
     * versions are out of force, the latest is made anew each time it is asked for.
     */
    private static boolean showsTheSame(OdfDocument old, OdfDocument now) {
        return old == now || old.repeats(now) && old.status().equals(now.status()) && old.stamp().epoch() == now.stamp().epoch();
    }

    private void document(DocumentChange change, boolean statusChanged) {
        DocumentKey key = change.key();
        if (change.isOfResult()) {
            changes.add(new ChangeKey.Result(id, key.code()));
            if (statusChanged && after.timetable().containsKey(key.code())) {
                changes.add(new ChangeKey.Schedule(id, key.code()));
            }
        } else if (change.isOfMedals()) {
            changes.add(new ChangeKey.Medals(id));
        } else {
            changes.add(new ChangeKey.Document(id, key));
        }
    }
}
