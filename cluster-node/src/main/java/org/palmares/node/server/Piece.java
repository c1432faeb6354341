package org.palmares.node.server;

import java.nio.charset.StandardCharsets;

/** Bytes that are written to many connections: made ready for the wire once. */
public final class Piece {

    private static final byte[] LINE_END = {'\r', '\n'};

    private final byte[] plain;
    private volatile byte[] chunk;

    /** @param plain is not changed any more */
    public Piece(byte[] plain) {
        this.plain = plain;
    }

    /** Number of bytes. */
    public int size() {
        return plain.length;
    }

    /** The bytes; not to be changed. */
    public byte[] plain() {
        return plain;
    }

    /** The same as a chunk (RFC 9112, 7.1); there is none of no bytes, which would be the end. */
    byte[] chunk() {
        byte[] made = chunk;
        if (made == null) {
            byte[] head = (Integer.toHexString(plain.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            made = new byte[plain.length == 0 ? 0 : head.length + plain.length + LINE_END.length];
            if (plain.length > 0) {
                System.arraycopy(head, 0, made, 0, head.length);
                System.arraycopy(plain, 0, made, head.length, plain.length);
                System.arraycopy(LINE_END, 0, made, head.length + plain.length, LINE_END.length);
            }
            chunk = made;
        }
        return made;
    }
}
