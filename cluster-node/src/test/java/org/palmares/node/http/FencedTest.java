package org.palmares.node.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.palmares.node.board.Fence;
import org.palmares.node.http.problem.ProblemException;

class FencedTest {

    private final List<String> leftOut = new ArrayList<>();
    private final Fence fence = new Fence(leftOut::add);

    private static int shape(Integer item) {
        if (item == 2) {
            throw new ArithmeticException("two");
        }
        return item * 10;
    }

    @Test
    void oneItemThatThrowsIsLeftOutAndCounted() {
        assertEquals(List.of(10, 30), Fenced.shapes(fence, List.of(1, 2, 3), String::valueOf, FencedTest::shape));
        assertEquals(List.of(3), Fenced.filter(fence, Stream.of(1, 2, 3), String::valueOf, item -> shape(item) > 10).toList());
        assertEquals(List.of("listed", "listed"), leftOut);
    }

    @Test
    void whatIsWrongWithTheQuestionIsAnsweredAndNotFenced() {
        assertThrows(ProblemException.class, () -> Fenced.shapes(fence, List.of(1), String::valueOf, item -> {
            throw Parameters.bad("x", "is wrong");
        }));
    }
}
