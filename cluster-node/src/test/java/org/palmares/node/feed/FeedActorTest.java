package org.palmares.node.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Stamp;
import org.palmares.gateway.DataCentres;
import org.palmares.node.board.Board;
import org.palmares.node.board.Fence;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.feed.FeedMessage.FeedPulse;
import org.palmares.node.feed.FeedMessage.GetFeedStatus;
import org.palmares.node.feed.FeedMessage.Persisted;
import org.palmares.node.feed.News.Stands;
import org.palmares.node.live.LiveFilter;
import org.palmares.node.live.LiveMessage.Follow;
import org.palmares.node.live.LiveMessage.SendAway;
import org.palmares.node.live.LiveMessage;
import org.palmares.node.live.LiveStream.Asked;
import org.palmares.node.live.LiveStream;
import org.palmares.node.live.transport.ServerSentEvents;
import org.palmares.node.presence.SilentNodes;
import org.palmares.node.server.HeldPipe;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.node.watch.Watch;
import org.palmares.protocol.names.Language;

/** The actors as they run: a message that fails costs itself, and a reader has a stream of its own. */
class FeedActorTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", TestNode.EVENT);
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final ActorTestKit kit = ActorTestKit.create(
            "feed-actor", ConfigFactory.parseResources("live.conf").withFallback(ConfigFactory.defaultReference()).resolve());
    private final Metrics metrics = Metrics.of(kit.system());
    private final Board board = new Board(new Fence(kind -> {}));
    private final TestProbe<FeedStatus> status = kit.createTestProbe();
    private final DataCentres dataCentres =
            new DataCentres(new ReplicaId("paris"), Duration.ofSeconds(1), Duration.ofSeconds(1), System::nanoTime);
    private final Watch watch = Watch.over(
            board,
            dataCentres,
            metrics,
            new Watch.Settings("p", List.of(), Duration.ofSeconds(15), InstantSource.system()));
    private final LiveFeed both = LiveFeed.start(kit, board, new GamesSettings(ZoneOffset.UTC, LocalTime.of(6, 0), Optional.empty()), watch);
    private final ActorRef<FeedMessage> feed = both.feed();
    private final ActorRef<LiveMessage> live = both.live();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private void await(Runnable assertion) {
        status.awaitAssert(WAIT, () -> {
            assertion.run();
            return null;
        });
    }

    private FeedStatus status() {
        feed.tell(new GetFeedStatus(status.getRef()));
        return status.receiveMessage(WAIT);
    }

    private static LiveFilter all() {
        return new LiveFilter("SG2030", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private HeldPipe read(Optional<String> cursor) {
        HeldPipe pipe = new HeldPipe();
        LiveStream stream = new LiveStream(kit.system(), live, new Asked(all(), true, Language.ENGLISH, cursor, ServerSentEvents.FORM));
        stream.begin(pipe);
        await(() -> assertTrue(pipe.lines().contains("event: start"), pipe.lines().toString()));
        return pipe;
    }

    @Test
    void aMessageThatFailsCostsItselfAndNotTheActor() {
        feed.tell(new Persisted(ID, null, Instant.EPOCH));
        feed.tell(new FeedPulse("m", "madrid", 1, 1, "", null, null));
        live.tell(new SendAway(null));
        assertEquals("p", status().node());
        await(() -> assertEquals(2, metrics.total(Counter.ACTOR_MESSAGES_FAILED, "feed")));
        await(() -> assertEquals(1, metrics.total(Counter.ACTOR_MESSAGES_FAILED, "live")));
        // Where readers stand is known from the first tick on.
        await(() -> {
            List<String> lines = read(Optional.empty()).lines();
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("data: {\"cursor\":\"p")), lines.toString());
        });
    }

    @Test
    void aReaderThatFailsWhereReadersAreToldCostsItself() {
        live.tell(new Follow(null, Optional.empty()));
        assertTrue(read(Optional.of("nonsense")).lines().size() > 0);
        assertEquals("p", status().node());
    }

    @Test
    void aReaderGetsWhatIsAcceptedAndLeavesNothingBehind() {
        LiveStream stream = new LiveStream(kit.system(), live, new Asked(all(), true, Language.ENGLISH, Optional.empty(), ServerSentEvents.FORM));
        HeldPipe pipe = new HeldPipe();
        stream.begin(pipe);
        await(() -> assertTrue(pipe.lines().contains("event: start"), pipe.lines().toString()));
        CompetitionEvent event = new CompetitionEvent.DocumentRecorded(
                new CompetitionEvent.Origin(new ReplicaId("paris"), 1, new Stamp(Instant.now().toEpochMilli(), 0, new ReplicaId("paris"))),
                Samples.document("DT_NEWS", "A/B"),
                Samples.nothing());
        feed.tell(new Persisted(ID, List.of(event), Instant.now()));
        await(() -> assertTrue(pipe.lines().contains("event: document"), pipe.lines().toString()));
        assertEquals(1, status().readers());
        live.tell(new SendAway(List.of("http://127.0.0.1:8102")));
        await(() -> assertTrue(pipe.lines().contains("event: move") && pipe.ended().isPresent(), pipe.lines().toString()));
        stream.gone();
        await(() -> assertEquals(0, status().readers()));
    }

    private AtomicInteger signsOfLife(IntSupplier readers, Consumer<News> told) {
        AtomicInteger signs = new AtomicInteger();
        kit.spawn(FeedActor.create(
                Duration.ofMillis(20),
                signs::incrementAndGet,
                self -> new Feed(new Feed.Surroundings(
                        "q", new ReplicaId("paris"), board, told, readers, dataCentres, new SilentNodes((node, silent) -> {}), () -> {},
                        InstantSource.system(), watch))));
        return signs;
    }

    @Test
    void aTickThatDoesNotDoItsWorkIsNoSignOfLife() {
        AtomicBoolean failing = new AtomicBoolean(true);
        AtomicInteger ticks = new AtomicInteger();
        AtomicInteger signs = signsOfLife(() -> 0, message -> {
            if (message instanceof Stands) {
                ticks.incrementAndGet();
                if (failing.get()) {
                    throw new IllegalStateException("a fault in every tick");
                }
            }
        });
        await(() -> assertTrue(ticks.get() > 5));
        assertEquals(0, signs.get());
        failing.set(false);
        await(() -> assertTrue(signs.get() > 0, "it came back"));
    }

    @Test
    void aNodeWhoseFeedWorksIsAliveThoughItCannotBeMeasured() {
        AtomicInteger signs = signsOfLife(() -> {
            throw new IllegalStateException("a fault in what is measured");
        }, message -> {});
        await(() -> assertTrue(signs.get() > 0));
        assertTrue(metrics.total(Counter.ACTOR_MESSAGES_FAILED, "feed") > 0);
    }
}
