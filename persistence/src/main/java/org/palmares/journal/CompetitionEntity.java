package org.palmares.journal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.RecoveryFailed;
import org.apache.pekko.persistence.typed.SnapshotCompleted;
import org.apache.pekko.persistence.typed.SnapshotFailed;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.RetentionCriteria;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.Evolver;
import org.palmares.competition.Moment;
import org.palmares.journal.CompetitionMessage.Decide;
import org.palmares.journal.CompetitionReply.Accepted;
import org.palmares.journal.CompetitionReply.Rejected;
import org.palmares.protocol.text.LogText;

/**
 * One replica of a competition: decides, journals, answers. All rules are in {@link Decider} and {@link Evolver}. Its journal and its state
 * hold what it accepted itself; what the other replicas accepted it hears from the node's board when it decides (docs/decisions/0001).
 */
public final class CompetitionEntity extends EventSourcedBehavior<CompetitionMessage, CompetitionEvent, Competition> {

    /**
     * What every competition of a node shares.
     *
     * @param listener hears what replicas come to know
     * @param heard what the node has heard of a competition, from whichever replica
     * @param clock time of acceptance
     * @param snapshots when they are made
     * @param tenure whether this node still may answer
     */
    public record Surroundings(
            CompetitionListener listener,
            Function<CompetitionId, Optional<Competition>> heard,
            InstantSource clock,
            Snapshots snapshots,
            Tenure tenure) {}

    /**
     * When snapshots are made.
     *
     * @param after bytes that reading the events since the last one again has to cost at least
     * @param every events after which there is one in any case
     */
    public record Snapshots(long after, int every) {}

    private static final Duration RESTART_FIRST = Duration.ofMillis(200);
    private static final Duration RESTART_LAST = Duration.ofSeconds(3);
    private static final int SNAPSHOTS_KEPT = 2;

    /** Decisions after which what was heard is joined again, whatever its position says: boards of equal position may differ after a repair. */
    private static final int JOINED_EVERY = 100;

    private final ActorContext<CompetitionMessage> context;
    private final Surroundings surroundings;
    private final JournalId id;

    /** The own state joined with what was heard. */
    private Competition known = Competition.start();

    private int decisions;

    private final SinceSnapshot since;

    private CompetitionEntity(ActorContext<CompetitionMessage> context, JournalId id, Surroundings surroundings) {
        // A failed write stops the actor; its outcome is unknown, and recovery from the journal is what tells.
        super(
                PersistenceId.ofUniqueId(id.value()),
                SupervisorStrategy.restartWithBackoff(RESTART_FIRST, RESTART_LAST, 0.2));
        this.context = context;
        this.surroundings = surroundings;
        this.id = id;
        this.since = new SinceSnapshot(surroundings.snapshots().after());
    }

    /** The behaviour of one replica. */
    public static Behavior<CompetitionMessage> create(JournalId id, Surroundings surroundings) {
        return Behaviors.setup(context -> new CompetitionEntity(context, id, surroundings));
    }

    @Override
    public Competition emptyState() {
        return Competition.start();
    }

    @Override
    public CommandHandler<CompetitionMessage, CompetitionEvent, Competition> commandHandler() {
        return newCommandHandlerBuilder().forAnyState().onCommand(Decide.class, this::decide).build();
    }

    private Effect<CompetitionEvent, Competition> decide(Competition own, Decide message) {
        surroundings
                .heard()
                .apply(id.competition())
                .filter(heard -> decisions % JOINED_EVERY == 0 || !known.position().covers(heard.position()))
                .ifPresent(heard -> known = known.merge(heard));
        decisions++;
        // The journal gives the number: what a board heard of this replica may be ahead of, or behind, what recovery found.
        Decision decision = Decider.decide(
                known, message.command(), new Moment(surroundings.clock().instant(), id.replica()), lastSequenceNumber(context) + 1);
        return decision.fold(new Decision.Cases<>() {
            @Override
            public Effect<CompetitionEvent, Competition> accepted(Decision.Accepted accepted) {
                return persist(own, accepted.events()).thenRun((Competition after) -> {
                    if (surroundings.tenure().holds()) {
                        message.replyTo().tell(new Accepted(accepted.result(), known.position(), known.members()));
                    }
                });
            }

            @Override
            public Effect<CompetitionEvent, Competition> rejected(Decision.Rejected rejected) {
                context.getLog().warn("{}: refused: {}", id.competition(), LogText.of(rejected.rejection()));
                return Effect().none().thenRun(() -> message.replyTo().tell(new Rejected(rejected.rejection())));
            }
        });
    }

    private org.apache.pekko.persistence.typed.javadsl.EffectBuilder<CompetitionEvent, Competition> persist(
            Competition own, List<CompetitionEvent> events) {
        if (events.isEmpty()) {
            return Effect().none();
        }
        long begun = System.nanoTime();
        return Effect().persist(events).thenRun((Competition after) -> {
            surroundings.listener().written(Duration.ofNanos(System.nanoTime() - begun));
            // Mostly nobody else wrote this competition, and the state just made need not be made again.
            known = known == own ? after : events.stream().reduce(known, Evolver::apply, Competition::merge);
            if (surroundings.tenure().holds()) {
                surroundings.listener().persisted(id.competition(), events, surroundings.clock().instant());
            }
        });
    }

    @Override
    public EventHandler<Competition, CompetitionEvent> eventHandler() {
        return since::apply;
    }

    @Override
    public SignalHandler<Competition> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.class, (own, signal) -> {
                    known = own;
                    decisions = 0;
                    surroundings.listener().recovered(id.competition(), own);
                })
                .onSignal(RecoveryFailed.class, (own, signal) -> surroundings.listener().unreadable(id, signal.getFailure()))
                .onSignal(PreRestart.class, (own, signal) -> {
                    since.begin();
                    context.getLog().warn("{}: the journal failed; the replica starts again", id);
                    surroundings.listener().failed(id.competition());
                })
                .onSignal(SnapshotCompleted.class, (own, signal) -> since.begin())
                .onSignal(SnapshotFailed.class, (own, signal) -> {
                    since.begin();
                    context.getLog().warn("{}: no snapshot, recovery will take longer: {}", id, signal.getFailure().toString());
                })
                .build();
    }

    @Override
    public boolean shouldSnapshot(Competition own, CompetitionEvent event, long number) {
        return since.isWorthASnapshot(own, event);
    }

    /** With these snapshots, which are made in any case, older ones are deleted: all but those of the last events. */
    @Override
    public RetentionCriteria retentionCriteria() {
        return RetentionCriteria.snapshotEvery(surroundings.snapshots().every(), SNAPSHOTS_KEPT);
    }
}
