package org.palmares.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.palmares.http.problem.ProblemException;
import org.palmares.ops.Metrics;

class FenceTest {

    private static final ActorTestKit KIT = ActorTestKit.create();

    private final Metrics metrics = Metrics.of(KIT.system());
    private final Fence fence = new Fence(metrics);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static int shape(Integer item) {
        if (item == 2) {
            throw new ArithmeticException("two");
        }
        return item * 10;
    }

    @Test
    void oneItemThatThrowsIsLeftOutAndCounted() {
        assertEquals(List.of(10, 30), fence.shapes(List.of(1, 2, 3), String::valueOf, FenceTest::shape));
        assertEquals(List.of(3), fence.filter(Stream.of(1, 2, 3), String::valueOf, item -> shape(item) > 10).toList());
        assertTrue(metrics.text().contains("palmares_left_out_total{where=\"list\"} 2"), metrics.text());
    }

    @Test
    void whatIsWrongWithTheQuestionIsAnsweredAndNotFenced() {
        assertThrows(ProblemException.class, () -> fence.shapes(List.of(1), String::valueOf, item -> {
            throw Parameters.bad("x", "is wrong");
        }));
    }
}
