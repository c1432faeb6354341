package org.palmares.tools.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.protocol.contract.drill.Mark;
import org.palmares.tools.client.Sites;

/** What happens is told, late where nobody listens. */
final class DrillRunTest {

    private static final Instant NOW = Instant.parse("2030-08-04T20:00:00Z");
    private static final Drill DRILL = new Drill("one", 1, "kill", "madrid", Drill.State.RUNNING, "Ana", "a test", false, NOW, 10, NOW.plusSeconds(310),
            DrillKind.KILL.hypothesis(), List.of(), List.of(), List.of(), "", Map.of());

    private final OperationsServer paris = new OperationsServer();
    private final DrillRun run = new DrillRun(new OpsClient(new Sites(List.of(paris.site("paris"))), OperationsServer.KEY), line -> {});

    @BeforeEach
    void aDrillRuns() {
        paris.has(DRILL);
        run.is(DRILL);
    }

    @AfterEach
    void stop() {
        paris.close();
    }

    private List<String> known() {
        return paris.drill("one").timeline().stream().map(Mark::what).toList();
    }

    @Test
    void whatNobodyHeardIsToldLaterAndOnce() {
        paris.answersInstead(503, Map.of());
        run.mark("taken", "by one");
        assertFalse(run.tell());
        paris.answersItself();
        run.mark("fault", "all is killed");
        assertTrue(run.tell());
        assertEquals(List.of("taken", "fault"), known());
        assertFalse(run.tell(), "there is nothing new");

        run.mark("healed", "all is there");
        assertTrue(run.tellEnd(Drill.State.FINISHED, "PASSED", Map.of()));
        assertEquals(List.of("taken", "fault", "healed"), known());
        assertEquals("FINISHED PASSED", paris.drill("one").state() + " " + paris.drill("one").verdict());
    }

    @Test
    void whatSomebodyElseDidMeanwhileIsKept() {
        run.mark("taken", "by one");
        assertTrue(run.tell());
        assertFalse(run.isCancelled());
        paris.hasMeanwhile(paris.drill("one").ended(Drill.State.CANCELLED, new Mark(NOW, "cancelled", "by Ben"), "INCONCLUSIVE"));
        assertTrue(run.isCancelled());

        run.mark("healed", "all is there");
        assertFalse(run.tell(), "of a version that is no more");
        assertTrue(run.tell(), "of the one that is");
        assertEquals(List.of("taken", "cancelled", "healed"), known());
        assertEquals(Drill.State.CANCELLED, paris.drill("one").state());
    }
}
