package org.palmares.protocol.odf;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Packs bytes. What zlib works in, 260 KiB, is kept for the next: to get that from the system and give it back each time took up to twenty times as long
 * as to pack a result, by the luck of the thread.
 */
public final class Deflated {

    private static final int KEPT_MAX = 8;
    private static final int PIECE = 8 * 1024;
    private static final byte[] GZIP_HEAD = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int GZIP_TAIL_BYTES = 8;
    private static final int STORED_HEAD_BYTES = 5;
    private static final int STORED_MAX = 0xFFFF;

    private static final BlockingQueue<Deflater> KEPT = new ArrayBlockingQueue<>(KEPT_MAX);

    private Deflated() {}

    /** {@code bytes} deflated (RFC 1951); the same bytes always give the same. */
    public static byte[] of(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        pack(bytes, out);
        return out.toByteArray();
    }

    /** What a gzip file begins with (RFC 1952, 2.3). */
    public static byte[] gzipHead() {
        return GZIP_HEAD.clone();
    }

    /**
     * {@code bytes} as a part of a deflated stream: it needs nothing of what is before it, can be read to its last byte as soon as it is there, and any other part
     * may follow (an empty stored block ends it; RFC 1951, 3.2.4).
     */
    public static byte[] part(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        with(deflater -> {
            deflater.setInput(bytes);
            byte[] piece = new byte[PIECE];
            int made;
            do {
                made = deflater.deflate(piece, 0, PIECE, Deflater.SYNC_FLUSH);
                out.write(piece, 0, made);
            } while (made == PIECE);
        });
        return out.toByteArray();
    }

    /** The same without packing: five bytes more than {@code bytes}, of which there are no more than 65,535. */
    public static byte[] storedPart(byte[] bytes) {
        if (bytes.length > STORED_MAX) {
            throw new IllegalArgumentException(bytes.length + " bytes are too many for a stored block");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(STORED_HEAD_BYTES + bytes.length);
        out.write(0);
        little(bytes.length, Short.BYTES, out);
        little(~bytes.length, Short.BYTES, out);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    /** {@code bytes} as a gzip file (RFC 1952). */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        out.writeBytes(GZIP_HEAD);
        pack(bytes, out);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        little((long) bytes.length << Integer.SIZE | sum.getValue(), GZIP_TAIL_BYTES, out);
        return out.toByteArray();
    }

    private static void little(long number, int bytes, ByteArrayOutputStream out) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (number >>> i * Byte.SIZE));
        }
    }

    private static void pack(byte[] bytes, ByteArrayOutputStream out) {
        with(deflater -> {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] piece = new byte[PIECE];
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
        });
    }

    private static void with(Consumer<Deflater> packing) {
        Deflater known = KEPT.poll();
        Deflater deflater = known == null ? new Deflater(Deflater.DEFAULT_COMPRESSION, true) : known;
        boolean sound = false;
        try {
            packing.accept(deflater);
            deflater.reset();
            sound = KEPT.offer(deflater);
        } finally {
            if (!sound) {
                deflater.end();
            }
        }
    }
}
