package org.palmares.node.feed;

import java.util.function.Consumer;

/**
 * Another node's feed.
 *
 * @param address where the node is, unique
 * @param send sends it a message, without any promise
 */
public record Peer(String address, Consumer<FeedMessage> send) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Peer peer && address.equals(peer.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }
}
