package org.palmares.journal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotCompleted;
import org.apache.pekko.persistence.typed.SnapshotFailed;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.ReplicatedEventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.ReplicationContext;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionCommand.JoinReplica;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.Evolver;
import org.palmares.competition.Moment;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.CompetitionMessage.Decide;
import org.palmares.journal.CompetitionMessage.GetCompetition;
import org.palmares.journal.CompetitionMessage.Join;
import org.palmares.journal.CompetitionReply.Accepted;
import org.palmares.journal.CompetitionReply.CompetitionIs;
import org.palmares.journal.CompetitionReply.Rejected;

/** One replica of a competition: decides, journals, answers. All rules are in {@link Decider} and {@link Evolver}. */
public final class CompetitionEntity extends ReplicatedEventSourcedBehavior<CompetitionMessage, CompetitionEvent, Competition> {

    /**
     * What every competition of a node shares.
     *
     * @param listener hears what replicas come to know
     * @param clock time of acceptance
     * @param replicas number of data centres
     * @param snapshotEvery events between two snapshots
     * @param snapshots forgets outdated snapshots
     */
    public record Surroundings(
            CompetitionListener listener, InstantSource clock, int replicas, int snapshotEvery, SnapshotTrimmer snapshots) {}

    private static final Duration RESTART_FIRST = Duration.ofMillis(200);
    private static final Duration RESTART_LAST = Duration.ofSeconds(3);

    private final ActorContext<CompetitionMessage> context;
    private final Surroundings surroundings;
    private final CompetitionId id;
    private final ReplicaId self;

    CompetitionEntity(ActorContext<CompetitionMessage> context, ReplicationContext replication, Surroundings surroundings) {
        // A failed write stops the actor; its outcome is unknown, and recovery from the journal is what tells.
        super(replication, Optional.of(SupervisorStrategy.restartWithBackoff(RESTART_FIRST, RESTART_LAST, 0.2)));
        this.context = context;
        this.surroundings = surroundings;
        this.id = CompetitionId.parse(replication.entityId());
        this.self = new ReplicaId(replication.replicaId().id());
    }

    @Override
    public Competition emptyState() {
        return Competition.start();
    }

    @Override
    public CommandHandler<CompetitionMessage, CompetitionEvent, Competition> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(Decide.class, this::decide)
                .onCommand(GetCompetition.class, this::tell)
                .onCommand(Join.class, this::join)
                .build();
    }

    private Effect<CompetitionEvent, Competition> decide(Competition state, Decide message) {
        Decision decision = decision(state, message.command());
        if (decision instanceof Decision.Accepted accepted) {
            return persist(accepted.events())
                    .thenRun((Competition after) -> message.replyTo()
                            .tell(new Accepted(accepted.outcome(), after.position(), after.members())));
        }
        Decision.Rejected rejected = (Decision.Rejected) decision;
        context.getLog().warn("{}: refused: {}", id, rejected.rejection());
        return Effect().none().thenRun(() -> message.replyTo().tell(new Rejected(rejected.rejection())));
    }

    private Effect<CompetitionEvent, Competition> join(Competition state, Join message) {
        return persist(((Decision.Accepted) decision(state, new JoinReplica())).events());
    }

    private Effect<CompetitionEvent, Competition> tell(Competition state, GetCompetition message) {
        return Effect().none().thenRun(() -> message.replyTo().tell(new CompetitionIs(state)));
    }

    private Decision decision(Competition state, CompetitionCommand command) {
        return Decider.decide(state, command, new Moment(surroundings.clock().instant(), self));
    }

    private org.apache.pekko.persistence.typed.javadsl.EffectBuilder<CompetitionEvent, Competition> persist(List<CompetitionEvent> events) {
        if (events.isEmpty()) {
            return Effect().none();
        }
        return Effect().persist(events)
                .thenRun(() -> surroundings.listener().persisted(id, events, surroundings.clock().instant()));
    }

    @Override
    public EventHandler<Competition, CompetitionEvent> eventHandler() {
        return (state, event) -> {
            if (!getReplicationContext().recoveryRunning() && !event.origin().replica().equals(self)) {
                surroundings.listener().replicated(id, event);
            }
            return Evolver.apply(state, event);
        };
    }

    @Override
    public SignalHandler<Competition> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.class, (state, signal) -> {
                    surroundings.listener().recovered(id, state);
                    context.getSelf().tell(Join.JOIN);
                })
                .onSignal(SnapshotCompleted.class, (state, signal) -> surroundings
                        .snapshots()
                        .snapshotTaken(persistenceId().id(), signal.metadata().sequenceNr() - surroundings.snapshotEvery()))
                .onSignal(SnapshotFailed.class, (state, signal) -> context.getLog()
                        .warn("{}: no snapshot, recovery will take longer: {}", id, signal.getFailure().toString()))
                .build();
    }

    /** Only once every replica has written: before that, Pekko 1.7 cannot recover from the snapshot (docs/decisions/0004). */
    @Override
    public boolean shouldSnapshot(Competition state, CompetitionEvent event, long sequenceNr) {
        return sequenceNr % surroundings.snapshotEvery() == 0 && state.position().replicas().size() == surroundings.replicas();
    }
}
