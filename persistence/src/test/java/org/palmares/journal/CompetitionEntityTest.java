package org.palmares.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.testkit.javadsl.SnapshotTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.Digest;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.Evolver;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Outcome;
import org.palmares.competition.Rejection.VersionConflict;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.SourceStamp;
import org.palmares.journal.CompetitionEntity.Snapshots;
import org.palmares.journal.CompetitionEntity.Surroundings;
import org.palmares.journal.CompetitionMessage.Decide;
import org.palmares.journal.CompetitionReply.Accepted;
import org.palmares.journal.CompetitionReply.Rejected;
import org.palmares.protocol.odf.ResultStatus;

/** Three replicas and a board of each data centre, over a journal and a snapshot store that really serialize. */
class CompetitionEntityTest {

    private static final List<String> DATA_CENTRES = List.of("paris", "madrid", "barcelona");
    private static final CompetitionId ID = new CompetitionId("SG2030", "ATHM100M--------------");
    private static final DocumentKey KEY = new DocumentKey("DT_RESULT", "ATHM100M--------------FNL-000100--", "", "", "");
    private static final int SNAPSHOT_EVERY = 5;
    private static final long NEVER = Long.MAX_VALUE;
    private static final Config CONFIG = ConfigFactory.parseString(
                    """
                    pekko.actor {
                      allow-java-serialization = off
                      serializers { journal = "org.palmares.journal.JournalSerializer", wire = "org.palmares.journal.WireSerializer" }
                      serialization-bindings {
                        "org.palmares.competition.CompetitionEvent" = journal
                        "org.palmares.competition.Competition" = journal
                        "org.palmares.journal.CompetitionMessage" = wire
                        "org.palmares.journal.CompetitionReply" = wire
                      }
                    }
                    pekko.loglevel = WARNING
                    """)
            .withFallback(PersistenceTestKitPlugin.getInstance().config())
            .withFallback(PersistenceTestKitSnapshotPlugin.config());

    private final ActorTestKit kit = ActorTestKit.create(CONFIG.withFallback(ConfigFactory.load()));
    private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
    private final SnapshotTestKit snapshots = SnapshotTestKit.create(kit.system());
    private final Map<String, ActorRef<CompetitionMessage>> replicas = new HashMap<>();
    private final Map<String, Competition> boards = new ConcurrentHashMap<>();
    private final Set<String> cutOff = new HashSet<>();
    private final java.util.List<Duration> writes = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final AtomicLong failures = new AtomicLong();
    private final java.util.List<String> unreadable = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private Snapshots when = new Snapshots(NEVER, SNAPSHOT_EVERY);
    private final Tenure tenure = new Tenure(Duration.ofSeconds(20), nanos::get, () -> java.time.Instant.EPOCH, lost::incrementAndGet);

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private void start(String site) {
        CompetitionListener listener = new CompetitionListener() {
            @Override
            public void persisted(CompetitionId competition, List<CompetitionEvent> events, Instant durable) {
                assertEquals(ID, competition);
                events.forEach(event -> publish(site, event));
            }

            @Override
            public void written(Duration took) {
                writes.add(took);
            }

            @Override
            public void recovered(CompetitionId competition, Competition state) {
                boards.merge(site, state, Competition::merge);
            }

            @Override
            public void failed(CompetitionId competition) {
                assertEquals(ID, competition);
                failures.incrementAndGet();
            }

            @Override
            public void unreadable(JournalId id, Throwable why) {
                unreadable.add(id + " " + Outage.is(why));
            }
        };
        Surroundings surroundings = new Surroundings(
                listener, id -> Optional.ofNullable(boards.get(site)), InstantSource.system(), when, tenure);
        replicas.put(site, kit.spawn(CompetitionEntity.create(new JournalId(ID, new ReplicaId(site)), surroundings)));
    }

    private void publish(String from, CompetitionEvent event) {
        for (String to : DATA_CENTRES) {
            if (to.equals(from) || !cutOff.contains(from) && !cutOff.contains(to)) {
                boards.merge(to, Evolver.apply(Competition.start(), event), Competition::merge);
            }
        }
    }

    private void restart(String site) {
        kit.stop(replicas.get(site));
        start(site);
    }

    private CompetitionReply send(String site, long version, String hash) {
        SourceStamp stamp = new SourceStamp("ATH1", Instant.parse("2030-08-04T10:00:00Z"), version, hash);
        Content content = Content.of(hash.getBytes(StandardCharsets.UTF_8));
        OdfDocument document = new OdfDocument(KEY, stamp, ResultStatus.LIVE, false, content);
        TestProbe<CompetitionReply> probe = kit.createTestProbe();
        replicas.get(site).tell(new Decide(new RecordDocument(document, Entries.none()), probe.getRef()));
        return probe.receiveMessage(Duration.ofSeconds(10));
    }

    private static String persistenceId(String site) {
        return "competition|SG2030~ATHM100M--------------|" + site;
    }

