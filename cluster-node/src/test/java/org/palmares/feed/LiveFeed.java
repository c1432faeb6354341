package org.palmares.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.palmares.board.Board;
import org.palmares.board.GamesSettings;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.DataCentres;
import org.palmares.live.LiveHub;
import org.palmares.ops.Watch;

/** The feed of a node that has no others, for tests of what is around it. */
public final class LiveFeed {

    private LiveFeed() {}

    /** Starts it over {@code board}. */
    public static ActorRef<FeedMessage> start(ActorTestKit kit, Board board, Watch watch) {
        ReplicaId paris = new ReplicaId("paris");
        DataCentres others = new DataCentres(paris, Duration.ofSeconds(1), Duration.ofSeconds(1), System::nanoTime);
        LiveHub hub = new LiveHub(board, new GamesSettings(ZoneOffset.UTC, LocalTime.of(6, 0), Optional.empty()), InstantSource.system(), watch.metrics());
        return kit.spawn(FeedActor.create(
                Duration.ofMillis(50),
                () -> {},
                (self, told) -> new Feed(new Feed.Surroundings(
                        "p", paris, board, told, hub::readers, others, new SilentNodes((node, silent) -> {}), () -> {}, InstantSource.system(), watch)),
                hub));
    }
}
