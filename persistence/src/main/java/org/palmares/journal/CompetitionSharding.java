package org.palmares.journal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.CompetitionEntity.Surroundings;
import org.palmares.journal.CompetitionMessage.Decide;

/** The competitions as sharded actors: one replica of each per data centre, spread over the nodes of that data centre. */
public final class CompetitionSharding {

    private static final EntityTypeKey<CompetitionMessage> TYPE = EntityTypeKey.create(CompetitionMessage.class, "competition");

    private final ClusterSharding sharding;

    /**
     * Starts the sharding of this node: its own replicas, and the way to those of the other data centres.
     *
     * @param system the actor system
     * @param self this node's data centre
     * @param dataCentres all data centres
     * @param surroundings what every competition of the node shares
     */
    public CompetitionSharding(ActorSystem<?> system, ReplicaId self, List<ReplicaId> dataCentres, Surroundings surroundings) {
        sharding = ClusterSharding.get(system);
        for (ReplicaId site : dataCentres) {
            sharding.init(Entity.of(
                            TYPE,
                            entity -> CompetitionEntity.create(
                                    new JournalId(CompetitionId.parse(entity.getEntityId()), self), surroundings))
                    .withDataCenter(site.name()));
        }
    }

    /** Asks the replica of {@code competition} in {@code site}; fails with a timeout when it does not answer. */
    public CompletionStage<CompetitionReply> ask(
            CompetitionId competition, ReplicaId site, CompetitionCommand command, Duration timeout) {
        return sharding.entityRefFor(TYPE, competition.value(), site.name()).ask(replyTo -> new Decide(command, replyTo), timeout);
    }
}
