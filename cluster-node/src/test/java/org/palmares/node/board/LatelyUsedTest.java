package org.palmares.node.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatelyUsedTest {

    private final List<String> made = new ArrayList<>();
    private final LatelyUsed<String> lately = new LatelyUsed<>(100);

    @Test
    void isBoundedInBytesAndForgetsWhatWasUsedLongestAgo() {
        get("a", 40);
        get("b", 40);
        get("a", 40);
        get("c", 40);

        assertEquals(80, lately.bytes());
        get("a", 40);
        assertEquals(List.of("a", "b", "c"), made, "a was used after b, so b went");
        get("b", 40);
        assertEquals(List.of("a", "b", "c", "b"), made);
        assertTrue(lately.bytes() <= 100 && lately.size() == 2);
    }

    @Test
    void whatIsGreaterThanTheBoundIsGivenAndNotKept() {
        get("a", 60);
        assertEquals("great", get("great", 101));
        assertEquals(60, lately.bytes());
        get("great", 101);
        assertEquals(List.of("a", "great", "great"), made);
    }

    private String get(String key, long bytes) {
        return lately.get(
                key,
                () -> {
                    made.add(key);
                    return key;
                },
                value -> bytes);
    }
}
