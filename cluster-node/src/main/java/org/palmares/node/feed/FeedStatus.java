package org.palmares.node.feed;

import java.util.List;
import java.util.Map;

/**
 * How the feed of a node stands.
 *
 * @param node name of the node in cursors
 * @param ready whether the board holds all that was in the journal at the start
 * @param cursor what has been heard of every node
 * @param readers live readers now
 * @param digest over the whole board
 * @param nodes names of the nodes that are heard, this one included
 * @param behind names of nodes whose board this one has not caught up with
 * @param counts what happened since the start, by name
 */
public record FeedStatus(String node, boolean ready, String cursor, int readers, String digest, List<String> nodes, List<String> behind, Map<String, Long> counts) {}
