package org.palmares.feed;

import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
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
import org.palmares.live.LiveHub;

/** The one writer of the node's board: brings messages to the {@link Feed}, and readers to the {@link LiveHub}, one at a time. */
public final class FeedActor extends AbstractBehavior<FeedMessage> {

    private static final int TICKS_PER_DIGEST = 10;

    private final Feed feed;
    private final LiveHub live;
    private int ticks;

    private FeedActor(ActorContext<FeedMessage> context, Feed feed, LiveHub live) {
        super(context);
        this.feed = feed;
        this.live = live;
    }

    /**
     * The behaviour.
     *
     * @param pulse time between two pulses
     * @param feed makes the feed
     */
    static Behavior<FeedMessage> create(Duration pulse, Function<ActorRef<FeedMessage>, Feed> feed, LiveHub live) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(Tick.TICK, pulse);
            return new FeedActor(context, feed.apply(context.getSelf()), live);
        }));
    }

    @Override
    public Receive<FeedMessage> createReceive() {
        ActorRef<FeedMessage> self = getContext().getSelf();
        return newReceiveBuilder()
                .onMessage(Persisted.class, message -> done(() -> feed.persisted(message)))
                .onMessage(FeedEntry.class, message -> done(() -> feed.entry(message)))
                .onMessage(Recovered.class, message -> done(() -> feed.recovered(message.competition(), message.state())))
                .onMessage(Tick.class, message -> done(() -> tick(self)))
                .onMessage(FeedPulse.class, message -> done(() -> feed.pulse(message, self)))
                .onMessage(FeedResend.class, message -> done(() -> feed.resend(message)))
                .onMessage(BoardSummary.class, message -> done(() -> feed.summary(message)))
                .onMessage(BoardStates.class, message -> done(() -> feed.states(message)))
                .onMessage(Peers.class, message -> done(() -> feed.peers(message.peers())))
                .onMessage(JournalRead.class, message -> done(feed::journalRead))
                .onMessage(Follow.class, message -> done(() -> live.follow(message.reader(), message.cursor(), feed.cursor())))
                .onMessage(Unfollow.class, message -> done(() -> live.unfollow(message.reader())))
                .onMessage(SendReadersAway.class, message -> done(() -> live.sendAway(message.addresses())))
                .onMessage(GetFeedStatus.class, message -> done(() -> message.replyTo().tell(feed.status())))
                .build();
    }

    private void tick(ActorRef<FeedMessage> self) {
        feed.tick(self, ++ticks % TICKS_PER_DIGEST == 0);
        live.tick(feed.cursor());
    }

    private Behavior<FeedMessage> done(Runnable work) {
        work.run();
        return this;
    }
}
