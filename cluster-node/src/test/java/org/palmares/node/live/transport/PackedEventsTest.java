package org.palmares.node.live.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.palmares.node.live.LiveFrame;
import org.palmares.node.live.LiveFrames;

/** Whoever unpacks the stream has each event, as others have it, before there is a next one. */
class PackedEventsTest {

    private static final List<Map<String, Object>> ROWS = IntStream.range(0, 40)
            .mapToObj(i -> Map.<String, Object>of("rank", i, "result", "9." + i, "name", "É, \"quoted\" {" + i))
            .toList();

    private static byte[] plain(LiveFrame frame) {
        return frame.in(ServerSentEvents.FORM).plain();
    }

    @Test
    @Timeout(30)
    void eachEventIsReadAsSoonAsItIsThere() throws IOException {
        try (PipedInputStream end = new PipedInputStream(1 << 20); PipedOutputStream wire = new PipedOutputStream(end)) {
            LiveFrame start = LiveFrames.of("start", Optional.of("p1"), Map.of("cursor", "p1"));
            LiveFrame first = LiveFrames.start("p1");
            wire.write(first.in(PackedEvents.FORM).plain());
            InputStream unpacked = new GZIPInputStream(end);
            String began = new String(unpacked.readNBytes(plain(first).length), StandardCharsets.UTF_8);
            assertTrue(began.matches("retry: \\d+\nevent: start\nid: p1\ndata: \\{\"cursor\":\"p1\"}\n\n"), began);
            for (LiveFrame frame : List.of(
                    start, LiveFrames.of("result", Optional.of("p2"), ROWS), LiveFrames.of("result", Optional.of("p3"), ROWS), LiveFrames.of("move", Optional.empty(), Map.of()))) {
                wire.write(frame.in(PackedEvents.FORM).plain());
                assertArrayEquals(plain(frame), unpacked.readNBytes(plain(frame).length));
            }
        }
    }

    /** In a whole stream only the first one begins it: all others are told in the middle of theirs. */
    @Test
    void onlyTheFirstBeginsTheStream() {
        byte[] first = LiveFrames.start("p1").in(PackedEvents.FORM).plain();
        assertEquals(0x1f, first[0]);
        assertEquals(0, LiveFrames.of("cursor", Optional.of("p1"), Map.of()).in(PackedEvents.FORM).plain()[0]);
    }

    /** As docs/LIVE.md says of Java: the end of a stream is not that of a gzip file. */
    @Test
    void theEndComesWithoutThatOfGzip() throws IOException {
        LiveFrame first = LiveFrames.start("p1");
        InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(first.in(PackedEvents.FORM).plain()));
        assertEquals(plain(first).length, unpacked.readNBytes(plain(first).length).length);
        assertThrows(EOFException.class, unpacked::read);
    }

    @Test
    void aResultTakesAThirdOrLessAndItsDataIsPackedOnceForWhateverReader() {
        LiveFrame frame = LiveFrames.of("result", Optional.of("p2"), ROWS);
        assertTrue(frame.in(PackedEvents.FORM).plain().length < plain(frame).length / 3);
        byte[] packed = frame.data().packed(() -> fail("it is packed already"));
        assertSame(packed, frame.data().packed(() -> fail("it is packed already")));
    }
}
