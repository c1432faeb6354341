package org.palmares.node.feed;

import java.util.List;

/**
 * Says with which ticks a node tells the others how far it is. They have to hear soon of a number that they may have missed, and of a node that they did not
 * know; where nothing is new, each message is work for both sides and tells nothing, and the heartbeat says that the node is there. Used by the feed only.
 */
final class PulsePace {

    /** One pulse may be lost, as the number before it was. */
    private static final int TICKS_AFTER_A_NUMBER = 3;
    /** Who is new or back is told at each tick until it has surely heard. */
    private static final int TICKS_AFTER_A_PEER = 50;

    private long last;
    private List<Peer> peers = List.of();
    private int more = TICKS_AFTER_A_PEER;

    /**
     * Whether this tick has its pulse.
     *
     * @param number the newest of this node's feed
     * @param present whom it is sent to
     */
    boolean isDue(long number, List<Peer> present) {
        if (!present.equals(peers)) {
            more = TICKS_AFTER_A_PEER;
        } else if (number != last) {
            more = Math.max(more, TICKS_AFTER_A_NUMBER);
        }
        last = number;
        peers = present;
        boolean due = more > 0;
        more -= due ? 1 : 0;
        return due;
    }
}
