package org.palmares.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;

/**
 * Which data centre is a competition's home, and which ones follow when it does not answer: the data centres in their order, rotated by the
 * competition so that load spreads. Every node computes the same.
 *
 * @param dataCentres all data centres in their order
 */
public record Succession(List<ReplicaId> dataCentres) {

    public Succession {
        dataCentres = List.copyOf(dataCentres);
    }

    /** The data centres of {@code competition}, its home first. */
    public List<ReplicaId> of(CompetitionId competition) {
        List<ReplicaId> order = new ArrayList<>(dataCentres);
        Collections.rotate(order, Math.floorMod(competition.value().hashCode(), order.size()));
        return order;
    }
}
