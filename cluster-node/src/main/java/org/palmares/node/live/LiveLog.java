package org.palmares.node.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.live.topic.Concerns;
import org.palmares.protocol.contract.FeedCursor;

/**
 * What changed with which numbers of the feed, so that a reader who was away gets all that changed meanwhile, or is told that it cannot. Used
 * by the live actor; its snapshots by anybody.
 */
final class LiveLog {

    /** Of each node. */
    private static final int CHANGES_MAX = 50_000;
    private static final long BYTES_MAX = 16 * 1024 * 1024;
    private static final int PIECE = 512;
    private static final int CHANGE_BYTES = 120;

    /**
     * A change.
     *
     * @param order running number over all nodes
     * @param highest greatest number of the node so far, this included: it only grows, so it can be searched for
     * @param touched whom it concerned before or concerns after
     */
    private record Change(long order, long number, long highest, ChangeKey key, Concerns touched) {}

    /** What changed, and whom it touched meanwhile. */
    record Missed(ChangeKey key, Concerns touched) {}

    private static final class Piece {
        private final Change[] changes = new Change[PIECE];
        private int size;
        private long bytes;

        private Change last() {
            return changes[size - 1];
        }
    }

    private static final class Lane {
        private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
        private long size;
        private long bytes;
        private long highest;
    }

    private final Map<String, Lane> lanes = new HashMap<>();
    /** From which number on the log is complete, by node. */
    private final Map<String, Long> completeFrom = new HashMap<>();
    /** The greatest number of each node with which a thing has changed, of what is kept. */
    private final Map<ChangeKey, Map<String, Long>> changedWith = new HashMap<>();
    private long order;
    private Snapshot snapshot;

    void begin(String node, long after) {
        completeFrom.merge(node, after, Math::max);
        snapshot = null;
    }

    /** Nothing that was before {@code now} is known any more. */
    void startOver(FeedCursor now) {
        lanes.clear();
        changedWith.clear();
        now.numbers().forEach(this::begin);
    }

    void add(String node, long number, ChangeKey key, Concerns touched) {
        snapshot = null;
        Lane lane = lanes.computeIfAbsent(node, any -> new Lane());
        if (lane.pieces.isEmpty() || lane.pieces.peekLast().size == PIECE) {
            lane.pieces.addLast(new Piece());
        }
        lane.highest = Math.max(lane.highest, number);
        Piece piece = lane.pieces.peekLast();
        long bytes = CHANGE_BYTES + textLength(key) + 8L * (touched.nocs().size() + touched.venues().size());
        piece.changes[piece.size++] = new Change(++order, number, lane.highest, key, touched);
        piece.bytes += bytes;
        lane.size++;
        lane.bytes += bytes;
        changedWith.computeIfAbsent(key, any -> new HashMap<>()).merge(node, number, Math::max);
        while (lane.pieces.size() > 1 && (lane.size > CHANGES_MAX || lane.bytes > BYTES_MAX)) {
            forget(node, lane);
        }
    }

    private static long textLength(ChangeKey key) {
        return key instanceof ChangeKey.Document named
                ? named.document().type().length() + named.document().code().length() + named.document().subcode().length() + named.document().subtype().length()
                : 0;
    }

    private void forget(String node, Lane lane) {
        Piece forgotten = lane.pieces.removeFirst();
        lane.size -= forgotten.size;
        lane.bytes -= forgotten.bytes;
        completeFrom.merge(node, forgotten.last().highest(), Math::max);
        for (int i = 0; i < forgotten.size; i++) {
            Change change = forgotten.changes[i];
            changedWith.computeIfPresent(change.key(), (key, numbers) -> {
                numbers.remove(node, change.number());
                return numbers.isEmpty() ? null : numbers;
            });
        }
    }

    /** Whether {@code key} has changed here with a number that {@code seen} does not cover, so that who came with it was told. */
    boolean hasChangedSince(FeedCursor seen, ChangeKey key) {
        return changedWith.getOrDefault(key, Map.of()).entrySet().stream().anyMatch(with -> !seen.covers(with.getKey(), with.getValue()));
    }

    /** The log as it is now; the same until something is added. */
    Snapshot snapshot() {
        if (snapshot == null) {
            Map<String, Pieces> shared = new HashMap<>();
            lanes.forEach((node, lane) -> shared.put(node, new Pieces(lane.pieces.toArray(new Piece[0]), lane.pieces.peekLast().size)));
            snapshot = new Snapshot(shared, Map.copyOf(completeFrom));
        }
        return snapshot;
    }

    /** All pieces are full but the last, of which only the beginning is looked at: more is added to it meanwhile. */
    private record Pieces(Piece[] pieces, int sizeOfLast) {

        private int size() {
            return (pieces.length - 1) * PIECE + sizeOfLast;
        }

        private Change get(int index) {
            return pieces[index / PIECE].changes[index % PIECE];
        }

        /** Index of the first change that {@code number} may not cover. */
        private int after(long number) {
            int low = 0;
            int high = size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (get(middle).highest() > number) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }

    /** Does not change; safe for use from any thread. */
    static final class Snapshot {

        private final Map<String, Pieces> lanes;
        private final Map<String, Long> completeFrom;

        private Snapshot(Map<String, Pieces> lanes, Map<String, Long> completeFrom) {
            this.lanes = lanes;
            this.completeFrom = completeFrom;
        }

        /** Whether all that changed after {@code cursor} is known. */
        boolean isCompleteAfter(FeedCursor cursor) {
            return completeFrom.entrySet().stream().allMatch(from -> cursor.covers(from.getKey(), from.getValue()));
        }

        /** What changed after {@code cursor}, each once, in the order of the last change; empty where that is not known for sure. */
        Optional<List<Missed>> after(FeedCursor cursor) {
            return isCompleteAfter(cursor) ? Optional.of(between(cursor, Optional.empty())) : Optional.empty();
        }

        /** What changed after {@code from} with numbers that {@code to} covers. */
        List<Missed> between(FeedCursor from, Optional<FeedCursor> to) {
            List<Change> changes = new ArrayList<>();
            lanes.forEach((node, pieces) -> {
                long known = from.numbers().getOrDefault(node, 0L);
                for (int i = pieces.after(known); i < pieces.size(); i++) {
                    Change change = pieces.get(i);
                    if (change.number() > known && to.map(end -> end.covers(node, change.number())).orElse(true)) {
                        changes.add(change);
                    }
                }
            });
            changes.sort(Comparator.comparingLong(Change::order));
            Map<ChangeKey, Concerns> last = new LinkedHashMap<>();
            for (Change change : changes) {
                Concerns before = last.remove(change.key());
                last.put(change.key(), before == null ? change.touched() : before.and(change.touched()));
            }
            return last.entrySet().stream().map(entry -> new Missed(entry.getKey(), entry.getValue())).toList();
        }
    }
}
