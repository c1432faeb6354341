package org.palmares.node.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import java.io.NotSerializableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.journal.JournalId;
import org.palmares.journal.Journals;
import org.palmares.journal.SetAside;
import org.palmares.node.board.Board;
import org.palmares.node.board.Fence;
import org.palmares.node.feed.FeedMessage.Recovered;
import org.palmares.node.presence.SilentNodes;
import org.palmares.node.watch.Incidents.Incident;
import org.palmares.node.watch.Incidents.Kind;
import org.palmares.node.watch.Metrics;
import org.palmares.node.watch.Watch;

/** Journals are read through outages, and one that cannot be read costs its competition only. */
class JournalReadingTest {

    private static final ReplicaId PARIS = new ReplicaId("paris");
    private static final ReplicaId MADRID = new ReplicaId("madrid");
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final List<JournalId> ALL = List.of(id("A", PARIS), id("B", PARIS), id("C", PARIS), id("A", MADRID));

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<FeedMessage> feed = kit.createTestProbe();
    private final Metrics metrics = new Metrics();
    private final SetAside setAside = new SetAside();
    private final SilentNodes silent = new SilentNodes((node, site) -> {});
    private final Board board = new Board(new Fence(kind -> {}));
    private final Watch watch = Watch.over(
            board,
            new DataCentres(PARIS, Duration.ofSeconds(1), Duration.ofSeconds(1), System::nanoTime),
            metrics,
            new Watch.Settings("p", List.of(), Duration.ofSeconds(15), InstantSource.system()));
    private final Map<JournalId, Supplier<Throwable>> broken = new ConcurrentHashMap<>();
    private final List<JournalId> tails = new CopyOnWriteArrayList<>();
    private volatile int unanswered;
    private volatile boolean down;
    private final JournalReading reading = new JournalReading(
            kit.system(),
            new Journals() {
                @Override
                public CompletionStage<List<JournalId>> all() {
                    return down || unanswered-- > 0 ? timeout() : CompletableFuture.completedFuture(ALL);
                }

                @Override
                public CompletionStage<Competition> read(JournalId id) {
                    if (down) {
                        return timeout();
                    }
                    return broken.containsKey(id) ? CompletableFuture.failedFuture(broken.get(id).get()) : CompletableFuture.completedFuture(Competition.start());
                }

                @Override
                public CompletionStage<Competition> readAfter(JournalId id, long number) {
                    tails.add(id);
                    return read(id);
                }

                @Override
                public CompletionStage<?> quorum() {
                    return down ? timeout() : CompletableFuture.completedFuture(Optional.empty());
                }
            },
            new JournalReading.Surroundings(board, feed.getRef(), silent, setAside, watch),
            new JournalReading.Pace(2, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(200)));

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private static JournalId id(String event, ReplicaId replica) {
        return new JournalId(new CompetitionId("SG2030", "ATHM" + event + "-".repeat(17)), replica);
    }

    private static <T> CompletionStage<T> timeout() {
        return CompletableFuture.failedFuture(new DriverTimeoutException("Query timed out after PT2S"));
    }

    private CompletableFuture<Done> readAll() {
        return reading.readAll(waiting -> {}).toCompletableFuture();
    }

    private static void done(CompletableFuture<?> future) throws Exception {
        future.get(WAIT.toSeconds(), TimeUnit.SECONDS);
    }

    private Set<CompetitionId> recovered(int count) {
        return Set.copyOf(feed.receiveSeveralMessages(count, WAIT).stream().map(message -> ((Recovered) message).competition()).toList());
    }

    private List<Incident> open() {
        return watch.incidents().newestFirst().stream().filter(incident -> incident.isOpen() && incident.kind() == Kind.JOURNAL_UNREADABLE).toList();
    }

    private void eventually(Runnable assertion) {
        feed.awaitAssert(WAIT, Duration.ofMillis(10), () -> {
            assertion.run();
            return null;
        });
    }

    @Test
    void aSingleTimeOutIsOnlyTriedAgain() throws Exception {
        unanswered = 1;
        done(readAll());
        recovered(4);
        assertEquals(0, setAside.size());
    }

