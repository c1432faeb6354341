package org.palmares.node.feed;

import org.palmares.competition.ReplicaId;
import org.palmares.node.presence.SilentNodes;

/** Lets tests elsewhere say that a node fell silent, or is heard again. */
public final class Silent {

    private Silent() {}

    public static void make(SilentNodes nodes, String node, ReplicaId site) {
        nodes.fellSilent(node, site);
    }

    public static void over(SilentNodes nodes, String node) {
        nodes.heard(node);
    }
}
