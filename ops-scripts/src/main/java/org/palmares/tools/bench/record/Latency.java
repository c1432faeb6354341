package org.palmares.tools.bench.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.ConcurrentHistogram;

/** Durations, counted exactly enough (three digits). Safe for many threads. */
public final class Latency {

    private static final int DIGITS = 3;
    private static final double MICROS = 1_000.0;

    private final ConcurrentHistogram micros = new ConcurrentHistogram(DIGITS);

    /** Counts {@code nanos}; clocks that disagree by a little give 0. */
    public void record(long nanos) {
        micros.recordValue(Math.max(0, nanos / 1_000));
    }

    /** Forgets all. */
    public void reset() {
        micros.reset();
    }

    public double meanMillis() {
        return count() == 0 ? 0 : micros.getMean() / MICROS;
    }

    public long count() {
        return micros.getTotalCount();
    }

    /** In milliseconds; {@code percent} from 0 to 100. */
    public double millis(double percent) {
        return count() == 0 ? 0 : micros.getValueAtPercentile(percent) / MICROS;
    }

    public double maxMillis() {
        return count() == 0 ? 0 : micros.getMaxValue() / MICROS;
    }

    /** For JSON. */
    public Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("count", count());
        shape.put("p50Millis", millis(50));
        shape.put("p90Millis", millis(90));
        shape.put("p99Millis", millis(99));
        shape.put("p999Millis", millis(99.9));
        shape.put("maxMillis", maxMillis());
        return shape;
    }

    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT, "p50 %7.2f ms  p99 %7.2f ms  max %7.2f ms  (%d)", millis(50), millis(99), maxMillis(), count());
    }
}
