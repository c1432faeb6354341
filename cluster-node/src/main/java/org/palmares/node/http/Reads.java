package org.palmares.node.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.ProblemType;

/** Makes answers for readers on threads of their own, and only so many at a time: however many ask, messages and the feed do not wait for them. */
public final class Reads {

    private final Executor threads;
    private final int atOnce;
    private final Metrics metrics;
    private final AtomicInteger open = new AtomicInteger();

    /** @param atOnce answers that are made or waited for at the same time */
    public Reads(Executor threads, int atOnce, Metrics metrics) {
        this.metrics = metrics;
        this.threads = threads;
        this.atOnce = atOnce;
    }

    /** What {@code answer} gives; fails as it fails, or with a {@link ProblemException}, "busy". */
    public <T> CompletionStage<T> make(Supplier<T> answer) {
        if (open.incrementAndGet() > atOnce) {
            return refused();
        }
        metrics.count(Counter.ANSWERS_MADE);
        try {
            return CompletableFuture.supplyAsync(answer, threads).whenComplete((made, failure) -> open.decrementAndGet());
        } catch (RejectedExecutionException full) {
            return refused();
        }
    }

    private <T> CompletionStage<T> refused() {
        open.decrementAndGet();
        metrics.count(Counter.READS_REFUSED);
        return CompletableFuture.failedFuture(busy());
    }

    public static ProblemException busy() {
        return new ProblemException(Problem.of(ProblemType.BUSY, "Too many ask at this moment. Ask another data centre, or here again in a second.")
                .header(Headers.RETRY_AFTER, "1"));
    }
}