    @Test
    void whatOneReplicaTakesTheOthersKnowWhenTheyDecide() {
        DATA_CENTRES.forEach(this::start);
        assertEquals(Outcome.APPLIED, assertInstanceOf(Accepted.class, send("paris", 1, "a")).outcome());
        Accepted second = assertInstanceOf(Accepted.class, send("madrid", 2, "b"));
        assertEquals("p1-m1", second.position().toString());

        assertEquals(Outcome.DUPLICATE, ((Accepted) send("barcelona", 2, "b")).outcome());
        assertInstanceOf(VersionConflict.class, ((Rejected) send("barcelona", 2, "other")).rejection());
    }

    @Test
    void eachJournalHoldsWhatItsReplicaAcceptedAndNothingElse() {
        DATA_CENTRES.forEach(this::start);
        send("paris", 1, "a");
        send("madrid", 2, "b");
        send("madrid", 3, "c");

        send("madrid", 3, "c");
        assertEquals(3, writes.size(), "a repeat is not written");

        List<Integer> sizes = DATA_CENTRES.stream().map(name -> journal.persistedInStorage(persistenceId(name)).size()).toList();
        assertEquals(List.of(1, 2, 0), sizes);
    }

    @Test
    void replicasThatDecidedApartAreEqualOnceTheyHaveHeardOfEachOther() {
        DATA_CENTRES.forEach(this::start);
        send("paris", 1, "a");
        cutOff.add("paris");
        assertEquals(Outcome.APPLIED, ((Accepted) send("paris", 2, "x")).outcome());
        assertEquals(Outcome.APPLIED, ((Accepted) send("madrid", 3, "y")).outcome());
        cutOff.clear();
        assertTrue(!boards.get("paris").equals(boards.get("madrid")));

        Competition joined = boards.get("paris").merge(boards.get("madrid"));
        DATA_CENTRES.forEach(name -> boards.put(name, joined));
        for (String name : DATA_CENTRES) {
            Accepted again = (Accepted) send(name, 3, "y");
            assertEquals(Outcome.DUPLICATE, again.outcome());
            assertEquals("p2-m1", again.position().toString());
        }
    }

    @Test
    void aReplicaThatStartsAgainKnowsItsOwnFromSnapshotAndJournalAndTheOthersFromTheBoard() {
        DATA_CENTRES.forEach(this::start);
        for (int version = 1; version <= 4 * SNAPSHOT_EVERY + 2; version++) {
            send(version % 4 == 0 ? "madrid" : "paris", version, "v" + version);
        }
        Competition before = boards.get("paris");
        kit.createTestProbe().awaitAssert(Duration.ofSeconds(10), () -> {
            assertTrue(!snapshots.persistedInStorage(persistenceId("paris")).isEmpty());
            return null;
        });
        restart("paris");
        Accepted accepted = (Accepted) send("paris", 100, "after");
        assertEquals(before.position().toString().replaceFirst("p17", "p18"), accepted.position().toString());
        assertEquals(Digest.of(boards.get("madrid")), Digest.of(boards.get("paris")));
    }

    /** Each event costs some 8.5 KiB to read: after three a snapshot is worth it, also where the replica rested in between. */
    @Test
    void aSnapshotIsMadeWhenReadingTheEventsAgainWouldCostMoreWhereverTheyWereReadOrWritten() {
        when = new Snapshots(20 * 1024, 1_000);
        start("paris");
        send("paris", 1, "a");
        send("paris", 2, "b");
        restart("paris");
        assertEquals(0, snapshots.persistedInStorage(persistenceId("paris")).size());
        send("paris", 3, "c");
        awaitSnapshots(1);
        send("paris", 4, "d");
        send("paris", 5, "e");
        assertEquals(1, snapshots.persistedInStorage(persistenceId("paris")).size(), "it begins anew after each");
        send("paris", 6, "f");
        awaitSnapshots(2);
        restart("paris");
        assertEquals("p7", ((Accepted) send("paris", 7, "g")).position().toString());
    }

    /** What is deleted, is deleted with the snapshots that there are in any case. */
    @Test
    void snapshotsDoNotPileUp() {
        when = new Snapshots(1, 10);
        start("paris");
        for (int version = 1; version <= 60; version++) {
            send("paris", version, "v" + version);
        }
        kit.createTestProbe().awaitAssert(Duration.ofSeconds(10), () -> {
            assertTrue(snapshots.persistedInStorage(persistenceId("paris")).size() <= 30, () -> snapshots.persistedInStorage(persistenceId("paris")).size() + " are kept");
            return null;
        });
    }

    private void awaitSnapshots(int count) {
        kit.createTestProbe().awaitAssert(Duration.ofSeconds(10), () -> {
            assertEquals(count, snapshots.persistedInStorage(persistenceId("paris")).size());
            return null;
        });
    }

