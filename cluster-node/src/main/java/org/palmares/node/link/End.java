package org.palmares.node.link;

import org.apache.pekko.actor.Address;

/**
 * Where a node takes links.
 *
 * @param address the node's address in the cluster, {@code host:port}; unique
 * @param port of the same host, for links
 */
public record End(String address, int port) {

    private static final int PORT_MAX = 65_535;

    public End {
        if (port <= 0 || port > PORT_MAX || address.lastIndexOf(':') <= 0) {
            throw new IllegalArgumentException("no end of a link: " + address + ", port " + port);
        }
    }

    /** How {@code node} is called here. */
    public static String address(Address node) {
        return node.host().get() + ':' + node.port().get();
    }

    String host() {
        return address.substring(0, address.lastIndexOf(':'));
    }
}
