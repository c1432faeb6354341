package org.palmares.node.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.palmares.node.board.Fence;
import org.palmares.node.http.problem.ProblemException;

class FencedTest {

    private static int shape(Integer item) {
        if (item == 2) {
            throw new ArithmeticException("two");
        }
        return item * 10;
    }

    @Test
    void oneItemThatThrowsIsLeftOutAndCounted() {
        long before = Fence.counts().getOrDefault("listed", 0L);
        assertEquals(List.of(10, 30), Fenced.shapes(List.of(1, 2, 3), String::valueOf, FencedTest::shape));
        assertEquals(List.of(3), Fenced.filter(Stream.of(1, 2, 3), String::valueOf, item -> shape(item) > 10).toList());
        assertEquals(before + 2, Fence.counts().get("listed"));
    }

    @Test
    void whatIsWrongWithTheQuestionIsAnsweredAndNotFenced() {
        assertThrows(ProblemException.class, () -> Fenced.shapes(List.of(1), String::valueOf, item -> {
            throw Parameters.bad("x", "is wrong");
        }));
    }
}
