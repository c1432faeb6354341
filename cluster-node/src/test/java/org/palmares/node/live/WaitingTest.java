package org.palmares.node.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.palmares.node.live.rendering.JsonText;

/** What waits for a slow reader stays small. */
class WaitingTest {

    private final Waiting waiting = new Waiting();

    private static LiveFrame frame(Object subject, int bytes) {
        return new LiveFrame(subject, new Object(), "test", Optional.empty(), new JsonText(new byte[bytes]));
    }

    @Test
    void onlyTheNewestOfASubjectWaitsAndComesWhenItCame() {
        LiveFrame newest = frame("a", 3);
        waiting.put(frame("a", 1));
        waiting.put(frame("b", 2));
        waiting.put(newest);
        assertEquals("b", waiting.take().orElseThrow().subject());
        assertEquals(Optional.of(newest), waiting.take());
        assertEquals(Optional.empty(), waiting.take());
    }

    @Test
    void tooManyFramesOverflowOnce() {
        for (int i = 0; i < Waiting.FRAMES_MAX; i++) {
            assertTrue(waiting.put(frame(i, 1)));
        }
        assertFalse(waiting.put(frame("one more", 1)));
        assertEquals(0, waiting.size(), "nothing is kept for who is cut off");
        assertTrue(waiting.put(frame("later", 1)));
        assertEquals(0, waiting.size());
    }

    @Test
    void tooManyBytesOverflowButASingleFrameMayBeOfAnySize() {
        assertTrue(waiting.put(frame("a", Waiting.BYTES_MAX + 1)));
        assertTrue(waiting.put(frame("a", Waiting.BYTES_MAX + 2)));
        assertFalse(waiting.put(frame("b", 1)));
    }

    @Test
    void whatWasPutInWhileAValueWasMadeIsNotDroppedWithWhatIsOlder() {
        waiting.put(frame("a", 1));
        long before = waiting.puts();
        waiting.put(frame("a", 2));
        waiting.drop("a", before);
        assertEquals(1, waiting.size());
        waiting.drop("a", waiting.puts());
        assertEquals(0, waiting.size());
    }
}
