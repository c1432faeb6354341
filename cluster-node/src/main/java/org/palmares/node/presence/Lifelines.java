package org.palmares.node.presence;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.palmares.competition.ReplicaId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lifelines to all other nodes. A node has ended when it refuses to be connected to. */
final class Lifelines {

    private static final Logger LOG = LoggerFactory.getLogger(Lifelines.class);

    /** Where a node listens. */
    record End(ReplicaId site, String host, int port) {}

    /**
     * Where nodes have ended that are still members.
     *
     * @param all data centres of which all nodes that are looked at have ended
     * @param some data centres of which a node has ended
     */
    record Ended(Set<ReplicaId> all, Set<ReplicaId> some) {

        static final Ended NONE = new Ended(Set.of(), Set.of());
    }

    private final Duration again;
    private final Consumer<Ended> ended;
    private final Map<End, Lifeline> lines = new HashMap<>();
    private final Set<End> refusing = new HashSet<>();
    private Ended told = Ended.NONE;

    /**
     * @param again time between two attempts to connect
     * @param ended told where nodes have ended, whenever that changes
     */
    Lifelines(Duration again, Consumer<Ended> ended) {
        this.again = again;
        this.ended = ended;
    }

    /** To be called often: holds one to each of {@code ends}, and no other. */
    synchronized void hold(Set<End> ends) {
        ends.forEach(end -> lines.computeIfAbsent(
                end, to -> new Lifeline(to.host(), to.port(), again, refused -> attempted(to, refused))));
        Set<End> gone = new HashSet<>(lines.keySet());
        gone.removeAll(ends);
        gone.forEach(end -> lines.remove(end).close());
        if (refusing.removeAll(gone)) {
            tell();
        }
    }

    private synchronized void attempted(End end, boolean refused) {
        if (lines.containsKey(end) && (refused ? refusing.add(end) : refusing.remove(end))) {
            LOG.info("node {}:{} of {} {}", end.host(), end.port(), end.site(), refused ? "has ended: nobody listens there" : "does not refuse any more");
            tell();
        }
    }

    private void tell() {
        Set<ReplicaId> some = dataCentres(refusing);
        Set<End> listening = new HashSet<>(lines.keySet());
        listening.removeAll(refusing);
        Set<ReplicaId> all = new HashSet<>(some);
        all.removeAll(dataCentres(listening));
        Ended now = new Ended(all, some);
        if (!now.equals(told)) {
            told = now;
            ended.accept(now);
        }
    }

    private static Set<ReplicaId> dataCentres(Set<End> ends) {
        return ends.stream().map(End::site).collect(Collectors.toSet());
    }
}