    @Test
    void aReplicaThatHasForgottenTheOthersNeverGivesANumberTwice() {
        DATA_CENTRES.forEach(this::start);
        send("madrid", 1, "a");
        send("paris", 2, "b");
        boards.clear();
        restart("paris");
        assertEquals("p2", ((Accepted) send("paris", 3, "c")).position().toString());
    }

    @Test
    void aWriteThatFailsIsNotKnownAndTheNextOneIsTaken() {
        start("paris");
        send("paris", 1, "a");
        journal.failNextPersisted(persistenceId("paris"));
        SourceStamp stamp = new SourceStamp("ATH1", Instant.parse("2030-08-04T10:00:00Z"), 2, "b");
        OdfDocument lost = new OdfDocument(KEY, stamp, ResultStatus.LIVE, false, Content.of(new byte[] {1}));
        TestProbe<CompetitionReply> probe = kit.createTestProbe();
        replicas.get("paris").tell(new Decide(new RecordDocument(lost, Entries.none()), probe.getRef()));
        probe.expectNoMessage(Duration.ofMillis(300));

        assertEquals(Outcome.APPLIED, ((Accepted) send("paris", 2, "b")).outcome());
        assertEquals("p2", boards.get("paris").position().toString());
        assertEquals(1, failures.get(), "it was told");
    }

    private TestProbe<CompetitionReply> tell(String site, long version) {
        SourceStamp stamp = new SourceStamp("ATH1", Instant.parse("2030-08-04T10:00:00Z"), version, "v" + version);
        OdfDocument document = new OdfDocument(KEY, stamp, ResultStatus.LIVE, false, Content.of(new byte[] {1}));
        TestProbe<CompetitionReply> probe = kit.createTestProbe();
        replicas.get(site).tell(new Decide(new RecordDocument(document, Entries.none()), probe.getRef()));
        return probe;
    }

    /** It may have been replaced meanwhile: what it wrote may be hidden behind what the other wrote. */
    @Test
    void aNodeThatWasStoppedForTooLongAcknowledgesAndPublishesNothing() {
        start("paris");
        send("paris", 1, "a");
        nanos.addAndGet(Duration.ofSeconds(21).toNanos());
        tell("paris", 2).expectNoMessage(Duration.ofMillis(300));
        assertEquals("p1", boards.get("paris").position().toString());
        assertEquals(1, lost.get(), "the node is told once");
        tenure.tick();
        tell("paris", 3).expectNoMessage(Duration.ofMillis(300));
        assertEquals(1, lost.get());
    }

    /** A board may have heard what recovery did not find (all copies of it were lost, or it is hidden): the journal goes on with its own numbers. */
    @Test
    void numbersAreThoseOfTheJournalAndNotOfTheBoard() {
        start("paris");
        send("paris", 1, "a");
        send("paris", 2, "b");
        Competition ahead = boards.get("paris");
        kit.stop(replicas.get("paris"));
        journal.clearByPersistenceId(persistenceId("paris"));
        start("paris");
        boards.put("paris", ahead);
        send("paris", 3, "c");

        CompetitionEvent only = (CompetitionEvent) journal.persistedInStorage(persistenceId("paris")).get(0);
        assertEquals(1, only.origin().number(), "who reads the journal after this number has to find what follows");
        assertEquals(3, boards.get("paris").document(KEY).orElseThrow().version());
    }

    /** Two boards of equal position were found to differ, and joined. */
    @Test
    void whatABoardLearnsWithoutANewPositionIsJoinedToo() {
        start("paris");
        send("paris", 1, "a");
        Competition repaired = boards.get("paris");
        kit.stop(replicas.get("paris"));
        journal.clearByPersistenceId(persistenceId("paris"));
        start("madrid");
        start("paris");
        SourceStamp newer = new SourceStamp("ATH1", Instant.parse("2030-08-04T10:00:00Z"), 5, "e");
        OdfDocument lost = new OdfDocument(KEY, newer, ResultStatus.LIVE, false, Content.of(new byte[] {5}));
        Competition joined = Evolver.apply(repaired, new CompetitionEvent.DocumentRecorded(
                new CompetitionEvent.Origin(new ReplicaId("paris"), 1, repaired.clock()), lost, Entries.none()));
        assertEquals(repaired.position(), joined.position());
        boards.put("madrid", joined);
        boards.put("paris", joined);
        assertEquals(Outcome.STALE, ((Accepted) send("madrid", 4, "d")).outcome());
    }

    @Test
    void aJournalThatCannotBeReadIsToldAndTriedAgain() {
        start("paris");
        send("paris", 1, "a");
        kit.stop(replicas.get("paris"));
        journal.failNextRead(persistenceId("paris"), new IllegalArgumentException("an event of another release"));
        start("paris");
        assertEquals(Outcome.DUPLICATE, ((Accepted) send("paris", 1, "a")).outcome());
        assertEquals(Set.of(new JournalId(ID, new ReplicaId("paris")) + " false"), Set.copyOf(unreadable));
    }
}
