package org.palmares.feed;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.palmares.competition.ReplicaId;

/**
 * Nodes whose feed is not heard any more. What they acknowledged and did not come to tell is in the journals of their data centre, whatever other
 * nodes of it are heard. Safe for use from any thread.
 */
public final class SilentNodes {

    private final Set<String> nodes = ConcurrentHashMap.newKeySet();
    private final BiConsumer<String, ReplicaId> onSilence;

    /** @param onSilence told of each node that falls silent, and of its data centre */
    public SilentNodes(BiConsumer<String, ReplicaId> onSilence) {
        this.onSilence = onSilence;
    }

    /** {@code node} of {@code dataCentre} is not heard any more. */
    void fellSilent(String node, ReplicaId dataCentre) {
        nodes.add(node);
        onSilence.accept(node, dataCentre);
    }

    /** {@code node} is heard: again, or having begun anew. */
    void heard(String node) {
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
