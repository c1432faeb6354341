package org.palmares.node.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many one after the other, some at a time. */
class BatchesTest {

    private static final List<Integer> ALL = IntStream.range(0, 30).boxed().toList();

    @Test
    void whatBecameOfEachIsToldInTheirOrder() {
        List<CompletableFuture<Integer>> asked = new ArrayList<>();
        CompletionStage<List<Integer>> done = Batches.of(ALL, one -> {
            asked.add(new CompletableFuture<>());
            return asked.get(one);
        });
        assertEquals(8, asked.size(), "some at a time");
        for (int one = 7; one >= 0; one--) {
            asked.get(one).complete(one);
        }
        IntStream.range(8, 30).forEach(one -> asked.get(one).complete(one));
        assertEquals(ALL, done.toCompletableFuture().join());
    }

    /** With the first that failed nothing was done for all behind it. */
    @Test
    void allAreGoneThroughWhateverFails() {
        List<Integer> done = new ArrayList<>();
        CompletionStage<List<Integer>> ended = Batches.of(ALL, one -> {
            if (one == 3) {
                throw new IllegalStateException("at once");
            }
            if (one == 9) {
                return CompletableFuture.failedFuture(new IllegalStateException("later"));
            }
            done.add(one);
            return CompletableFuture.completedFuture(one);
        });
        assertEquals(ALL.stream().filter(one -> one != 3 && one != 9).toList(), done);
        assertThrows(CompletionException.class, () -> ended.toCompletableFuture().join());
    }
}
