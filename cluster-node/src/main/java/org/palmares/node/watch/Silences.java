package org.palmares.node.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.node.watch.Incidents.About;
import org.palmares.node.watch.Incidents.Kind;

/** Data centres whose heartbeat stays away. Used by the feed's actor only. */
public final class Silences {

    /** When all start together, one may be heard much later than another. */
    static final Duration NEVER_HEARD = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofHours(12);

    private final DataCentres dataCentres;
    private final List<ReplicaId> others;
    private final Metrics metrics;
    private final Incidents incidents;
    private final InstantSource clock;
    private final Instant start;

    Silences(DataCentres dataCentres, Collection<ReplicaId> others, Metrics metrics, Incidents incidents, InstantSource clock) {
        this.dataCentres = dataCentres;
        this.others = List.copyOf(others);
        this.metrics = metrics;
        this.incidents = incidents;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** To be called often. */
    public void check() {
        for (ReplicaId other : others) {
            Duration silence = dataCentres.silenceOf(other);
            // Who was never heard has been silent for very long.
            boolean heardOnce = silence.compareTo(LONGEST) < 0;
            boolean due = heardOnce || Duration.between(start, clock.instant()).compareTo(NEVER_HEARD) > 0;
            boolean ended = dataCentres.hasEnded(other);
            if (!ended && !dataCentres.isSilent(other)) {
                incidents.close(Kind.DATA_CENTRE_SILENT, About.of(other));
            } else if ((ended || due) && incidents.open(Kind.DATA_CENTRE_SILENT, About.of(other), text(other, ended, silence, heardOnce), Map.of())) {
                metrics.count(Metrics.Counter.DATA_CENTRE_SILENCES, other.name());
            }
            if (heardOnce) {
                metrics.set(Metrics.Gauge.DATA_CENTRE_SILENCE, other.name(), silence.toMillis() / 1_000.0);
            }
        }
    }

    private String text(ReplicaId other, boolean ended, Duration silence, boolean heardOnce) {
        if (ended) {
            return "No node of " + other + " listens any more: their processes have ended; commands go elsewhere.";
        }
        return heardOnce
                ? "No heartbeat of " + other + " has come for " + silence.toMillis() + " ms; commands go elsewhere."
                : "No heartbeat of " + other + " has come since this node started at " + start + "; commands go elsewhere.";
    }
}
