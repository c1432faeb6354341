package org.palmares.node.live;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.palmares.node.live.LiveMessage.CaughtUp;
import org.palmares.node.live.LiveMessage.Follow;
import org.palmares.node.live.LiveMessage.Overrun;
import org.palmares.node.live.LiveMessage.SendAway;
import org.palmares.node.live.LiveMessage.Tick;
import org.palmares.node.live.LiveMessage.Told;
import org.palmares.node.live.LiveMessage.Unfollow;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what changes to the {@link LiveHub}, and readers, one at a time and apart from the board. A message that fails costs itself. */
public final class LiveActor extends AbstractBehavior<LiveMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(LiveActor.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final LiveHub hub;
    private final AtomicInteger waiting;
    private final Metrics metrics;

    private LiveActor(ActorContext<LiveMessage> context, LiveHub hub, AtomicInteger waiting) {
        super(context);
        this.hub = hub;
        this.waiting = waiting;
        this.metrics = Metrics.of(context.getSystem());
    }

    /** @param waiting counts what the feed has told and this has not taken */
    public static Behavior<LiveMessage> create(LiveHub hub, AtomicInteger waiting) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.TICK, TICK);
            return new LiveActor(context, hub, waiting);
        }));
    }

    @Override
    public Receive<LiveMessage> createReceive() {
        return newReceiveBuilder()
                .onMessage(Told.class, message -> fromFeed(message, () -> hub.told(message.news())))
                .onMessage(Overrun.class, message -> fromFeed(message, () -> hub.overrun(message)))
                .onMessage(Follow.class, message -> done(message, () -> hub.follow(message.reader(), message.cursor()), () -> message.reader().cut()))
                .onMessage(CaughtUp.class, message -> done(message, () -> hub.caughtUp(message.reader()), () -> message.reader().cut()))
                .onMessage(Unfollow.class, message -> done(message, () -> hub.unfollow(message.reader()), () -> {}))
                .onMessage(SendAway.class, message -> done(message, () -> hub.sendAway(message.addresses()), () -> {}))
                .onMessage(Tick.class, message -> done(message, hub::tick, () -> {}))
                .build();
    }

    private Behavior<LiveMessage> fromFeed(LiveMessage message, Runnable work) {
        waiting.decrementAndGet();
        return done(message, work, () -> {});
    }

    private Behavior<LiveMessage> done(LiveMessage message, Runnable work, Runnable otherwise) {
        try {
            work.run();
        } catch (RuntimeException | StackOverflowError failure) {
            metrics.count(Counter.ACTOR_MESSAGES_FAILED, "live");
            LOG.error("a message to live readers failed and is left out: {}", message.getClass().getSimpleName(), failure);
            otherwise(otherwise);
        }
        return this;
    }

    private static void otherwise(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.error("nor could the reader be cut off", failure);
        }
    }
}
