package org.palmares.node.server;

import java.net.InetAddress;
import java.util.Optional;

/** The place of a connection among those of its address. Who has one too many is told so with the first request. Used by the connection's thread only. */
final class Place {

    private final Addresses addresses;
    private final Optional<InetAddress> counted;
    private boolean looked;

    Place(Addresses addresses, InetAddress of) {
        this.addresses = addresses;
        this.counted = addresses.begun(of);
    }

    /** Whether there are more than can be told: those who say nothing would keep their places. */
    boolean isHopeless() {
        return counted.filter(addresses::areFarTooMany).isPresent();
    }

    /** Whether it still has to be looked at. */
    boolean isToBeLookedAt() {
        return !looked && counted.isPresent();
    }

    /** Whether it is one too many; looked at once. */
    boolean isTooMuch() {
        boolean first = isToBeLookedAt();
        looked = true;
        return first && counted.filter(addresses::areTooMany).isPresent();
    }

    void leave() {
        counted.ifPresent(addresses::ended);
    }
}
