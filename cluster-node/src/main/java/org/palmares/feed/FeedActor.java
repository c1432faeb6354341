package org.palmares.feed;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.palmares.feed.FeedMessage.BoardStates;
import org.palmares.feed.FeedMessage.BoardSummary;
import org.palmares.feed.FeedMessage.FeedEntry;
import org.palmares.feed.FeedMessage.FeedPulse;
import org.palmares.feed.FeedMessage.FeedResend;
import org.palmares.feed.FeedMessage.Follow;
import org.palmares.feed.FeedMessage.GetFeedStatus;
import org.palmares.feed.FeedMessage.JournalRead;
import org.palmares.feed.FeedMessage.Peers;
import org.palmares.feed.FeedMessage.Persisted;
import org.palmares.feed.FeedMessage.Recovered;
import org.palmares.feed.FeedMessage.SendReadersAway;
import org.palmares.feed.FeedMessage.Tick;
import org.palmares.feed.FeedMessage.Unfollow;
import org.palmares.live.LiveActor;
import org.palmares.live.LiveHub;
import org.palmares.live.LiveMessage;
import org.palmares.live.LiveQueue;
import org.palmares.ops.Metrics;
import org.palmares.ops.Metrics.Counter;
import org.palmares.ops.Vital;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of the node's board: brings messages to the {@link Feed}, one at a time. Readers are only passed on to an actor of their own.
 * A message that fails costs itself; when the readers' actor ends, this one does too.
 */
public final class FeedActor extends AbstractBehavior<FeedMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(FeedActor.class);
    private static final int TICKS_PER_DIGEST = 10;
    private static final String LIVE_DISPATCHER = "palmares.live-actor-dispatcher";

    private final Feed feed;
    private final ActorRef<LiveMessage> live;
    private final Runnable alive;
    private final Metrics metrics;
    private int ticks;

    private FeedActor(ActorContext<FeedMessage> context, Feed feed, Runnable alive, ActorRef<LiveMessage> live) {
        super(context);
        this.feed = feed;
        this.alive = alive;
        this.live = live;
        this.metrics = Metrics.of(context.getSystem());
    }

    /**
     * The behaviour.
     *
     * @param pulse time between two pulses
     * @param alive run after each tick that did its work: the feed's sign of life
     * @param feed makes the feed, of this actor's address and of what is to be told of every change
     */
    static Behavior<FeedMessage> create(
            Duration pulse, Runnable alive, BiFunction<ActorRef<FeedMessage>, Consumer<LiveMessage>, Feed> feed, LiveHub hub) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.TICK, pulse);
            AtomicInteger waiting = new AtomicInteger();
            // Not to be outlived: nobody would be told of anything any more.
            ActorRef<LiveMessage> live =
                    Vital.spawn(context, LiveActor.create(hub, waiting), "live", DispatcherSelector.fromConfig(LIVE_DISPATCHER));
            LiveQueue queue = new LiveQueue(live::tell, waiting, Metrics.of(context.getSystem()));
            FeedActor actor = new FeedActor(context, feed.apply(context.getSelf(), queue::tell), alive, live);
            // Before any other message: the very first reader is told where it stands.
            actor.done(Tick.TICK, actor.feed::tick);
            return actor;
        }));
    }

    @Override
    public Receive<FeedMessage> createReceive() {
        ActorRef<FeedMessage> self = getContext().getSelf();
        return newReceiveBuilder()
                .onMessage(Persisted.class, message -> done(message, () -> feed.persisted(message)))
                .onMessage(FeedEntry.class, message -> done(message, () -> feed.entry(message)))
                .onMessage(Recovered.class, message -> done(message, () -> feed.recovered(message.competition(), message.state())))
                .onMessage(Tick.class, this::tick)
                .onMessage(FeedPulse.class, message -> done(message, () -> feed.pulse(message, self)))
                .onMessage(FeedResend.class, message -> done(message, () -> feed.resend(message)))
                .onMessage(BoardSummary.class, message -> done(message, () -> feed.summary(message)))
                .onMessage(BoardStates.class, message -> done(message, () -> feed.states(message)))
                .onMessage(Peers.class, message -> done(message, () -> feed.peers(message.peers())))
                .onMessage(JournalRead.class, message -> done(message, feed::journalRead))
                .onMessage(Follow.class, message -> done(message, () -> live.tell(new LiveMessage.Follow(message.reader(), message.cursor()))))
                .onMessage(Unfollow.class, message -> done(message, () -> live.tell(new LiveMessage.Unfollow(message.reader()))))
                .onMessage(SendReadersAway.class, message -> done(message, () -> live.tell(new LiveMessage.SendAway(message.addresses()))))
                .onMessage(GetFeedStatus.class, message -> done(message, () -> message.replyTo().tell(feed.status())))
                .build();
    }

    /**
     * Each part may fail, and the others are done all the same. Only a tick that did its work counts: where others and readers are never told how far
     * this node is, nobody may come to see what it acknowledges. What is only measured is no reason to take a node away.
     */
    private Behavior<FeedMessage> tick(Tick tick) {
        done(tick, feed::measure);
        boolean looked = isDone(tick, feed::tick);
        boolean told = isDone(tick, () -> feed.beat(getContext().getSelf(), ++ticks % TICKS_PER_DIGEST == 0));
        if (looked && told) {
            alive.run();
        }
        return this;
    }

    private Behavior<FeedMessage> done(FeedMessage message, Runnable work) {
        isDone(message, work);
        return this;
    }

    private boolean isDone(FeedMessage message, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException | StackOverflowError failure) {
            metrics.count(Counter.ACTOR_MESSAGES_FAILED, "feed");
            LOG.error("a message to the feed failed and is left out: {}", nameOf(message), failure);
            return false;
        }
    }

    private static String nameOf(FeedMessage message) {
        String kind = message.getClass().getSimpleName();
        if (message instanceof Persisted persisted) {
            return kind + ' ' + persisted.competition();
        } else if (message instanceof Recovered recovered) {
            return kind + ' ' + recovered.competition();
        } else if (message instanceof FeedEntry entry) {
            return kind + ' ' + entry.node() + entry.number();
        } else if (message instanceof FeedPulse pulse) {
            return kind + " of " + pulse.node();
        }
        return kind;
    }
}
