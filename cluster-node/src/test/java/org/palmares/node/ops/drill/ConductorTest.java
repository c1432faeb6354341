package org.palmares.node.ops.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.SourceStamp;
import org.palmares.gateway.DataCentres;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.feed.FeedStatus;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.records.Recording;
import org.palmares.node.records.Records;
import org.palmares.node.sites.Serving;
import org.palmares.node.sites.SiteRecords;
import org.palmares.node.sites.SiteState;
import org.palmares.node.watch.ManualClock;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.protocol.contract.drill.Mark;
import org.palmares.protocol.odf.ResultStatus;

/** What a node of Paris does about the records of operations, while time goes on as the test says. */
final class ConductorTest {

    private static final ReplicaId PARIS = new ReplicaId("paris");
    private static final ReplicaId MADRID = new ReplicaId("madrid");
    private static final CompetitionId COMPETITION = new CompetitionId("SG2030", "ATHM100M--------------");
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final ActorTestKit kit = ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.defaultReference()).resolve());
    private final ManualTime time = ManualTime.get(kit.system());
    private final TestProbe<Void> patience = kit.createTestProbe();
    private final List<List<String>> sentAway = new CopyOnWriteArrayList<>();
    private final ManualClock clock = new ManualClock();
    private final Metrics metrics = new Metrics();
    private final Recorder recorder = new Recorder();
    private final Records records = new Records(recorder.board(), this::decide, clock, metrics);
    private final DrillRecords drills = new DrillRecords(records);
    private final SiteRecords sites = new SiteRecords(records);
    private final Serving serving = new Serving(PARIS, Map.of(PARIS, "http://paris", MADRID, "http://madrid"));
    private final DataCentres dataCentres = new DataCentres(PARIS, Duration.ofHours(9), Duration.ofHours(9), () -> clock.instant().toEpochMilli() * 1_000_000);
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger restarts = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<RuntimeException> thrown = new AtomicReference<>();
    private volatile FeedStatus status = status(true, 0, "m", "p");

    @BeforeEach
    void start() {
        serving.becomeReady();
        dataCentres.heard(MADRID, Duration.ofHours(1));
        clock.pass(Duration.ofHours(1));
        kit.spawn(Conductor.create(new Conductor.Surroundings(
                "m", PARIS, drills, sites, serving, dataCentres, sentAway::add, this::look, metrics, restarts::incrementAndGet, clock)));
    }

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private CompletionStage<CompetitionReply> decide(CompetitionId id, CompetitionCommand command) {
        return failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? CompletableFuture.failedFuture(new IllegalStateException("no quorum"))
                : recorder.decide(id, command);
    }

    private CompletionStage<FeedStatus> look() {
        if (thrown.get() != null) {
            throw thrown.get();
        }
        looks.incrementAndGet();
        return CompletableFuture.completedFuture(status);
    }

    private static FeedStatus status(boolean ready, int readers, String... nodes) {
        return new FeedStatus("m", ready, "", readers, "", List.of(nodes), List.of(), Map.of());
    }

    /** The conductor looks three times at how things stand; after the third it has acted on the first. */
    private void settle() {
        for (int i = 0; i < 3; i++) {
            int before = looks.get();
            patience.awaitAssert(WAIT, Duration.ofMillis(10), () -> {
                time.timePasses(LOOK);
                assertTrue(looks.get() > before, "the conductor does not look");
                return null;
            });
        }
    }

    private void pass(Duration duration) {
        clock.pass(duration);
        settle();
    }

    private void record(SiteState state) {
        assertEquals(Recording.KEPT, sites.record(state).toCompletableFuture().join());
    }

    private Drill record(Drill drill) {
        assertEquals(Recording.KEPT, drills.record(drill).toCompletableFuture().join());
        return drill;
    }

    private SiteState evacuated(String site, Duration length) {
        Instant now = clock.instant();
        return new SiteState(site, 1, true, now, now.plus(length), "Ana", "new disks");
    }

    private Drill drill(DrillKind kind, String site) {
        Instant now = clock.instant();
        return new Drill("d", 1, kind.title(), site, Drill.State.RUNNING, "Ana", "why", false, now, 20, now.plusSeconds(320), kind.hypothesis(),
                List.of("m", "p"), List.of(), List.of(new Mark(now, "planned", "asked for by Ana")), "", Map.of());
    }

    private Drill known() {
        return drills.of("d").orElseThrow();
    }

    /** Who is asked for a competition at home in Paris. */
    private List<ReplicaId> ways() {
        return dataCentres.preferred(COMPETITION, List.of(PARIS, MADRID));
    }

    private void damaged(String type, String code, String json) {
        SourceStamp stamp = new SourceStamp("ATH1", java.time.Instant.parse("2030-08-04T10:00:00Z"), 1, code);
        OdfDocument document = new OdfDocument(
                new DocumentKey(type, code, "", "", ""), stamp, ResultStatus.NONE, false, Content.of(json.getBytes(StandardCharsets.UTF_8)));
        recorder.decide(CompetitionId.OPERATIONS, new CompetitionCommand.RecordDocument(document, Entries.none())).toCompletableFuture().join();
    }

    @Test
    void recordsThatCannotBeReadAreLeftOutAndTheOthersCarriedOut() {
        damaged(DrillRecords.KIND.type(), "broken", "{\"id\":");
        damaged(DrillRecords.KIND.type(), "half", "{\"id\":\"half\",\"version\":1}");
        damaged("PALMARES_SITE", "nowhere", "{\"site\":\"No-Where\",\"evacuated\":true,\"since\":\"2030-08-04T12:00:00Z\",\"until\":\"2031-08-04T12:00:00Z\"}");
        record(evacuated("paris", Duration.ofMinutes(1)));
        record(drill(DrillKind.KILL, "madrid"));
        pass(Duration.ofSeconds(321));
        assertEquals(Drill.State.ABORTED, known().state());
        assertFalse(sites.of("paris").orElseThrow().evacuated());
        assertEquals(List.of("d"), drills.all().stream().map(Drill::id).toList());
        assertEquals(3, metrics.total(Metrics.Counter.LEFT_OUT, "operations_record"), "each is told once");
    }

    /** Its board is ready, and it rehearses. */
    @Test
    void aNodeThatDoesNotListenYetIsNotBack() {
        Serving rehearses = new Serving(PARIS, Map.of(PARIS, "http://paris", MADRID, "http://madrid"));
        Drill drill = drill(DrillKind.ROLLING_RESTART, "");
        record(drill.marked(new Mark(clock.instant(), Mark.RESTARTING, "p")));
        record(evacuated("paris", Duration.ofMinutes(3)));
        clock.pass(Duration.ofSeconds(1));
        kit.spawn(Conductor.create(new Conductor.Surroundings(
                "p", PARIS, drills, sites, rehearses, dataCentres, sentAway::add, this::look, metrics, restarts::incrementAndGet, clock)));

        pass(Duration.ofSeconds(10));
        assertEquals(Mark.RESTARTING, known().last().orElseThrow().what());
        assertTrue(sites.of("paris").orElseThrow().evacuated());

        rehearses.becomeReady();
        pass(Duration.ofSeconds(1));
        assertEquals(Mark.RESTARTED, known().last().orElseThrow().what());
        assertFalse(sites.of("paris").orElseThrow().evacuated());
    }

    @Test
    void recordsAreReadOnceAndNotWithEveryLook() {
        record(drill(DrillKind.KILL, "madrid"));
        List<Drill> first = drills.all();
        settle();
        assertSame(first, drills.all());
        assertSame(first.get(0), drills.running().get(0));
        record(evacuated("madrid", Duration.ofMinutes(1)));
        assertSame(first.get(0), drills.all().get(0), "this one has not changed");
    }

    @Test
    void aLookThatFailsIsCountedAndTheNextOneActs() {
        RuntimeException failure = new IllegalStateException("thrown by the test");
        thrown.set(failure);
        record(evacuated("paris", Duration.ofMinutes(1)));
        patience.awaitAssert(WAIT, Duration.ofMillis(10), () -> {
            time.timePasses(LOOK);
            assertTrue(metrics.total(Metrics.Counter.LEFT_OUT, "conductor_step") > 0);
            return null;
        });
        thrown.set(null);
        settle();
        assertTrue(serving.isSelfEvacuated());
    }

    @Test
    void anEvacuationMovesHomesAndReadersAndEndsByItself() {
        settle();
        assertEquals(List.of(PARIS, MADRID), ways());
        record(evacuated("paris", Duration.ofMinutes(1)));
        settle();
        assertTrue(serving.isSelfEvacuated());
        assertEquals(List.of(MADRID, PARIS), ways());
        assertTrue(sentAway.contains(List.of("http://madrid")));

        pass(Duration.ofSeconds(61));
        SiteState returned = sites.of("paris").orElseThrow();
        assertEquals("2 false its time is over", returned.version() + " " + returned.evacuated() + ' ' + returned.reason());
        assertFalse(serving.isSelfEvacuated());
        assertEquals(List.of(PARIS, MADRID), ways());
        sentAway.clear();
        settle();
        assertEquals(List.of(), sentAway, "readers may stay again");
    }

    @Test
    void readersStayWhereAnotherDataCentreIsEvacuated() {
        record(evacuated("madrid", Duration.ofMinutes(1)));
        settle();
        assertTrue(serving.isEvacuated(MADRID));
        assertEquals(List.of(), sentAway);
    }

    @Test
    void whereAllAreEvacuatedAllServe() {
        record(evacuated("paris", Duration.ofMinutes(1)));
        record(evacuated("madrid", Duration.ofMinutes(1)));
        settle();
        assertFalse(serving.isSelfEvacuated());
        assertEquals(List.of(PARIS, MADRID), ways());
    }

    @Test
    void aDrillPastItsEndIsAborted() {
        record(drill(DrillKind.KILL, "madrid"));
        pass(Duration.ofSeconds(320));
        assertEquals(Drill.State.RUNNING, known().state());
        pass(Duration.ofSeconds(1));
        assertEquals(Drill.State.ABORTED, known().state());
        assertEquals("INCONCLUSIVE", known().verdict());
        assertEquals("its time is over", known().last().orElseThrow().text());
    }

    @Test
    void onlyTheFirstOfTheNodesEndsWhatIsOver() {
        status = status(true, 0, "b", "m", "p");
        record(drill(DrillKind.KILL, "madrid"));
        record(evacuated("madrid", Duration.ofMinutes(1)));
        pass(Duration.ofMinutes(10));
        assertEquals(Drill.State.RUNNING, known().state());
        assertTrue(sites.of("madrid").orElseThrow().evacuated());
        assertFalse(serving.isEvacuated(MADRID), "its time is over all the same");
    }

    @Test
    void anEvacuationIsDoneWhenNobodyFollowsHereAnyMore() {
        status = status(true, 3, "m", "p");
        record(drill(DrillKind.EVACUATE, "paris"));
        record(evacuated("paris", Duration.ofMinutes(1)));
        settle();
        assertEquals(Drill.State.RUNNING, known().state());
        status = status(true, 0, "m", "p");
        settle();
        assertEquals(Drill.State.FINISHED, known().state());
        assertEquals("paris has no homes and no readers", known().last().orElseThrow().text());
    }

    @Test
    void aReturnIsDoneWhenThisDataCentreServes() {
        record(evacuated("paris", Duration.ofMinutes(1)));
        record(drill(DrillKind.RETURN, "paris"));
        settle();
        assertEquals(Drill.State.RUNNING, known().state());
        record(new SiteState("paris", 2, false, clock.instant(), clock.instant(), "Ana", "disks are in"));
        settle();
        assertEquals(Drill.State.FINISHED, known().state());
    }

    @Test
    void theDrillOfAnotherDataCentreIsLeftToIt() {
        record(drill(DrillKind.RETURN, "madrid"));
        settle();
        assertEquals(Drill.State.RUNNING, known().state());
    }

    @Test
    void aCancelledEvacuationEndsBeforeItsTime() {
        Drill evacuate = record(drill(DrillKind.EVACUATE, "madrid"));
        record(evacuated("madrid", Duration.ofHours(1)));
        settle();
        assertTrue(serving.isEvacuated(MADRID));
        record(evacuate.ended(Drill.State.CANCELLED, new Mark(clock.instant(), "cancelled", "by Ben"), "INCONCLUSIVE"));
        settle();
        assertFalse(serving.isEvacuated(MADRID));
        assertEquals("the drill was cancelled", sites.of("madrid").orElseThrow().reason());
    }

    @Test
    void aNodeEndsInItsTurnOnceAndOnlyAfterThatIsRecorded() {
        record(drill(DrillKind.ROLLING_RESTART, ""));
        settle();
        assertEquals(Mark.EVACUATING, known().last().orElseThrow().what());
        assertTrue(serving.isSelfEvacuated());

        failures.set(Integer.MAX_VALUE);
        pass(Duration.ofSeconds(5));
        assertEquals(0, restarts.get(), "nobody would know why it is gone");
        failures.set(0);
        settle();
        assertEquals(Mark.RESTARTING, known().last().orElseThrow().what());
        pass(Duration.ofSeconds(5));
        assertEquals(1, restarts.get());
    }
}
