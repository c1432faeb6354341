package org.palmares.node.live.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A crowd that comes at once begins one after the other. */
class PaceTest {

    private long now;
    private final Deque<Runnable> due = new ArrayDeque<>();
    private final Pace pace = new Pace(100, () -> now, (after, what) -> due.add(what));

    private void pass(Duration time) {
        now += time.toNanos();
        for (int i = due.size(); i > 0; i--) {
            due.remove().run();
        }
    }

    private static long begun(List<CompletionStage<Void>> crowd) {
        return crowd.stream().filter(one -> one.toCompletableFuture().isDone()).count();
    }

    @Test
    void aFewBeginAtOnceAndTheOthersInOrderAsTimeGoesBy() {
        List<CompletionStage<Void>> crowd = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            crowd.add(pace.begin());
        }
        assertEquals(10, begun(crowd));
        pass(Duration.ofMillis(50));
        assertEquals(15, begun(crowd));
        assertTrue(crowd.get(14).toCompletableFuture().isDone());
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofMillis(10));
        }
        assertEquals(50, begun(crowd));
        assertTrue(due.isEmpty(), "nobody waits, nothing is due");
    }

    @Test
    void whoComesLaterDoesNotPassThoseWhoWait() {
        List<CompletionStage<Void>> crowd = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            crowd.add(pace.begin());
        }
        now += Duration.ofMillis(10).toNanos();
        CompletionStage<Void> late = pace.begin();
        assertTrue(!late.toCompletableFuture().isDone());
    }
}
