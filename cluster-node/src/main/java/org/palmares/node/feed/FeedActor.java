package org.palmares.node.feed;

import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.palmares.node.feed.FeedMessage.BoardStates;
import org.palmares.node.feed.FeedMessage.BoardSummary;
import org.palmares.node.feed.FeedMessage.FeedEntry;
import org.palmares.node.feed.FeedMessage.FeedPulse;
import org.palmares.node.feed.FeedMessage.FeedResend;
import org.palmares.node.feed.FeedMessage.GetFeedStatus;
import org.palmares.node.feed.FeedMessage.JournalRead;
import org.palmares.node.feed.FeedMessage.Peers;
import org.palmares.node.feed.FeedMessage.Persisted;
import org.palmares.node.feed.FeedMessage.Recovered;
import org.palmares.node.feed.FeedMessage.Tick;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of the node's board: brings messages to the {@link Feed}, one at a time. A message that fails costs itself.
 */
public final class FeedActor extends AbstractBehavior<FeedMessage> {

    private static final Logger LOG = LoggerFactory.getLogger(FeedActor.class);
    private static final int TICKS_PER_DIGEST = 10;

    private final Feed feed;
    private final Runnable alive;
    private final Metrics metrics;
    private int ticks;

    private FeedActor(ActorContext<FeedMessage> context, Feed feed, Runnable alive) {
        super(context);
        this.feed = feed;
        this.alive = alive;
        this.metrics = Metrics.of(context.getSystem());
    }

    /**
     * The behaviour.
     *
     * @param pulse time between two pulses
     * @param alive run after each tick that did its work: the feed's sign of life
     * @param feed makes the feed, of this actor's address
     */
    static Behavior<FeedMessage> create(Duration pulse, Runnable alive, Function<ActorRef<FeedMessage>, Feed> feed) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.TICK, pulse);
            FeedActor actor = new FeedActor(context, feed.apply(context.getSelf()), alive);
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
