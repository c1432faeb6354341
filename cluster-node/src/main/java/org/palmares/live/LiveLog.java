package org.palmares.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.palmares.board.ChangeKey;
import org.palmares.feed.FeedCursor;

/** What changed with which numbers of the feed, so that a reader who was away gets all that changed meanwhile, or is told that it cannot. */
final class LiveLog {

    private static final int KEPT = 50_000;

    private record Change(String node, long number, ChangeKey key) {}

    private final ArrayDeque<Change> changes = new ArrayDeque<>();
    /** From which number on the log is complete, by node. */
    private final Map<String, Long> completeFrom = new HashMap<>();

    void begin(String node, long after) {
        completeFrom.put(node, after);
    }

    void add(String node, long number, Set<ChangeKey> keys) {
        for (ChangeKey key : keys) {
            changes.addLast(new Change(node, number, key));
        }
        while (changes.size() > KEPT) {
            Change forgotten = changes.removeFirst();
            completeFrom.merge(forgotten.node(), forgotten.number(), Math::max);
        }
    }

    /** What changed after {@code cursor}, each once, in the order of the last change; empty where that is not known for sure. */
    Optional<List<ChangeKey>> after(FeedCursor cursor) {
        for (Map.Entry<String, Long> from : completeFrom.entrySet()) {
            if (cursor.numbers().getOrDefault(from.getKey(), 0L) < from.getValue()) {
                return Optional.empty();
            }
        }
        Set<ChangeKey> keys = new LinkedHashSet<>();
        for (Change change : changes) {
            if (change.number() > cursor.numbers().getOrDefault(change.node(), 0L)) {
                keys.remove(change.key());
                keys.add(change.key());
            }
        }
        return Optional.of(new ArrayList<>(keys));
    }
}
