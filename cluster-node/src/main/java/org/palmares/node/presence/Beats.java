package org.palmares.node.presence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.node.link.End;
import org.palmares.node.presence.Heartbeat.Beat;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows when a beat of another node comes. It never waits: whoever brings a beat need wake no other thread for it. Safe for use from any thread. */
final class Beats {

    private static final Logger LOG = LoggerFactory.getLogger(Beats.class);

    /** Sooner than any node is back. */
    private static final long LEFT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final DataCentres dataCentres;
    private final SilentNodes silent;
    private final Consumer<End> links;
    /** When nodes said that they leave, by {@link System#nanoTime()}; there are few names, and they come back. */
    private final Map<String, Long> left = new ConcurrentHashMap<>();

    /**
     * @param dataCentres learns who is heard
     * @param silent learns which nodes beat
     * @param links learns where nodes take links
     */
    Beats(DataCentres dataCentres, SilentNodes silent, Consumer<End> links) {
        this.dataCentres = dataCentres;
        this.silent = silent;
        this.links = links;
    }

    void heard(Beat beat) {
        if (!ReplicaId.isName(beat.site())) {
            LOG.warn("a beat of \"{}\" is left out, no data centre is called so", LogText.of(beat.site()));
            return;
        }
        beat.links().ifPresent(links);
        ReplicaId from = new ReplicaId(beat.site());
        if (beat.leaving()) {
            left.put(beat.node(), System.nanoTime());
            dataCentres.left(from);
        } else if (!leftJustNow(beat.node())) {
            dataCentres.heard(from, beat.readyFor());
            silent.beats(beat.node());
        }
    }

    /** An older beat that came another way, behind its last one. */
    private boolean leftJustNow(String node) {
        Long last = left.get(node);
        return last != null && System.nanoTime() - last < LEFT_NANOS;
    }
}
