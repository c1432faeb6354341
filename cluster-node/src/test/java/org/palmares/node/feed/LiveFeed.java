package org.palmares.node.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.node.board.Board;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.live.LiveActor;
import org.palmares.node.live.LiveHub;
import org.palmares.node.live.LiveMessage;
import org.palmares.node.live.LiveQueue;
import org.palmares.node.presence.SilentNodes;
import org.palmares.node.watch.Watch;

/**
 * The feed of a node that has no others, and those who follow it, for tests of what is around them.
 *
 * @param feed writes the board
 * @param live takes readers
 * @param hub who follows what
 */
public record LiveFeed(ActorRef<FeedMessage> feed, ActorRef<LiveMessage> live, LiveHub hub) {

    /** Starts both over {@code board}. */
    public static LiveFeed start(ActorTestKit kit, Board board, GamesSettings games, Watch watch) {
        ReplicaId paris = new ReplicaId("paris");
        DataCentres others = new DataCentres(paris, Duration.ofSeconds(1), Duration.ofSeconds(1), System::nanoTime);
        LiveHub hub = new LiveHub(board, games, InstantSource.system(), watch.metrics());
        AtomicInteger waiting = new AtomicInteger();
        ActorRef<LiveMessage> live = kit.spawn(LiveActor.create(hub, waiting));
        LiveQueue queue = new LiveQueue(live::tell, waiting, watch.metrics());
        ActorRef<FeedMessage> feed = kit.spawn(FeedActor.create(
                Duration.ofMillis(50),
                () -> {},
                self -> new Feed(new Feed.Surroundings(
                        "p", paris, board, queue::tell, hub::readers, others, new SilentNodes((node, silent) -> {}), () -> {}, InstantSource.system(), watch))));
        TestProbe<FeedStatus> begun = kit.createTestProbe();
        feed.tell(new FeedMessage.GetFeedStatus(begun.getRef()));
        begun.receiveMessage();
        return new LiveFeed(feed, live, hub);
    }
}
