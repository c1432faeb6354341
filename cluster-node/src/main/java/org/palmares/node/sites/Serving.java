package org.palmares.node.sites;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.SetAside;

/** Which data centres serve, as this node knows it; asked with every request, so safe from any thread and quick. */
public final class Serving {

    private final ReplicaId self;
    private final Map<ReplicaId, String> sites;
    private volatile Set<ReplicaId> evacuated = Set.of();
    private final SetAside setAside = new SetAside();
    private volatile boolean ready;

    /** @param sites all data centres with their public addresses, in the order of succession */
    public Serving(ReplicaId self, Map<ReplicaId, String> sites) {
        this.self = self;
        this.sites = sites;
    }

    /** These data centres are evacuated, as far as known; where that would leave none, all serve. */
    public void evacuated(Set<ReplicaId> now) {
        evacuated = now.containsAll(sites.keySet()) ? Set.of() : Set.copyOf(now);
    }

    /** The board holds what there is: from now on readers are answered. */
    public void becomeReady() {
        ready = true;
    }

    /** Whether readers may be answered from the board. */
    public boolean isReady() {
        return ready;
    }

    /** Competitions that this node cannot serve. */
    public SetAside setAside() {
        return setAside;
    }

    /** Whether this node's data centre is evacuated. */
    public boolean isSelfEvacuated() {
        return evacuated.contains(self);
    }

    /** Whether {@code site} is evacuated. */
    public boolean isEvacuated(ReplicaId site) {
        return evacuated.contains(site);
    }

    /** All that are evacuated. */
    public Set<ReplicaId> evacuated() {
        return evacuated;
    }

    /** Public addresses of the other data centres that serve. */
    public List<String> elsewhere() {
        return sites.entrySet().stream()
                .filter(site -> !evacuated.contains(site.getKey()) && !site.getKey().equals(self))
                .map(Map.Entry::getValue)
                .toList();
    }
}
