package org.palmares.node.server;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many connections each address has open, so that one client cannot take them all. Clients behind a proxy all have its address; connections from the
 * machine itself are not counted. Safe for use from any thread.
 */
final class Addresses {

    private static final int ROOM = 10;

    private final int max;
    private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

    /** @param max connections of one address; 0 for any number */
    Addresses(int max) {
        this.max = max;
    }

    int max() {
        return max;
    }

    /** Counts a connection from {@code address}; empty where it is not counted. */
    Optional<InetAddress> begun(InetAddress address) {
        Optional<InetAddress> counted = Optional.of(address).filter(known -> max > 0 && !known.isLoopbackAddress());
        counted.ifPresent(known -> open.merge(known, 1, Integer::sum));
        return counted;
    }

    boolean areTooMany(InetAddress address) {
        return open.getOrDefault(address, 0) > max;
    }

    /** More than can be told why they are refused. */
    boolean areFarTooMany(InetAddress address) {
        return open.getOrDefault(address, 0) > max + max / 10 + ROOM;
    }

    void ended(InetAddress address) {
        open.computeIfPresent(address, (any, count) -> count == 1 ? null : count - 1);
    }
}
