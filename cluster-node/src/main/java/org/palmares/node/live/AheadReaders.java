package org.palmares.node.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.palmares.protocol.contract.FeedCursor;

/**
 * Readers that come from a data centre that had heard more than this one has yet. What they have seen there is not told to them as new, and
 * their cursor does not go back. Each takes the same little memory, however long it stays: the numbers may never come, where their node has died.
 */
final class AheadReaders {

    /** A cursor that is further ahead than what can be on its way is none of this life of the node. */
    static final long NUMBERS_MAX = 10_000;
    /** Each kind costs a head of its own for every frame. */
    static final int KINDS_MAX = 1_000;
    /** Of a node that is heard, what a reader has seen comes in this time, or it has not given such numbers. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    /**
     * One of them.
     *
     * @param seen its cursor when it came
     * @param excess of that, what had not been heard here
     * @param came what had been heard here then
     * @param at when that was
     */
    record Ahead(FeedCursor seen, FeedCursor excess, FeedCursor came, Instant at) {}

    private final Map<LiveReader, Ahead> readers = new IdentityHashMap<>();
    private final Map<FeedCursor, Integer> kinds = new HashMap<>();

    /** Whether a reader may be ahead by {@code excess}; if not, nobody can know what it has seen. */
    boolean takes(FeedCursor excess, FeedCursor now) {
        boolean near = excess.numbers().entrySet().stream().allMatch(part -> part.getValue() - now.numbers().get(part.getKey()) <= NUMBERS_MAX);
        return near && (kinds.size() < KINDS_MAX || kinds.containsKey(excess));
    }

    void add(LiveReader reader, Ahead ahead) {
        readers.put(reader, ahead);
        kinds.merge(ahead.excess(), 1, Integer::sum);
    }

    void remove(LiveReader reader) {
        Ahead removed = readers.remove(reader);
        if (removed != null) {
            forget(removed);
        }
    }

    private void forget(Ahead removed) {
        kinds.computeIfPresent(removed.excess(), (excess, count) -> count == 1 ? null : count - 1);
    }

    Optional<Ahead> of(LiveReader reader) {
        return readers.isEmpty() ? Optional.empty() : Optional.ofNullable(readers.get(reader));
    }

    /** What a reader has when it has heard {@code cursor} here. */
    FeedCursor standing(LiveReader reader, FeedCursor cursor) {
        return of(reader).map(ahead -> cursor.with(ahead.excess())).orElse(cursor);
    }

    /**
     * Ends for those of whom all has been heard here, and for those whose node has gone on for long without what they have: they have it from
     * another life of the node, so {@code otherLife} is to tell them what was kept from them.
     * Gives those for whom it ended.
     */
    List<LiveReader> check(FeedCursor now, Instant time, BiConsumer<LiveReader, Ahead> otherLife) {
        List<LiveReader> level = new ArrayList<>();
        Iterator<Map.Entry<LiveReader, Ahead>> all = readers.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<LiveReader, Ahead> one = all.next();
            LiveReader reader = one.getKey();
            Ahead ahead = one.getValue();
            if (now.coversOfKnown(ahead.excess())) {
                all.remove();
                forget(ahead);
                level.add(reader);
            } else if (ahead.at().plus(LONGEST).isBefore(time) && isHeardSince(ahead, now)) {
                all.remove();
                forget(ahead);
                otherLife.accept(reader, ahead);
                level.add(reader);
            }
        }
        return level;
    }

    private static boolean isHeardSince(Ahead ahead, FeedCursor now) {
        return ahead.excess().numbers().keySet().stream()
                .anyMatch(node -> now.numbers().getOrDefault(node, 0L) > ahead.came().numbers().getOrDefault(node, 0L));
    }
}
