package org.palmares.node.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * Does what schedulers have begun and nobody carries out: what this node began where it was started again in the middle, and what nodes that are gone left
 * behind. Of the nodes that are there the first does that; should two do it for a moment, nothing is done twice.
 */
public final class Keeper extends AbstractBehavior<Keeper.Message> {

    /** What it understands. */
    public sealed interface Message {}

    private enum Tick implements Message {
        TICK
    }

    private record Status(Optional<FeedStatus> feed) implements Message {}

    private record Ended(String name, Optional<Throwable> failure) implements Message {}

    private static final Duration TICK = Duration.ofSeconds(1);

    /** One kind of thing that has to be brought to its end. */
    public interface Duty {

        /** Whether something may be to be done; asked every second. */
        boolean waits();

        /** What is to be done here, as the nodes stand. */
        List<Task> due(Nodes nodes);
    }

    /**
     * Something to be done.
     *
     * @param name says what, in the log
     * @param work does it; fails where it is to be tried again
     */
    public record Task(String name, Supplier<? extends CompletionStage<?>> work) {}

    /**
     * Which nodes there are.
     *
     * @param self this one's name
     * @param all names of all that are there
     */
    public record Nodes(String self, Set<String> all) {

        /** Whether this node does what was {@code owner}'s: it is its own, or the owner is gone and this is the first of those left. */
        public boolean does(String owner) {
            return owner.equals(self) || !all.contains(owner) && isFirst();
        }

        /** Whether this node does the work that no other node has taken on. */
        public boolean isFirst() {
            return all.stream().sorted().findFirst().filter(self::equals).isPresent();
        }
    }

    /**
     * What it works with.
     *
     * @param node this node's name
     * @param duties what it brings to an end
     * @param status how the feed stands: which nodes are there
     * @param metrics counts what fails
     */
    public record Surroundings(String node, List<Duty> duties, Supplier<CompletionStage<FeedStatus>> status, Metrics metrics) {}

    private final Surroundings with;

    private Keeper(ActorContext<Message> context, Surroundings with) {
        super(context);
        this.with = with;
    }

    /** The behaviour. */
    public static Behavior<Message> create(Surroundings surroundings) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.TICK, TICK);
            return new Keeper(context, surroundings);
        }));
    }

    @Override
    public Receive<Message> createReceive() {
        return newReceiveBuilder()
                .onMessageEquals(Tick.TICK, () -> {
                    if (with.duties().stream().anyMatch(duty -> fenced("look", duty::waits).orElse(false))) {
                        getContext().pipeToSelf(with.status().get(), (status, failure) -> new Status(Optional.ofNullable(status)));
                    }
                    return this;
                })
                .onMessage(Status.class, status -> {
                    status.feed().filter(FeedStatus::ready).ifPresent(feed -> work(new Nodes(with.node(), Set.copyOf(feed.nodes()))));
                    return this;
                })
                .onMessage(Ended.class, ended -> {
                    ended.failure().ifPresent(failure -> {
                        with.metrics().count(Metrics.Counter.LEFT_OUT, "change_step");
                        getContext().getLog().warn("{} is not finished, and is gone on with: {}", ended.name(), failure.toString());
                    });
                    return this;
                })
                .build();
    }

    private void work(Nodes nodes) {
        for (Duty duty : with.duties()) {
            for (Task task : fenced("see what is due", () -> duty.due(nodes)).orElse(List.of())) {
                getContext().getLog().info("{} is gone on with here", task.name());
                fenced(task.name(), task.work()::get).ifPresent(work ->
                        getContext().pipeToSelf(work, (done, failure) -> new Ended(task.name(), Optional.ofNullable(failure))));
            }
        }
    }

    /** Empty where it fails: what one record makes fail must not keep the node from carrying out the others, nor end it. */
    private <T> Optional<T> fenced(String what, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (RuntimeException failure) {
            with.metrics().count(Metrics.Counter.LEFT_OUT, "change_step");
            getContext().getLog().error("The keeper could not go on with: {}", what, failure);
            return Optional.empty();
        }
    }
}
