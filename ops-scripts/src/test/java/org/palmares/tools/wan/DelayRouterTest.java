package org.palmares.tools.wan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class DelayRouterTest {

    private static final Duration DELAY = Duration.ofMillis(60);

    private final TestLine here = new TestLine();
    private final TestLine near = new TestLine();
    private final TestLine far = new TestLine();

    @Test
    void bringsAPacketToItsLineAfterTheTimeBetweenTheTwo() throws InterruptedException {
        start();
        long begin = System.nanoTime();
        here.in.add(packet(2, 7));
        assertNotNull(far.out.take());
        assertTrue(System.nanoTime() - begin >= DELAY.toNanos(), "not before its time");
        assertTrue(near.out.isEmpty());
    }

    @Test
    void keepsThemInOrder() throws InterruptedException {
        start();
        for (int i = 0; i < 100; i++) {
            here.in.add(packet(2, i));
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(i, far.out.take()[20]);
        }
    }

    @Test
    void aFarLineDoesNotHoldUpANearOne() throws InterruptedException {
        start();
        here.in.add(packet(2, 1));
        here.in.add(packet(1, 2));
        assertEquals(2, near.out.take()[20]);
        assertNull(far.out.poll());
    }

    @Test
    void whatGoesNowhereIsDroppedAndNothingElse() throws InterruptedException {
        start();
        here.in.add(packet(9, 1));
        here.in.add(new byte[] {0x60, 0, 0});
        here.in.add(packet(1, 3));
        assertEquals(3, near.out.take()[20]);
    }

    @Test
    void theDistancesAreThoseOfTheDataCentres() {
        int paris = Distances.placeOf("paris");
        int madrid = Distances.placeOf("madrid");
        int barcelona = Distances.placeOf("barcelona");
        assertEquals(Duration.ofMillis(10), Distances.oneWay(paris, madrid));
        assertEquals(Duration.ofMillis(10), Distances.oneWay(barcelona, paris));
        assertEquals(Duration.ofMillis(5), Distances.oneWay(madrid, barcelona));
        assertEquals(Duration.ZERO, Distances.oneWay(0, paris));
        assertEquals(Duration.ZERO, Distances.oneWay(madrid, 0));
    }

    private void start() {
        new DelayRouter(List.of(here, near, far), (from, to) -> to == 2 ? DELAY : Duration.ZERO).start();
    }

    private static byte[] packet(int line, int mark) {
        byte[] packet = new byte[21];
        packet[0] = 0x45;
        packet[18] = (byte) line;
        packet[20] = (byte) mark;
        return packet;
    }

    private static final class TestLine implements Line {
        private final BlockingQueue<byte[]> in = new LinkedBlockingQueue<>();
        private final BlockingQueue<byte[]> out = new LinkedBlockingQueue<>();

        @Override
        public int read(byte[] buffer) throws IOException {
            try {
                byte[] packet = in.take();
                System.arraycopy(packet, 0, buffer, 0, packet.length);
                return packet.length;
            } catch (InterruptedException ended) {
                throw new IOException(ended);
            }
        }

        @Override
        public void write(byte[] packet) {
            out.add(packet);
        }
    }
}
