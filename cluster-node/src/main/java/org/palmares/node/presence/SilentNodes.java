package org.palmares.node.presence;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.palmares.competition.ReplicaId;

/**
 * Nodes whose feed is not heard any more. What they acknowledged and did not come to tell is in the journals of their data centre, whatever other
 * nodes of it are heard. Safe for use from any thread.
 */
public final class SilentNodes {

    /** A beat comes every 100 ms, from a thread that has nothing else to do. */
    private static final long BEATING_NANOS = Duration.ofSeconds(2).toNanos();

    private final Set<String> nodes = ConcurrentHashMap.newKeySet();
    /** When each was heard to beat last, by {@link System#nanoTime()}. */
    private final Map<String, Long> beats = new ConcurrentHashMap<>();
    private final BiConsumer<String, ReplicaId> onSilence;

    /** @param onSilence told of each node that falls silent, and of its data centre */
    public SilentNodes(BiConsumer<String, ReplicaId> onSilence) {
        this.onSilence = onSilence;
    }

    /** {@code node} of {@code site} is not heard any more. */
    public void fellSilent(String node, ReplicaId site) {
        nodes.add(node);
        onSilence.accept(node, site);
    }

    /** A beat of {@code node} came. */
    public void beats(String node) {
        beats.put(node, System.nanoTime());
    }

    /** Whether {@code node} beats: then its feed is late, because it has much to do, and reading its journals would make more work for all. */
    public boolean isBeating(String node) {
        Long last = beats.get(node);
        return last != null && System.nanoTime() - last < BEATING_NANOS;
    }

    /** {@code node} is heard: again, or having begun anew. */
    public void heard(String node) {
        nodes.remove(node);
    }

    /** What {@code node} left behind has been read. */
    public void read(String node) {
        nodes.remove(node);
    }

    /** Whether {@code node} has not been heard since it fell silent, nor read. */
    public boolean isSilent(String node) {
        return nodes.contains(node);
    }
}
