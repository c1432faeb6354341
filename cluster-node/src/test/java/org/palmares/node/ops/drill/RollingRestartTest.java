package org.palmares.node.ops.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.palmares.node.feed.FeedStatus;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.protocol.contract.drill.Mark;

/** Whose turn it is, and what it does then. */
final class RollingRestartTest {

    private static final Instant NOW = Instant.parse("2030-08-04T20:00:00Z");

    private final RollingRestart barcelona = new RollingRestart("b", "barcelona", NOW);
    private final RollingRestart madrid = new RollingRestart("m", "madrid", NOW);

    private static Drill drill() {
        return new Drill("d", 1, "rolling-restart", "", Drill.State.RUNNING, "me", "why", false, NOW, 0, NOW.plusSeconds(600),
                DrillKind.ROLLING_RESTART.hypothesis(), List.of("b", "m"), List.of(), List.of(new Mark(NOW, "planned", "asked for by me")), "", Map.of());
    }

    private static FeedStatus feed(int readers, String... nodes) {
        return new FeedStatus("b", true, "", readers, "", List.of(nodes), List.of(), Map.of());
    }

    private static Optional<RollingRestart.Step> step(RollingRestart node, Drill drill, FeedStatus feed, int second) {
        return node.next(drill, Optional.empty(), feed, NOW.plusSeconds(second));
    }

    @Test
    void theFirstLeavesWhileAllAreThereAndTheSecondWaits() {
        assertTrue(step(madrid, drill(), feed(0, "b", "m"), 1).isEmpty());
        assertTrue(step(barcelona, drill(), feed(0, "b"), 1).isEmpty(), "somebody is missing");

        RollingRestart.Step leaving = step(barcelona, drill(), feed(3, "b", "m"), 1).orElseThrow();
        assertTrue(leaving.site().orElseThrow().evacuated());
        assertFalse(leaving.restart());

        assertTrue(step(barcelona, leaving.drill(), feed(3, "b", "m"), 20).isEmpty(), "readers still follow");
        assertTrue(step(barcelona, leaving.drill(), feed(0, "b", "m"), 2).isEmpty(), "senders have not noticed yet");
        assertTrue(step(barcelona, leaving.drill(), feed(0, "b", "m"), 20).orElseThrow().restart());
    }

    @Test
    void onlyTheNewProcessSaysThatItIsBackAndThenTheNextLeaves() {
        Drill restarting = drill().marked(new Mark(NOW.plusSeconds(5), Mark.RESTARTING, "b"));
        assertTrue(step(barcelona, restarting, feed(0, "b", "m"), 6).isEmpty(), "the old process is still there");

        RollingRestart anew = new RollingRestart("b", "barcelona", NOW.plusSeconds(9));
        RollingRestart.Step back = step(anew, restarting, feed(0, "b", "m"), 12).orElseThrow();
        assertFalse(back.site().orElseThrow().evacuated());
        assertEquals(List.of("b"), back.drill().restarted());

        assertTrue(step(madrid, back.drill(), feed(0, "b", "m"), 31).isEmpty(), "those who return are given time");
        assertTrue(step(madrid, back.drill(), feed(0, "b", "m"), 32).isPresent());
    }

    @Test
    void itIsOverWhenAllAreBack() {
        Drill last = drill().restarted("b", new Mark(NOW, Mark.RESTARTED, "b")).marked(new Mark(NOW.plusSeconds(5), Mark.RESTARTING, "m"));
        RollingRestart anew = new RollingRestart("m", "madrid", NOW.plusSeconds(9));
        assertEquals(Drill.State.FINISHED, step(anew, last, feed(0, "b", "m"), 12).orElseThrow().drill().state());
    }
}
