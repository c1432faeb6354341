package org.palmares.node.watch;

import org.palmares.competition.ReplicaId;
import org.palmares.gateway.CompetitionGateway;

/**
 * Counts commands that do not go the usual way.
 *
 * @param metrics where they are counted
 */
public record CountedDetours(Metrics metrics) implements CompetitionGateway.Detours {

    @Override
    public void fallback(ReplicaId unanswered) {
        metrics.count(Metrics.Counter.COMMAND_FALLBACKS, unanswered.name());
    }

    @Override
    public void retry() {
        metrics.count(Metrics.Counter.COMMAND_RETRIES);
    }
}
