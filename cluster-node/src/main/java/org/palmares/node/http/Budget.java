package org.palmares.node.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.ProblemType;

/**
 * So many bytes may be in hand at once. Who comes first is served first, so that small ones never keep a big one waiting for ever; who waits too
 * long, or behind too many, is told to try elsewhere. More than there is at all is given to one alone.
 */
public final class Budget {

    public static final int WAITING_MAX = 64;

    private final long all;
    private final Duration longest;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long free;

    private record Waiting(long bytes, CompletableFuture<Lease> turn) {}

    /** Bytes taken; given back once. */
    public final class Lease implements AutoCloseable {

        private final long bytes;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                giveBack(bytes);
            }
        }
    }

    /**
     * @param all bytes that may be in hand
     * @param longest how long one waits
     */
    public Budget(long all, Duration longest) {
        this.all = all;
        this.free = all;
        this.longest = longest;
    }

    /** Takes {@code bytes} as soon as they are free; fails with a {@link ProblemException}, "busy", when that takes too long. */
    public CompletionStage<Lease> take(long bytes) {
        long wanted = Math.min(all, bytes);
        CompletableFuture<Lease> turn = new CompletableFuture<>();
        synchronized (this) {
            if (waiting.isEmpty() && wanted <= free) {
                free -= wanted;
                return CompletableFuture.completedFuture(new Lease(wanted));
            }
            if (waiting.size() >= WAITING_MAX) {
                return CompletableFuture.failedFuture(busy());
            }
            waiting.add(new Waiting(wanted, turn));
        }
        turn.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS);
        return turn.exceptionally(late -> {
            // Whoever stands behind may fit now.
            giveBack(0);
            throw new CompletionException(busy());
        });
    }

    private void giveBack(long bytes) {
        List<Waiting> next = new ArrayList<>();
        synchronized (this) {
            free += bytes;
            waiting.removeIf(one -> one.turn().isDone());
            while (!waiting.isEmpty() && waiting.peek().bytes() <= free) {
                free -= waiting.peek().bytes();
                next.add(waiting.poll());
            }
        }
        for (Waiting one : next) {
            Lease lease = new Lease(one.bytes());
            if (!one.turn().complete(lease)) {
                lease.close();
            }
        }
    }

    /** Bytes that are free. */
    public synchronized long free() {
        return free;
    }

    public static ProblemException busy() {
        return new ProblemException(Problem.of(ProblemType.BUSY, "Nothing was recorded. Send the message to another data centre, or here again later.")
                .header(Headers.RETRY_AFTER, "1"));
    }
}
