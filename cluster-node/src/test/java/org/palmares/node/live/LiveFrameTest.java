package org.palmares.node.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.palmares.node.server.Piece;

/** Whoever gets a frame, its bytes are made once for each form, and only where somebody gets them. */
class LiveFrameTest {

    private final AtomicInteger made = new AtomicInteger();
    private final LiveFrame.Form one = this::piece;
    private final LiveFrame.Form other = this::piece;
    private final LiveFrame frame = LiveFrames.of("result", Optional.of("p1"), Map.of());

    private Piece piece(LiveFrame of) {
        made.incrementAndGet();
        return new Piece(of.data().bytes());
    }

    @Test
    void manyReadersAtOnceShareTheBytes() {
        List<Piece> pieces = IntStream.range(0, 10_000).parallel().mapToObj(reader -> frame.in(one)).toList();
        pieces.forEach(piece -> assertSame(pieces.get(0), piece));
        assertEquals(1, made.get());
    }

    @Test
    void aFormThatNobodyReadsIsNotMade() {
        frame.in(one);
        assertEquals(1, made.get());
        frame.in(other);
        frame.in(one);
        assertEquals(2, made.get());
    }
}
