package org.palmares.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import org.apache.pekko.persistence.testkit.query.javadsl.PersistenceTestKitReadJournal;
import org.apache.pekko.persistence.typed.ReplicaId;
import org.apache.pekko.persistence.typed.ReplicationId;
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
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Outcome;
import org.palmares.competition.Rejection.VersionConflict;
import org.palmares.competition.SourceStamp;
import org.palmares.journal.CompetitionEntity.Surroundings;
import org.palmares.journal.CompetitionMessage.Decide;
import org.palmares.journal.CompetitionMessage.GetCompetition;
import org.palmares.journal.CompetitionReply.Accepted;
import org.palmares.journal.CompetitionReply.CompetitionIs;
import org.palmares.journal.CompetitionReply.Rejected;
import org.palmares.odf.ResultStatus;

/** Three replicas over one journal in memory that really serializes; restart, snapshot and recovery included. */
class CompetitionEntityTest {

    private static final List<String> DATA_CENTRES = List.of("paris", "madrid", "barcelona");
    private static final CompetitionId ID = new CompetitionId("SG2030", "ATHM100M--------------");
    private static final DocumentKey KEY = new DocumentKey("DT_RESULT", "ATHM100M--------------FNL-000100--", "", "", "");
    private static final int SNAPSHOT_EVERY = 5;
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
    private final Map<String, ActorRef<CompetitionMessage>> replicas = new HashMap<>();
    private final ConcurrentLinkedQueue<String> snapshots = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<CompetitionEvent> persisted = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private void start(String dataCentre) {
        CompetitionListener listener = new CompetitionListener() {
            @Override
            public void persisted(CompetitionId competition, List<CompetitionEvent> events, Instant durable) {
                persisted.addAll(events);
            }

            @Override
            public void replicated(CompetitionId competition, CompetitionEvent event) {
                assertEquals(ID, competition);
            }

            @Override
            public void recovered(CompetitionId competition, Competition state) {
                assertEquals(ID, competition);
            }
        };
        Surroundings surroundings = new Surroundings(
                listener, InstantSource.system(), DATA_CENTRES.size(), SNAPSHOT_EVERY, (id, number) -> snapshots.add(id + ' ' + number));
        Set<ReplicaId> all = DATA_CENTRES.stream().map(ReplicaId::new).collect(Collectors.toSet());
        ReplicationId id = new ReplicationId(CompetitionSharding.TYPE, ID.value(), new ReplicaId(dataCentre));
        replicas.put(
                dataCentre, kit.spawn(CompetitionSharding.behavior(id, all, PersistenceTestKitReadJournal.Identifier(), surroundings)));
    }

    private CompetitionReply send(String dataCentre, long version, String hash) {
        SourceStamp stamp = new SourceStamp(LocalDateTime.of(2030, 8, 4, 12, 0), version, hash);
        OdfDocument document = new OdfDocument(KEY, stamp, ResultStatus.LIVE, false, Content.of(hash.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        TestProbe<CompetitionReply> probe = kit.createTestProbe();
        replicas.get(dataCentre).tell(new Decide(new RecordDocument(document, Entries.none(stamp)), probe.getRef()));
        return probe.receiveMessage(Duration.ofSeconds(10));
    }

    private Competition state(String dataCentre) {
        TestProbe<CompetitionReply> probe = kit.createTestProbe();
        replicas.get(dataCentre).tell(new GetCompetition(probe.getRef()));
        return ((CompetitionIs) probe.receiveMessage(Duration.ofSeconds(10))).state();
    }

    private void awaitEqual() {
        kit.createTestProbe().awaitAssert(Duration.ofSeconds(20), () -> {
            Competition first = state("paris");
            assertEquals(3, first.position().replicas().size());
            assertEquals(first, state("madrid"));
            assertEquals(first, state("barcelona"));
            assertEquals(Digest.of(first), Digest.of(state("madrid")));
            return null;
        });
    }

    @Test
    void whatOneReplicaTakesAllComeToKnow() {
        DATA_CENTRES.forEach(this::start);
        Accepted accepted = assertInstanceOf(Accepted.class, send("paris", 1, "a"));
        assertEquals(Outcome.APPLIED, accepted.outcome());
        send("madrid", 2, "b");

        awaitEqual();
        assertEquals(2, state("barcelona").document(KEY).orElseThrow().version());
        assertEquals(Outcome.DUPLICATE, ((Accepted) send("barcelona", 2, "b")).outcome());
        assertInstanceOf(VersionConflict.class, ((Rejected) send("barcelona", 2, "other")).rejection());
        assertTrue(persisted.stream().anyMatch(event -> event.origin().replica().name().equals("madrid")));
    }

    @Test
    void aReplicaRecoversFromItsSnapshotWhatItKnewFromAll() {
        DATA_CENTRES.forEach(this::start);
        for (int version = 1; version <= 4 * SNAPSHOT_EVERY; version++) {
            send(DATA_CENTRES.get(version % 3), version, "v" + version);
        }
        awaitEqual();
        kit.createTestProbe().awaitAssert(Duration.ofSeconds(10), () -> {
            assertTrue(snapshots.stream().anyMatch(taken -> taken.contains("|paris")), snapshots.toString());
            return null;
        });
        Competition before = state("paris");
        kit.stop(replicas.get("paris"));
        start("paris");

        assertEquals(before, state("paris"));
        send("paris", 100, "after");
        awaitEqual();
    }

    @Test
    void noSnapshotIsTakenBeforeEveryReplicaHasWritten() {
        start("paris");
        for (int version = 1; version <= 3 * SNAPSHOT_EVERY; version++) {
            send("paris", version, "v" + version);
        }
        Competition before = state("paris");
        assertTrue(snapshots.isEmpty(), snapshots.toString());
        kit.stop(replicas.get("paris"));
        start("paris");
        assertEquals(before, state("paris"));

        start("madrid");
        start("barcelona");
        awaitEqual();
    }
}
