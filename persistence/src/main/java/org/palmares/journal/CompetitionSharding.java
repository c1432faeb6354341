package org.palmares.journal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ReplicatedEntity;
import org.apache.pekko.cluster.sharding.typed.ReplicatedEntityProvider;
import org.apache.pekko.cluster.sharding.typed.ReplicatedSharding;
import org.apache.pekko.cluster.sharding.typed.ReplicatedShardingExtension;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.persistence.typed.ReplicaId;
import org.apache.pekko.persistence.typed.ReplicationId;
import org.apache.pekko.persistence.typed.javadsl.ReplicatedEventSourcing;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionId;
import org.palmares.journal.CompetitionEntity.Surroundings;
import org.palmares.journal.CompetitionMessage.Decide;
import org.palmares.journal.CompetitionMessage.GetCompetition;
import org.palmares.journal.CompetitionReply.CompetitionIs;

/** The competitions as sharded, replicated actors: one replica per data centre, spread over the nodes of each. */
public final class CompetitionSharding implements CompetitionGateway.Replicas {

    /** Name of the entity type; part of every persistence id, so never to be changed. */
    public static final String TYPE = "competition";

    private final ReplicatedSharding<CompetitionMessage> sharding;
    private final ReplicaId self;

    /**
     * Starts the sharding of this node.
     *
     * @param system the actor system
     * @param self this node's data centre
     * @param dataCentres all data centres
     * @param readJournal id of the query plugin that tails the journal
     * @param surroundings what every competition of the node shares
     */
    public CompetitionSharding(
            ActorSystem<?> system,
            org.palmares.competition.ReplicaId self,
            List<org.palmares.competition.ReplicaId> dataCentres,
            String readJournal,
            Surroundings surroundings) {
        this.self = new ReplicaId(self.name());
        Set<ReplicaId> replicas =
                dataCentres.stream().map(dataCentre -> new ReplicaId(dataCentre.name())).collect(Collectors.toSet());
        ReplicatedEntityProvider<CompetitionMessage> provider = ReplicatedEntityProvider.create(
                        CompetitionMessage.class,
                        TYPE,
                        replicas,
                        (typeKey, replica) -> ReplicatedEntity.create(
                                replica,
                                Entity.of(
                                                typeKey,
                                                entity -> behavior(
                                                        ReplicationId.fromString(entity.getEntityId()), replicas, readJournal, surroundings))
                                        .withDataCenter(replica.id())))
                .withDirectReplication(true);
        sharding = ReplicatedShardingExtension.get(system).init(self(self), provider);
    }

    private static ReplicaId self(org.palmares.competition.ReplicaId self) {
        return new ReplicaId(self.name());
    }

    /** One replica's behaviour; also what the persistence test kit runs. */
    public static Behavior<CompetitionMessage> behavior(
            ReplicationId id, Set<ReplicaId> replicas, String readJournal, Surroundings surroundings) {
        return Behaviors.setup(context -> ReplicatedEventSourcing.commonJournalConfig(
                id, replicas, readJournal, replication -> new CompetitionEntity(context, replication, surroundings)));
    }

    @Override
    public CompletionStage<CompetitionReply> ask(
            CompetitionId competition,
            org.palmares.competition.ReplicaId dataCentre,
            CompetitionCommand command,
            Duration timeout) {
        return replica(competition, new ReplicaId(dataCentre.name())).ask(replyTo -> new Decide(command, replyTo), timeout);
    }

    /** What the local replica knows; starts it if it rests. */
    public CompletionStage<Competition> localState(CompetitionId competition, Duration timeout) {
        return replica(competition, self)
                .<CompetitionReply>ask(GetCompetition::new, timeout)
                .thenApply(reply -> ((CompetitionIs) reply).state());
    }

    private EntityRef<CompetitionMessage> replica(CompetitionId competition, ReplicaId dataCentre) {
        Map<ReplicaId, EntityRef<CompetitionMessage>> replicas = sharding.getEntityRefsFor(competition.value());
        return replicas.get(dataCentre);
    }
}
