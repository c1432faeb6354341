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

    /** What became of each, in their order. All are gone through, whatever becomes of one; where one failed, it fails with the first failure in the end. */
    public static <T, R> CompletionStage<List<R>> of(List<T> all, Function<T, CompletionStage<R>> work) {
        return next(all, work, new ArrayList<>(), 0)
                .thenCompose(ended -> CompletableFuture.allOf(ended.toArray(CompletableFuture[]::new))
                        .thenApply(done -> ended.stream().map(CompletableFuture::join).toList()));
    }

    private static <T, R> CompletionStage<List<CompletableFuture<R>>> next(
            List<T> all, Function<T, CompletionStage<R>> work, List<CompletableFuture<R>> ended, int from) {
        if (from >= all.size()) {
            return CompletableFuture.completedFuture(ended);
        }
        List<CompletableFuture<R>> some = all.subList(from, Math.min(all.size(), from + AT_ONCE)).stream().map(one -> begun(one, work)).toList();
        ended.addAll(some);
        return CompletableFuture.allOf(some.toArray(CompletableFuture[]::new))
                .handle((done, failure) -> done)
                .thenCompose(done -> next(all, work, ended, from + AT_ONCE));
    }

    private static <T, R> CompletableFuture<R> begun(T one, Function<T, CompletionStage<R>> work) {
        try {
            return work.apply(one).toCompletableFuture();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
