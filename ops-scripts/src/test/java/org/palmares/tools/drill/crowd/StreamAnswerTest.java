package org.palmares.tools.drill.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An answer in chunks gives the same lines, however it is cut on its way. */
final class StreamAnswerTest {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "c\r\nevent: é\nda\r\n8;x=y\r\nta: 1\n\n\n\r\n0\r\n\r\n";
    private static final List<String> LINES = List.of("event: é", "data: 1", "", "");

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> taken(StreamAnswer answer, String text, int step) {
        List<String> lines = new ArrayList<>();
        ByteBuffer all = bytes(text);
        while (all.hasRemaining()) {
            ByteBuffer some = all.slice(all.position(), Math.min(step, all.remaining()));
            all.position(all.position() + some.remaining());
            answer.take(some, lines::add);
        }
        return lines;
    }

    @Test
    void linesAreWholeWhereverTheAnswerIsCut() {
        for (int step = 1; step <= ANSWER.length() + 1; step++) {
            StreamAnswer answer = new StreamAnswer();

            assertEquals(LINES, taken(answer, ANSWER, step), "in pieces of " + step);
            assertTrue(answer.isOver());
            assertEquals(200, answer.status());
        }
    }

    @Test
    void ofARefusalOnlyTheHeadIsRead() {
        StreamAnswer answer = new StreamAnswer();

        assertEquals(List.of(), taken(answer, "HTTP/1.1 503 Service Unavailable\r\nRETRY-AFTER: 3\r\nContent-Length: 2\r\n\r\n{}", 7));
        assertTrue(answer.isOver());
        assertEquals(503, answer.status());
        assertEquals(Optional.of("3"), answer.header("retry-after"));
    }

    @Test
    void aStreamThatIsNotOverIsNotTakenForOne() {
        StreamAnswer answer = new StreamAnswer();

        taken(answer, ANSWER.substring(0, ANSWER.length() - 5), 5);

        assertFalse(answer.isOver());
    }

    @Test
    void aLineWithoutEndIsGivenUpAtTheBound() {
        StreamAnswer answer = new StreamAnswer();
        String chunk = "x".repeat(1 << 16);

        taken(answer, ANSWER.substring(0, ANSWER.indexOf("c\r\n")), 4_096);
        for (int i = 0; i <= StreamAnswer.LINE_MAX / chunk.length() && !answer.isOver(); i++) {
            assertEquals(List.of(), taken(answer, "10000\r\n" + chunk + "\r\n", 1 << 17));
        }

        assertTrue(answer.isOver());
    }
}
