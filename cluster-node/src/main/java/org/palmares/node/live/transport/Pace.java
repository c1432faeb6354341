package org.palmares.node.live.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Lets so many begin in a second; the others wait, in order. A few at once always may: only a crowd is paced. Safe for use from any thread.
 */
final class Pace {

    private static final long STEP_NANOS = Duration.ofMillis(10).toNanos();

    private final double perNano;
    private final double most;
    private final LongSupplier nanos;
    private final BiConsumer<Duration, Runnable> later;
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private double free;
    private long countedNanos;
    private boolean due;

    /**
     * @param perSecond how many; as many as begin in a tenth of a second may begin at once
     * @param later does something after a time
     */
    Pace(int perSecond, LongSupplier nanos, BiConsumer<Duration, Runnable> later) {
        this.perNano = perSecond / 1e9;
        this.most = Math.max(1, perSecond / 10);
        this.nanos = nanos;
        this.later = later;
        this.free = most;
        this.countedNanos = nanos.getAsLong();
    }

    /** Completes when one more may begin. */
    CompletionStage<Void> begin() {
        synchronized (this) {
            count();
            if (waiting.isEmpty() && free >= 1) {
                free--;
                return CompletableFuture.completedFuture(null);
            }
            CompletableFuture<Void> turn = new CompletableFuture<>();
            waiting.add(turn);
            comeBack();
            return turn;
        }
    }

    private void count() {
        long now = nanos.getAsLong();
        free = Math.min(most, free + (now - countedNanos) * perNano);
        countedNanos = now;
    }

    private void comeBack() {
        if (!due && !waiting.isEmpty()) {
            due = true;
            later.accept(Duration.ofNanos(STEP_NANOS), this::next);
        }
    }

    private void next() {
        Deque<CompletableFuture<Void>> turns = new ArrayDeque<>();
        synchronized (this) {
            due = false;
            count();
            while (free >= 1 && !waiting.isEmpty()) {
                free--;
                turns.add(waiting.remove());
            }
            comeBack();
        }
        turns.forEach(turn -> turn.complete(null));
    }
}
