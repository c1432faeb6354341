package org.palmares.tools.bench.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class LatencyTest {

    @Test
    void countsPercentilesInMilliseconds() {
        Latency latency = new Latency();
        for (int i = 1; i <= 100; i++) {
            latency.record(i * 1_000_000L);
        }
        latency.record(-5);

        assertEquals(101, latency.count());
        assertEquals(50, latency.millis(50), 0.1);
        assertEquals(99, latency.millis(99), 0.1);
        assertEquals(100, latency.maxMillis(), 0.1);
    }
}
