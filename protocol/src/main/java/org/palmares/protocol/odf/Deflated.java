package org.palmares.protocol.odf;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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

    private static final BlockingQueue<Deflater> KEPT = new ArrayBlockingQueue<>(KEPT_MAX);

    private Deflated() {}

    /** {@code bytes} deflated (RFC 1951); the same bytes always give the same. */
    public static byte[] of(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        pack(bytes, out);
        return out.toByteArray();
    }

    /** {@code bytes} as a gzip file (RFC 1952). */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        out.writeBytes(GZIP_HEAD);
        pack(bytes, out);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        long tail = (long) bytes.length << Integer.SIZE | sum.getValue();
        for (int i = 0; i < GZIP_TAIL_BYTES; i++) {
            out.write((int) (tail >>> i * Byte.SIZE));
        }
        return out.toByteArray();
    }

    private static void pack(byte[] bytes, ByteArrayOutputStream out) {
        Deflater known = KEPT.poll();
        Deflater deflater = known == null ? new Deflater(Deflater.DEFAULT_COMPRESSION, true) : known;
        boolean sound = false;
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] piece = new byte[PIECE];
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            deflater.reset();
            sound = KEPT.offer(deflater);
        } finally {
            if (!sound) {
                deflater.end();
            }
        }
    }
}
