package org.palmares.node.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.palmares.node.watch.Metrics;

class FenceTest {

    @Test
    void aValueThatCannotBeMadeIsLeftOutAndCountedAndTheOthersStay() {
        long before = Fence.counts().getOrDefault("unit", 0L);

        List<Integer> made = List.of(1, 0, 2).stream().flatMap(number -> Fence.around("unit", number, () -> 10 / number).stream()).toList();

        assertEquals(List.of(10, 5), made);
        assertEquals(before + 1, Fence.counts().get("unit"));
        assertTrue(new Metrics().text().contains("\npalmares_left_out_total{what=\"unit\"} " + (before + 1) + ".0\n"));
    }

    @Test
    void nothingIsNoFailure() {
        assertEquals(Optional.empty(), Fence.around("none", "none", () -> null));
        assertEquals(null, Fence.counts().get("none"));
    }
}
