package org.palmares.tools.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.palmares.tools.bench.record.Latency;

/** A fixed rate that does not wait for answers, as venues do not. */
final class FixedRate {

    private static final long NANOS = 1_000_000_000L;

    private FixedRate() {}

    /** What is to be done at its time. */
    @FunctionalInterface
    interface Step {
        /**
         * Does number {@code i}.
         *
         * @param dueNanos when it was due, by {@link System#nanoTime()}
         * @param counted whether the warm-up is over
         */
        void at(long i, long dueNanos, boolean counted);
    }

    /**
     * Does all steps of the warm-up and the time measured, each when it is due.
     *
     * @param measured is told when the warm-up is over, by another thread: nothing is late for that
     * @return how late each step of the time measured was begun
     */
    static Latency keep(BenchLoad load, Runnable measured, Step step) {
        Latency lateness = new Latency();
        Thread telling = new Thread(measured, "bench-measured");
        double rate = load.perSecond();
        Duration whole = load.warmUp().plus(load.measured());
        long messages = (long) (rate * whole.toMillis() / 1_000);
        long start = System.nanoTime() + NANOS / 100;
        for (long i = 0; i < messages; i++) {
            long after = (long) (i * NANOS / rate);
            waitUntil(start + after);
            boolean counted = after >= load.warmUp().toNanos();
            if (counted && telling.getState() == Thread.State.NEW) {
                telling.start();
            }
            if (counted) {
                lateness.record(System.nanoTime() - start - after);
            }
            step.at(i, start + after, counted);
        }
        try {
            telling.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return lateness;
    }

    private static void waitUntil(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanos - System.nanoTime();
        }
    }
}
