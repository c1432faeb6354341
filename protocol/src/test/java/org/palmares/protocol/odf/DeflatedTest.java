package org.palmares.protocol.odf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;
import org.junit.jupiter.api.Test;

class DeflatedTest {

    @Test
    void givesTheSameAsSomethingThatNeverPackedBefore() {
        for (byte[] bytes : samples()) {
            assertArrayEquals(packedAlone(bytes), Deflated.of(bytes));
        }
    }

    @Test
    void givesTheSameWhenManyPackAtOnce() {
        List<byte[]> samples = samples();
        IntStream.range(0, 400).parallel().forEach(i -> {
            byte[] bytes = samples.get(i % samples.size());
            assertArrayEquals(packedAlone(bytes), Deflated.of(bytes));
        });
    }

    @Test
    void isUnpackedToWhatItWas() throws IOException {
        for (byte[] bytes : samples()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (InflaterOutputStream inflating = new InflaterOutputStream(out, new Inflater(true))) {
                inflating.write(Deflated.of(bytes));
            }
            assertArrayEquals(bytes, out.toByteArray());
        }
    }

    /** With its sum and length, which are read strictly. */
    @Test
    void makesGzip() throws IOException {
        for (byte[] bytes : samples()) {
            byte[] gzip = Deflated.gzip(bytes);
            assertArrayEquals(bytes, new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes());
            assertEquals(Deflated.of(bytes).length + 18, gzip.length);
        }
    }

    /** Read by one who never sees an end: after each part all of it is there, whatever came before and whatever follows. */
    @Test
    void makesPartsOfAStreamThatAreReadAsSoonAsTheyAreThere() throws Exception {
        Inflater inflater = new Inflater(true);
        for (int round = 0; round < 3; round++) {
            for (byte[] bytes : samples()) {
                assertArrayEquals(bytes, inflated(inflater, Deflated.part(bytes), bytes.length));
                byte[] some = Arrays.copyOf(bytes, Math.min(bytes.length, 0xFFFF));
                assertArrayEquals(some, inflated(inflater, Deflated.storedPart(some), some.length));
            }
        }
        assertThrows(IllegalArgumentException.class, () -> Deflated.storedPart(new byte[0x10000]));
    }

    private static byte[] inflated(Inflater inflater, byte[] part, int length) throws Exception {
        inflater.setInput(part);
        byte[] out = new byte[length + 1];
        int read = 0;
        for (int more = inflater.inflate(out); more > 0; more = inflater.inflate(out, read, out.length - read)) {
            read += more;
        }
        return Arrays.copyOf(out, read);
    }

    /** Nothing, little, much that repeats itself, and much that does not. */
    private static List<byte[]> samples() {
        byte[] random = new byte[300_000];
        new SplittableRandom(1).nextBytes(random);
        return List.of(new byte[0], "<OdfBody/>".getBytes(), "<Result Rank=\"1\"/>\n".repeat(9_000).getBytes(), random, new byte[100_000]);
    }

    private static byte[] packedAlone(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] out = new byte[bytes.length + 1_000];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }
}
