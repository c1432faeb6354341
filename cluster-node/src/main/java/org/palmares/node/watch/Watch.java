package org.palmares.node.watch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.node.board.Board;

/**
 * Everything that makes visible what goes wrong at a node.
 *
 * @param metrics counts it
 * @param incidents keeps what lasts
 * @param conflicts notices versions that came with two contents
 * @param differences notices boards that differ for too long
 * @param silences notices data centres that are not heard
 * @param staleSources notices sources whose messages are older than what is known
 */
public record Watch(Metrics metrics, Incidents incidents, Conflicts conflicts, Differences differences, Silences silences, StaleSources staleSources) {

    /**
     * How closely is looked.
     *
     * @param node this node's name in cursors
     * @param others the other data centres
     * @param differAfter how long boards may differ in a competition
     * @param clock wall clock
     */
    public record Settings(String node, Collection<ReplicaId> others, Duration differAfter, InstantSource clock) {}

    /** Looks at {@code board} and at {@code dataCentres}. */
    public static Watch over(Board board, DataCentres dataCentres, Metrics metrics, Settings settings) {
        InstantSource clock = settings.clock();
        Incidents incidents = new Incidents(settings.node(), metrics, clock);
        return new Watch(
                metrics,
                incidents,
                new Conflicts(board, metrics, incidents),
                new Differences(incidents, settings.differAfter(), clock),
                new Silences(dataCentres, settings.others(), metrics, incidents, clock),
                new StaleSources(incidents));
    }
}