    @Test
    void anOutageIsWaitedForHoweverLongAndCostsNoCompetition() throws Exception {
        CompletableFuture<Done> all = readAll();
        done(all);
        recovered(4);
        down = true;
        CompletableFuture<Done> again = readAll();
        eventually(() -> assertTrue(metrics.total(Metrics.Counter.JOURNAL_FAILURES, "read") > 3 * JournalReader.ATTEMPTS));
        assertFalse(again.isDone());
        down = false;
        done(again);
        assertEquals(4, feed.receiveSeveralMessages(4, WAIT).size());
        assertEquals(0, setAside.size());
    }

    @Test
    void aJournalThatIsDamagedCostsItsCompetitionUntilItCanBeRead() throws Exception {
        JournalId damaged = id("B", PARIS);
        broken.put(damaged, () -> new NotSerializableException("no event has the manifest \"of-another-release\""));
        done(readAll());
        assertEquals(Set.of(id("A", PARIS).competition(), id("C", PARIS).competition()), recovered(3));
        assertTrue(setAside.of(damaged.competition()).isPresent());
        assertTrue(setAside.ofCode("ATHMB-----------------FNL-000100--").isPresent(), "its units are not answered for");
        assertTrue(setAside.ofCode(damaged.competition().code()).isPresent());
        assertTrue(setAside.ofCode("ATHMA-----------------FNL-000100--").isEmpty());
        assertEquals(Optional.of(damaged.competition()), open().get(0).about().competition());

        broken.clear();
        assertEquals(Set.of(damaged.competition()), recovered(1));
        eventually(() -> {
            assertEquals(0, setAside.size());
            assertEquals(List.of(), open());
        });
    }

    @Test
    void aJournalThatNeverAnswersWhileOthersDoIsSetAsideToo() throws Exception {
        broken.put(id("B", PARIS), () -> new DriverTimeoutException("Query timed out after PT2S"));
        done(readAll());
        recovered(3);
        assertEquals(1, setAside.size());
    }

    @Test
    void aReaderThatThrowsIsAJournalThatCannotBeRead() throws Exception {
        broken.put(id("C", PARIS), () -> {
            throw new IllegalStateException("thrown by the test");
        });
        done(readAll());
        recovered(3);
        assertEquals(1, setAside.size());
    }

    @Test
    void theEndsOfTheJournalsOfASilentNodeAreReadThroughAnOutage() {
        fallSilent("p");
        down = true;
        reading.readSilent("p", PARIS);
        eventually(() -> assertTrue(metrics.total(Metrics.Counter.JOURNAL_FAILURES, "read") > 10));
        down = false;
        eventually(() -> assertEquals(Set.of(id("A", PARIS), id("B", PARIS), id("C", PARIS)), Set.copyOf(tails)));
    }

    @Test
    void readingEndsEarlyWhenTheNodeItselfIsHeardAgain() {
        fallSilent("p");
        down = true;
        reading.readSilent("p", PARIS);
        eventually(() -> assertTrue(metrics.total(Metrics.Counter.JOURNAL_FAILURES, "read") > 0));
        org.palmares.node.feed.Silent.over(silent, "p");
        down = false;
        eventually(() -> {
            if (tails.isEmpty()) {
                fallSilent("m");
                reading.readSilent("m", MADRID);
            }
            assertEquals(List.of(id("A", MADRID)), tails, "that is read for another node, which is still silent");
        });
    }

    private void fallSilent(String node) {
        org.palmares.node.feed.Silent.make(silent, node, PARIS);
    }

    @Test
    void oneDamagedEndIsToldAndTheOthersAreRead() {
        broken.put(id("A", PARIS), () -> new NotSerializableException("damaged"));
        fallSilent("p");
        reading.readSilent("p", PARIS);
        eventually(() -> assertEquals(1, open().size()));
        eventually(() -> assertEquals(Set.of(id("A", PARIS), id("B", PARIS), id("C", PARIS)), Set.copyOf(tails)));
        assertEquals(0, setAside.size(), "the board has what came before");

        broken.clear();
        eventually(() -> assertEquals(List.of(), open(), "it is tried again, whoever is heard meanwhile"));
    }
}
