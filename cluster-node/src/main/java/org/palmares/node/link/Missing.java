package org.palmares.node.link;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which nodes there is no link with, where that lasts: what goes to them takes the way of the cluster, which costs more. Used by one thread. */
final class Missing {

    private static final Logger LOG = LoggerFactory.getLogger(Missing.class);
    /** A node that starts again is back sooner. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LongSupplier nanos;
    /** Since when, by {@link #nanos}. */
    private final Map<String, Long> lacking = new HashMap<>();
    private final Set<String> said = new HashSet<>();
    private final Map<String, String> failures = new HashMap<>();

    Missing(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Why the last attempt to link with it failed. */
    void failed(String address, String why) {
        failures.put(address, why);
    }

    /** There is no link now with these, and with no others that are known. Gives of whom that was said just now. */
    Set<String> lack(Set<String> addresses) {
        lacking.keySet().retainAll(addresses);
        said.retainAll(addresses);
        Set<String> now = new HashSet<>();
        for (String address : addresses) {
            long since = lacking.computeIfAbsent(address, any -> nanos.getAsLong());
            if (nanos.getAsLong() - since > PATIENCE.toNanos() && said.add(address)) {
                now.add(address);
                LOG.warn("no link with {} for {} s ({}): what goes to it takes the cluster's connections, and more time. Is its port for links open to all nodes?",
                        address, PATIENCE.toSeconds(), failures.getOrDefault(address, "it has not called"));
            }
        }
        failures.keySet().retainAll(addresses);
        return now;
    }
}
