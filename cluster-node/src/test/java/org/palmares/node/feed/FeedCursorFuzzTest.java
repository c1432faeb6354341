package org.palmares.node.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import org.palmares.protocol.contract.FeedCursor;

/** Any text as the cursor of a live reader. Jazzer makes them by hand (CONTRIBUTING.md), a normal build tries those that are kept. */
class FeedCursorFuzzTest {

    private static final FeedCursor HERE = FeedCursor.parse("b3-m7-p12").orElseThrow();

    @FuzzTest(maxDuration = "20m")
    void anyTextIsRefusedOrIsACursorThatComesBackFromItsText(byte[] input) {
        Optional<FeedCursor> parsed = FeedCursor.parse(new String(input, StandardCharsets.UTF_8));
        if (parsed.isEmpty()) {
            return;
        }
        FeedCursor cursor = parsed.get();
        assertEquals(parsed, FeedCursor.parse(cursor.toString()), "it comes back from its text");
        assertTrue(cursor.coversOfKnown(cursor));
        assertEquals(cursor, cursor.with(cursor));
        cursor.numbers().forEach((node, number) -> assertTrue(cursor.covers(node, number) && !cursor.covers(node, number + 1)));
        FeedCursor joined = HERE.with(cursor);
        assertTrue(joined.coversOfKnown(HERE) && joined.coversOfKnown(cursor), "what either has heard");
        assertEquals(new TreeMap<>(HERE.numbers()).keySet(), joined.numbers().keySet(), "of the nodes that this one knows");
    }
}
