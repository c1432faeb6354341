package org.palmares.node.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.palmares.node.watch.Metrics;

class FenceTest {

    private final Metrics metrics = new Metrics();
    private final Fence fence = metrics.fence();

    @Test
    void aValueThatCannotBeMadeIsLeftOutAndCountedAndTheOthersStay() {
        List<Integer> made = List.of(1, 0, 2).stream().flatMap(number -> fence.around("unit", number, () -> 10 / number).stream()).toList();

        assertEquals(List.of(10, 5), made);
        assertEquals(1, metrics.total(Metrics.Counter.LEFT_OUT, "unit"));
        assertTrue(metrics.text().contains("\npalmares_left_out_total{what=\"unit\"} 1.0\n"));
    }

    @Test
    void nothingIsNoFailure() {
        assertEquals(Optional.empty(), fence.around("none", "none", () -> null));
        assertEquals(0, metrics.total(Metrics.Counter.LEFT_OUT, "none"));
    }
}
