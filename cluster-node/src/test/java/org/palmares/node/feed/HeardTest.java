package org.palmares.node.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.palmares.protocol.contract.FeedCursor;

class HeardTest {

    @Test
    void onlyWhatHasNoGapIsComplete() {
        Heard heard = new Heard(10);
        heard.add(11);
        heard.add(13);
        heard.add(14);
        assertEquals(11, heard.complete());
        assertArrayEquals(new long[] {12, 12}, heard.missing(20));
        heard.add(12);
        assertEquals(14, heard.complete());
        assertArrayEquals(new long[] {15, 20}, heard.missing(20));
    }

    @Test
    void repeatsAndOldNumbersChangeNothing() {
        Heard heard = new Heard(10);
        heard.add(3);
        heard.add(11);
        heard.add(11);
        assertEquals(11, heard.complete());
    }

    @Test
    void numbersThatWillNeverComeAreSkipped() {
        Heard heard = new Heard(10);
        heard.add(16);
        heard.skipTo(15);
        assertEquals(16, heard.complete());
        heard.skipTo(5);
        assertEquals(16, heard.complete());
    }

    @Test
    void aCursorIsReadAsItIsWritten() {
        FeedCursor cursor = FeedCursor.parse("b3-m7-p12").orElseThrow();
        assertEquals("b3-m7-p12", cursor.toString());
        assertEquals(cursor, FeedCursor.parse("p12-m7-b3").orElseThrow());
        assertEquals(Optional.empty(), FeedCursor.parse("p12-m7\ndata: x"));
        assertTrue(FeedCursor.parse("").isEmpty());
    }
}
