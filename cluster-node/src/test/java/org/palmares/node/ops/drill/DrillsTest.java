package org.palmares.node.ops.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.Succession;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.ops.drill.Drills.Refused;
import org.palmares.node.ops.drill.Drills.Result;
import org.palmares.node.ops.drill.Drills.Started;
import org.palmares.node.ops.drill.Drills.Why;
import org.palmares.node.records.Recording;
import org.palmares.node.records.Records;
import org.palmares.node.sites.SiteRecords;
import org.palmares.node.sites.SiteState;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillRequest;
import org.palmares.protocol.contract.drill.Mark;

/** Which drills are started, which are refused and why, and what is kept of them. */
final class DrillsTest {

    private final Recorder recorder = new Recorder();
    private final Records all = new Records(recorder.board(), recorder::decide, InstantSource.system(), new Metrics());
    private final DrillRecords records = new DrillRecords(all);
    private Redundancy redundancy = new Redundancy(List.of(), List.of(), Map.of("paris", true), List.of());

    private Result ask(String name, String site, boolean destructive) {
        return ask(name, site, destructive, all).join();
    }

    /** @param ofSites keeps what is decided of data centres */
    private CompletableFuture<Result> ask(String name, String site, boolean destructive, Records ofSites) {
        Drills drills = new Drills(new Drills.Surroundings(
                recorder.board(), records, new SiteRecords(ofSites), new Succession(List.of(new ReplicaId("paris"), new ReplicaId("madrid"))), destructive,
                () -> CompletableFuture.completedFuture(redundancy), () -> CompletableFuture.completedFuture(List.of("m", "p")), InstantSource.system()));
        return drills.request(new DrillRequest(name, site, "a test", "me", null, false, false)).toCompletableFuture();
    }

    private void assertRefused(Why why, Result result) {
        assertEquals(why, assertInstanceOf(Refused.class, result).why());
    }

    @Test
    void whatMakesNoSenseIsRefusedWithEveryFault() {
        Refused refused = assertInstanceOf(Refused.class, ask("explode", "atlantis", true));
        assertEquals(Why.INVALID, refused.why());
        assertTrue(refused.detail().contains("explode") && refused.detail().contains("site"), refused.detail());
        assertRefused(Why.INVALID, ask("kill", "", true));
        assertRefused(Why.INVALID, ask("off-and-on", "paris", true));
    }

    @Test
    void whatBreaksSomethingNeedsTheSwitchAndRedundancy() {
        assertRefused(Why.DESTRUCTIVE_OFF, ask("kill", "paris", false));
        redundancy = new Redundancy(List.of("madrid"), List.of(), Map.of("paris", false), List.of());
        Refused refused = assertInstanceOf(Refused.class, ask("kill", "paris", true));
        assertEquals(List.of("No node of madrid is heard.", "The Cassandra of paris does not answer."), refused.members().get("missing"));
    }

    @Test
    void aDrillIsKeptAndAnotherOneWaitsForItsEnd() {
        Drill drill = assertInstanceOf(Started.class, ask("kill", "paris", true)).drill();
        assertEquals(drill, records.of(drill.id()).orElseThrow());
        assertRefused(Why.ANOTHER_RUNS, ask("freeze", "madrid", true));

        Drill ended = drill.ended(Drill.State.FINISHED, new Mark(drill.requested(), "finished", ""), "PASSED");
        assertEquals(Recording.KEPT, records.record(ended).toCompletableFuture().join());
        assertEquals("PASSED", records.of(drill.id()).orElseThrow().verdict());
        assertTrue(records.running().isEmpty());
    }

    @Test
    void onlyOneOfTwoWhoWriteTheSameVersionIsHeard() {
        Drill drill = assertInstanceOf(Started.class, ask("kill", "paris", true)).drill();
        assertEquals(Recording.KEPT, records.record(drill.marked(new Mark(drill.requested(), "taken", "by one"))).toCompletableFuture().join());
        assertEquals(Recording.TAKEN, records.record(drill.marked(new Mark(drill.requested(), "taken", "by another"))).toCompletableFuture().join());
    }

    @Test
    void evacuationIsDecidedAndRecordsBelongToNoGames() {
        ask("evacuate", "madrid", false);
        assertTrue(new SiteRecords(all).of("madrid").orElseThrow().evacuated());
        assertEquals(List.of(), recorder.board().games());
        assertEquals("", recorder.board().defaultGames(java.util.Optional.empty()));
    }

    /** Records of data centres for which {@code first} happens before anything is kept. */
    private Records interrupted(Supplier<CompletionStage<CompetitionReply>> first) {
        return new Records(
                recorder.board(), (id, command) -> first.get().thenCompose(any -> recorder.decide(id, command)), InstantSource.system(), new Metrics());
    }

    @Test
    void whereSomebodyElseDecidesOfTheDataCentreInTheSameMomentNoDrillIsLeftRunning() {
        SiteState other = new SiteState("madrid", 1, true, Instant.EPOCH, Instant.EPOCH.plusSeconds(60), "somebody", "else");
        Records conflicting = interrupted(() -> new SiteRecords(all).record(other).thenApply(kept -> null));
        assertRefused(Why.CHANGED_MEANWHILE, ask("evacuate", "madrid", false, conflicting).join());
        assertEquals(List.of(), records.running());
        Mark last = records.all().get(0).timeline().get(1);
        assertEquals("it did not begin: something else was decided of its data centre in the same moment", last.text());
    }

    @Test
    void whereWhatIsDecidedOfTheDataCentreIsNotAnsweredForNoDrillIsLeftRunning() {
        Records silent = interrupted(() -> CompletableFuture.failedFuture(new IllegalStateException("no answer")));
        assertThrows(CompletionException.class, ask("evacuate", "madrid", false, silent)::join);
        assertEquals(List.of(), records.running());
    }
}
