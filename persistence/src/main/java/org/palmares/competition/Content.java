package org.palmares.competition;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The bytes of a message as they came, kept deflated (RFC 1951): in memory, in the journal and between nodes. */
public final class Content {

    private static final Content EMPTY = new Content(new byte[0], 0);

    private final byte[] deflated;
    private final int length;

    private Content(byte[] deflated, int length) {
        this.deflated = deflated;
        this.length = length;
    }

    /** No bytes at all. */
    public static Content empty() {
        return EMPTY;
    }

    /** Packs {@code bytes}. */
    public static Content of(byte[] bytes) {
        if (bytes.length == 0) {
            return EMPTY;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return new Content(out.toByteArray(), bytes.length);
        } finally {
            deflater.end();
        }
    }

    /** Takes over what {@link #deflated()} and {@link #length()} gave; the array must not be changed afterwards. */
    public static Content packed(byte[] deflated, int length) {
        return length == 0 ? EMPTY : new Content(deflated, length);
    }

    /**
     * The bytes as they came.
     *
     * @throws IllegalStateException if the packed form is damaged
     */
    public byte[] bytes() {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] bytes = new byte[length];
            int done = 0;
            while (done < length) {
                int more = inflater.inflate(bytes, done, length - done);
                if (more == 0) {
                    throw new IllegalStateException("content ends after " + done + " of " + length + " bytes");
                }
                done += more;
            }
            return bytes;
        } catch (DataFormatException damaged) {
            throw new IllegalStateException("content is damaged", damaged);
        } finally {
            inflater.end();
        }
    }

    /** The packed form; not to be changed. */
    public byte[] deflated() {
        return deflated;
    }

    /** Number of bytes unpacked. */
    public int length() {
        return length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && length == content.length && Arrays.equals(deflated, content.deflated);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(deflated);
    }

    @Override
    public String toString() {
        return length <= 200 ? new String(bytes(), StandardCharsets.UTF_8) : length + " bytes";
    }
}
