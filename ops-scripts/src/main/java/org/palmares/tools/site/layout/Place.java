package org.palmares.tools.site.layout;

import java.util.List;

/**
 * Where a data centre lives.
 *
 * @param host address its processes bind to and are reached at
 * @param prefix what its processes are started with, e.g. {@code ip netns exec NAME}; empty for plain processes of this machine
 */
public record Place(String host, List<String> prefix) {

    /** This machine, as it is. */
    static final Place HERE = new Place("127.0.0.1", List.of());

    public Place {
        prefix = List.copyOf(prefix);
    }
}
