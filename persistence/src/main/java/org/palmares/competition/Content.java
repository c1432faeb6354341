package org.palmares.competition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.palmares.protocol.odf.Deflated;
import org.palmares.protocol.odf.Sha256;

/**
 * The bytes of a message as they came, kept deflated (RFC 1951): in memory, in the journal and between nodes. Large ones that no reader is shown
 * are kept elsewhere, and here is only what finds them again.
 */
public final class Content {

    private static final Content EMPTY = new Content(new byte[0], 0, "");

    private final byte[] deflated;
    private final int length;
    /** Empty where the bytes are here. */
    private final String address;

    private Content(byte[] deflated, int length, String address) {
        this.deflated = deflated;
        this.length = length;
        this.address = address;
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
        return new Content(Deflated.of(bytes), bytes.length, "");
    }

    /** Takes over what {@link #deflated()} and {@link #length()} gave; the array must not be changed afterwards. */
    public static Content packed(byte[] deflated, int length) {
        return length == 0 ? EMPTY : new Content(deflated, length, "");
    }

    /** Content that is kept elsewhere under {@code address}; {@link #bytes} is for who brought it back. */
    public static Content elsewhere(String address, int length) {
        return new Content(new byte[0], length, address);
    }

    /** Where the bytes are kept: the SHA-256 of the packed form, 64 hexadecimal characters; empty where they are here. */
    public String address() {
        return address;
    }

    /** Whether the bytes are here. */
    public boolean isHere() {
        return address.isEmpty();
    }

    /** The same with its bytes kept elsewhere. */
    public Content kept() {
        return elsewhere(Sha256.hex(deflated), length);
    }

    /** Bytes held in memory. */
    int heldBytes() {
        return deflated.length + address.length();
    }

    /**
     * The bytes as they came.
     *
     * @throws IllegalStateException if the packed form is damaged, or the bytes are kept elsewhere
     */
    public byte[] bytes() {
        if (!isHere()) {
            throw new IllegalStateException("the content is kept elsewhere, at " + address);
        }
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

    /** The packed form; empty where it is kept elsewhere; not to be changed. */
    public byte[] deflated() {
        return deflated;
    }

    /** Number of bytes unpacked. */
    public int length() {
        return length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && length == content.length
                && address.equals(content.address)
                && Arrays.equals(deflated, content.deflated);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(deflated) * 31 + address.hashCode();
    }

    @Override
    public String toString() {
        return isHere() && length <= 200 ? new String(bytes(), StandardCharsets.UTF_8) : length + " bytes";
    }
}
