package org.palmares.node.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PulsePaceTest {

    private final PulsePace pace = new PulsePace();
    private final List<Peer> peers = List.of(new Peer("madrid", message -> {}));

    @Test
    void isQuietWhereNothingIsNew() {
        settle();
        assertEquals(0, pulses(20, 7));
    }

    /** The number and the pulse may both be lost. */
    @Test
    void tellsOfANumberMoreThanOnce() {
        settle();
        assertTrue(pace.isDue(8, peers));
        assertTrue(pace.isDue(8, peers));
        assertTrue(pace.isDue(8, peers));
        assertFalse(pace.isDue(8, peers));
    }

    @Test
    void tellsAtEachTickWhileNumbersAreGiven() {
        settle();
        assertEquals(200, IntStream.range(0, 200).filter(i -> pace.isDue(8 + i, peers)).count());
    }

    @Test
    void tellsWhoIsNewForSeconds() {
        settle();
        List<Peer> more = List.of(peers.get(0), new Peer("barcelona", message -> {}));
        assertEquals(50, IntStream.range(0, 200).filter(i -> pace.isDue(7, more)).count());
    }

    private void settle() {
        pulses(100, 7);
    }

    private long pulses(int ticks, long number) {
        return IntStream.range(0, ticks).filter(i -> pace.isDue(number, peers)).count();
    }
}
