package org.palmares.node.ops.drill;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.node.feed.FeedStatus;
import org.palmares.node.records.Recording;
import org.palmares.node.sites.Serving;
import org.palmares.node.sites.SiteRecords;
import org.palmares.node.sites.SiteState;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.protocol.contract.drill.Mark;
import org.palmares.protocol.contract.drill.Verdict;

/**
 * Carries out, on every node, what the records of operations ask of it: a data centre that is to be evacuated sends its readers away and takes
 * no homes; a rolling restart is taken on by each node when its turn comes. What was decided is on every board, so whoever is there goes on.
 */
public final class Conductor extends AbstractBehavior<Conductor.Message> {

    /** What the conductor understands. */
    public sealed interface Message {}

    private enum Tick implements Message {
        TICK
    }

    private record Status(Optional<FeedStatus> feed) implements Message {}

    private record Recorded(String what, Optional<Throwable> failure) implements Message {}

    /**
     * What the conductor works with.
     *
     * @param node this node's name
     * @param site this node's data centre
     * @param sendAway tells every live reader to go on at one of these addresses
     * @param status how the feed stands
     * @param metrics counts what fails
     * @param restart ends this process so that its supervisor starts it again
     */
    public record Surroundings(
            String node,
            ReplicaId site,
            DrillRecords drills,
            SiteRecords sites,
            Serving serving,
            DataCentres dataCentres,
            Consumer<List<String>> sendAway,
            Supplier<CompletionStage<FeedStatus>> status,
            Metrics metrics,
            Runnable restart,
            InstantSource clock) {}

    private static final Duration TICK = Duration.ofMillis(200);
    private static final int TICKS_PER_STATUS = 5;

    private final Surroundings with;
    private final RollingRestart restarts;
    private int ticks;
    private boolean recording;

    private Conductor(ActorContext<Message> context, Surroundings with) {
        super(context);
        this.with = with;
        this.restarts = new RollingRestart(with.node(), with.site().name(), with.clock().instant());
    }

    /** The behaviour. */
    public static Behavior<Message> create(Surroundings surroundings) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.TICK, TICK);
            return new Conductor(context, surroundings);
        }));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(Tick.TICK, () -> {
                    step("look", this::look);
                    return this;
                })
                .onMessage(Status.class, message -> {
                    message.feed().filter(FeedStatus::ready).ifPresent(feed -> step("act", () -> act(feed)));
                    return this;
                })
                .onMessage(Recorded.class, message -> {
                    recording = false;
                    message.failure().ifPresent(failure -> getContext().getLog().warn("{} could not be recorded: {}", message.what(), failure.toString()));
                    return this;
                })
                .build();
    }

    /** What one record makes fail must not keep the node from carrying out the others; the next tick tries again. */
    private void step(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            with.metrics().count(Metrics.Counter.LEFT_OUT, "conductor_step");
            getContext().getLog().error("The conductor could not {}", what, failure);
        }
    }

    private void look() {
        if (++ticks % TICKS_PER_STATUS == 0 && !recording) {
            getContext().pipeToSelf(with.status().get(), (status, failure) -> new Status(Optional.ofNullable(status)));
        }
        Instant now = with.clock().instant();
        Set<ReplicaId> evacuated = with.sites().all().stream()
                .filter(site -> site.evacuated() && now.isBefore(site.until()))
                .map(site -> new ReplicaId(site.site()))
                .collect(Collectors.toSet());
        with.serving().evacuated(evacuated);
        with.dataCentres().evacuated(with.serving().evacuated());
        if (with.serving().isSelfEvacuated()) {
            with.sendAway().accept(with.serving().elsewhere());
        }
    }

    private void act(FeedStatus feed) {
        if (recording) {
            return;
        }
        // A board is ready some seconds before the node listens, and who is told that it is back comes at once.
        if (isFirst(feed) && endWhatIsOver() || !with.serving().isReady()) {
            return;
        }
        for (Drill drill : with.drills().running()) {
            DrillKind kind = DrillKind.of(drill.name()).orElse(null);
            if (kind == DrillKind.ROLLING_RESTART) {
                restarts.next(drill, with.sites().of(with.site().name()), feed, with.clock().instant()).ifPresent(this::carryOut);
            } else if ((kind == DrillKind.EVACUATE || kind == DrillKind.RETURN) && drill.site().equals(with.site().name())) {
                settle(drill, kind, feed);
            }
        }
    }

    /** Of the nodes that are there one ends what nobody else ends. */
    private boolean isFirst(FeedStatus feed) {
        return feed.nodes().stream().sorted().findFirst().filter(with.node()::equals).isPresent();
    }

    private boolean endWhatIsOver() {
        Instant now = with.clock().instant();
        for (Drill drill : with.drills().running()) {
            if (now.isAfter(drill.ends())) {
                record("the end of " + drill.id(), with.drills().record(drill.ended(
                        Drill.State.ABORTED, new Mark(now, Mark.ABORTED, "its time is over"), Verdict.INCONCLUSIVE.name())));
                return true;
            }
        }
        for (SiteState site : with.sites().all()) {
            boolean orphan = with.drills().all().stream()
                    .anyMatch(drill -> drill.site().equals(site.site()) && drill.state() == Drill.State.CANCELLED && drill.name().equals("evacuate")
                            && drill.requested().equals(site.since()));
            if (site.evacuated() && (now.isAfter(site.until()) || orphan)) {
                record("the return of " + site.site(), with.sites().record(new SiteState(
                        site.site(), site.version() + 1, false, now, now, "palmares", orphan ? "the drill was cancelled" : "its time is over")));
                return true;
            }
        }
        return false;
    }

    /** An evacuation is done when nobody follows here any more, a return when this data centre is ready. */
    private void settle(Drill drill, DrillKind kind, FeedStatus feed) {
        boolean done = kind == DrillKind.EVACUATE
                ? with.serving().isSelfEvacuated() && feed.readers() == 0
                : !with.serving().isSelfEvacuated();
        if (done && !recording) {
            String text = kind == DrillKind.EVACUATE ? with.site() + " has no homes and no readers" : with.site() + " serves";
            record("the end of " + drill.id(), with.drills().record(drill.ended(
                    Drill.State.FINISHED, new Mark(with.clock().instant(), Mark.FINISHED, text), Verdict.INCONCLUSIVE.name())));
        }
    }

    private void carryOut(RollingRestart.Step step) {
        CompletionStage<Recording> recorded = step.site().isPresent()
                ? with.sites().record(step.site().get()).thenCompose(done -> with.drills().record(step.drill()))
                : with.drills().record(step.drill());
        record(step.drill().id(), recorded.thenApply(done -> {
            if (done == Recording.KEPT && step.restart()) {
                with.restart().run();
            }
            return done;
        }));
    }

    private void record(String what, CompletionStage<Recording> recorded) {
        recording = true;
        // What somebody else has decided counts. Where the store is full, it stands in the log.
        getContext().pipeToSelf(recorded, (done, failure) -> new Recorded(what, Optional.ofNullable(failure)));
    }
}
