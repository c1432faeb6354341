package org.palmares.node.board;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.Entry;
import org.palmares.competition.OdfDocument;
import org.palmares.protocol.odf.DocumentType;
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

    static Set<ChangeKey> of(Competition before, CompetitionView now) {
        BoardDiff diff = new BoardDiff(before, now);
        diff.units();
        diff.conflicts();
        diff.documents();
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

    private void documents() {
        if (before.documents() == after.documents()) {
            return;
        }
        after.documents().forEach((key, versions) -> {
            DocumentVersions old = before.documents().get(key);
            if (old == null || old != versions && differ(key, () -> !showsTheSame(old.latest(), versions.latest()))) {
                boolean statusChanged = old == null || differ(key, () -> !hasSameStatus(old.latest(), versions.latest()));
                document(key, statusChanged);
            }
        });
        before.documents().keySet().stream().filter(key -> !after.documents().containsKey(key)).forEach(key -> document(key, true));
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

    private static boolean hasSameStatus(OdfDocument old, OdfDocument now) {
        return old.status().equals(now.status()) && old.withdrawn() == now.withdrawn();
    }

    private void document(DocumentKey key, boolean statusChanged) {
        if (CompetitionView.isResult(key)) {
            changes.add(new ChangeKey.Result(id, key.code()));
            if (statusChanged && after.timetable().containsKey(key.code())) {
                changes.add(new ChangeKey.Schedule(id, key.code()));
            }
        } else if (DocumentType.of(key.type()).content() == DocumentType.Content.MEDALLISTS) {
            changes.add(new ChangeKey.Medals(id));
        } else {
            changes.add(new ChangeKey.Document(id, key));
        }
    }
}
