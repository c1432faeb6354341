package org.palmares.node.schedule.change;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.palmares.node.feed.FeedStatus;
import org.palmares.node.watch.Metrics;

/**
 * Finishes changes that were begun: its own where it was started again in the middle, and those of nodes that are gone. Of the nodes that are there the first
 * does that; should two do it for a moment, nothing is changed twice.
 */
public final class ChangeKeeper extends AbstractBehavior<ChangeKeeper.Message> {

    /** What it understands. */
    public sealed interface Message {}

    private enum Tick implements Message {
        TICK
    }

    private record Status(Optional<FeedStatus> feed) implements Message {}

    private record Ended(String id, Optional<Throwable> failure) implements Message {}

    private static final Duration TICK = Duration.ofSeconds(1);

    /**
     * What it works with.
     *
     * @param node this node's name
     * @param status how the feed stands: which nodes are there
     * @param metrics counts what fails
     */
    public record Surroundings(String node, Changes changes, Supplier<CompletionStage<FeedStatus>> status, Metrics metrics) {}

    private final Surroundings with;

    private ChangeKeeper(ActorContext<Message> context, Surroundings with) {
        super(context);
        this.with = with;
    }

    /** The behaviour. */
    public static Behavior<Message> create(Surroundings surroundings) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.TICK, TICK);
            return new ChangeKeeper(context, surroundings);
        }));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(Tick.TICK, () -> {
                    if (!waiting().isEmpty()) {
                        getContext().pipeToSelf(with.status().get(), (status, failure) -> new Status(Optional.ofNullable(status)));
                    }
                    return this;
                })
                .onMessage(Status.class, status -> {
                    status.feed().filter(FeedStatus::ready).ifPresent(this::takeOver);
                    return this;
                })
                .onMessage(Ended.class, ended -> {
                    ended.failure().ifPresent(failure -> {
                        with.metrics().count(Metrics.Counter.LEFT_OUT, "change_step");
                        getContext().getLog().warn("The change {} is not finished, and is gone on with: {}", ended.id(), failure.toString());
                    });
                    return this;
                })
                .build();
    }

    private List<Change> waiting() {
        return with.changes().all().stream().filter(change -> change.isRunning() && !with.changes().isHere(change)).toList();
    }

    private void takeOver(FeedStatus feed) {
        boolean first = feed.nodes().stream().sorted().findFirst().filter(with.node()::equals).isPresent();
        for (Change change : waiting()) {
            boolean gone = !feed.nodes().contains(change.node());
            if (change.node().equals(with.node()) || gone && first) {
                getContext().getLog().info("The change {} of {} is gone on with here", change.id(), change.node());
                getContext().pipeToSelf(with.changes().carryOut(change), (over, failure) -> new Ended(change.id(), Optional.ofNullable(failure)));
            }
        }
    }
}
