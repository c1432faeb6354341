package org.palmares.node.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Many units changed one after the other, some at a time: venues' messages have to get through between them. */
public final class Batches {

    private static final int AT_ONCE = 8;

    private Batches() {}

    /** What became of each, in their order; fails with the first batch in which one failed. */
    public static <T, R> CompletionStage<List<R>> of(List<T> all, Function<T, CompletionStage<R>> work) {
        return next(all, work, new ArrayList<>(), 0);
    }

    private static <T, R> CompletionStage<List<R>> next(List<T> all, Function<T, CompletionStage<R>> work, List<R> done, int from) {
        if (from >= all.size()) {
            return CompletableFuture.completedFuture(done);
        }
        List<CompletableFuture<R>> some =
                all.subList(from, Math.min(all.size(), from + AT_ONCE)).stream().map(one -> work.apply(one).toCompletableFuture()).toList();
        return CompletableFuture.allOf(some.toArray(CompletableFuture[]::new)).thenCompose(ended -> {
            some.forEach(one -> done.add(one.join()));
            return next(all, work, done, from + AT_ONCE);
        });
    }
}
