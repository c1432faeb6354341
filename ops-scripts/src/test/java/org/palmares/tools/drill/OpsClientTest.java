package org.palmares.tools.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.protocol.contract.drill.DrillProgress;
import org.palmares.protocol.contract.drill.DrillRequest;
import org.palmares.protocol.contract.drill.Mark;
import org.palmares.tools.client.Sites;
import org.palmares.tools.terminal.ToolException;

/** Operations are asked of whoever answers, and what they refuse is told. */
final class OpsClientTest {

    private static final Instant NOW = Instant.parse("2030-08-04T20:00:00Z");
    private static final Drill DRILL = new Drill("one", 1, "kill", "madrid", Drill.State.RUNNING, "Ana", "a test", false, NOW, 10, NOW.plusSeconds(310),
            DrillKind.KILL.hypothesis(), List.of(), List.of(), List.of(), "", Map.of());
    private static final DrillRequest REQUEST = new DrillRequest("kill", "madrid", "a test", "Ana", null, false, false);

    private final OperationsServer paris = new OperationsServer();
    private final OperationsServer madrid = new OperationsServer();
    private final OpsClient ops = new OpsClient(new Sites(List.of(paris.site("paris"), madrid.site("madrid"))), OperationsServer.KEY);

    @AfterEach
    void stop() {
        paris.close();
        madrid.close();
    }

    @Test
    void theNextDataCentreIsAskedWhereOneIsGoneOrCannotAnswer() {
        madrid.has(DRILL);
        paris.answersInstead(503, Map.of());
        assertEquals(List.of(DRILL), ops.running());
        paris.close();
        assertEquals(Optional.of(DRILL), ops.drill("one"));
    }

    @Test
    void whereNobodyAnswersNothingRunsAndWhoeverStartsSomethingIsTold() {
        paris.close();
        madrid.answersInstead(500, Map.of());
        assertEquals(List.of(), ops.running());
        assertEquals(Optional.empty(), ops.tell("one", new DrillProgress(1, null, List.of(), null, null)));
        ToolException told = assertThrows(ToolException.class, () -> ops.start(REQUEST));
        assertTrue(told.getMessage().contains("madrid answers 500") && told.getMessage().contains("palmares status"), told.getMessage());
    }

    private static Drill requested(Instant at) {
        return new Drill("one", 1, "kill", "madrid", Drill.State.RUNNING, "Ana", "a test", false, at, 10, at.plusSeconds(310), DrillKind.KILL.hypothesis(), List.of(), List.of(), List.of(), "", Map.of());
    }

    @Test
    void aDrillThatWasBegunWhileNobodyAnsweredIsTheOneThatWasAskedFor() {
        paris.answersInstead(503, Map.of());
        madrid.has(requested(Instant.now()));
        assertEquals("one", ops.start(REQUEST).id());
    }

    @Test
    void aDrillThatRanBeforeIsInTheWay() {
        madrid.has(requested(Instant.now().minusSeconds(60)));
        paris.answersInstead(503, Map.of());
        assertEquals("refused (409): Another drill runs.", assertThrows(ToolException.class, () -> ops.start(REQUEST)).getMessage());
        assertThrows(ToolException.class, () -> ops.start(new DrillRequest("kill", "paris", "a test", "Ana", null, false, false)));
    }

    @Test
    void aRefusalSaysWhatIsInTheWayAndWhenItIsQuiet() {
        paris.answersInstead(409, Map.of(
                "detail", "Medals are decided.", "units", List.of("ATHM100M"),
                "quietWindows", List.of(Map.of("from", "2030-08-04T23:10:00Z", "to", "2030-08-05T08:00:00Z"))));
        ToolException told = assertThrows(ToolException.class, () -> ops.start(REQUEST));
        assertEquals(
                "refused (409): Medals are decided.\n  in the way: ATHM100M\n  quiet: 2030-08-04T23:10:00Z to 2030-08-05T08:00:00Z", told.getMessage());
    }

    @Test
    void whoTellsOfADrillThatHasChangedIsNotHeard() {
        paris.has(DRILL);
        DrillProgress taken = new DrillProgress(1, null, List.of(new Mark(NOW, "taken", "by one")), null, null);
        assertEquals(2, ops.tell("one", taken).orElseThrow().version());
        assertEquals(Optional.empty(), ops.tell("one", taken));
    }
}
