package org.palmares.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class AnswerReaderTest {

    private final AnswerReader reader = new AnswerReader();

    private boolean take(String text) throws IOException {
        return reader.take(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void findsTheEndHoweverItIsCut() throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX: \r\r\n\r\nabc";
        for (int i = 0; i < answer.length() - 1; i++) {
            assertFalse(take(answer.substring(i, i + 1)), "at " + i);
        }
        assertTrue(take("c"));
        assertEquals(200, reader.status());
        assertFalse(reader.last());
    }

    @Test
    void oneAfterTheOther() throws IOException {
        assertTrue(take("HTTP/1.1 304 Not Modified\r\n\r\n"));
        reader.next();
        assertTrue(take("HTTP/1.1 503 Service Unavailable\r\ncontent-length:0\r\nConnection: close\r\n\r\n"));
        assertEquals(503, reader.status());
        assertTrue(reader.last());
    }

    @Test
    void anAnswerWhoseLengthIsNotToldIsNotMeasured() {
        assertThrows(IOException.class, () -> take("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
        assertThrows(IOException.class, () -> new AnswerReader().take(ByteBuffer.wrap("SSH-2.0-OpenSSH\r\n\r\n".getBytes(StandardCharsets.US_ASCII))));
        assertThrows(IOException.class, () -> new AnswerReader().take(ByteBuffer.wrap("x\r\n\r\n".getBytes(StandardCharsets.US_ASCII))));
    }
}
