package org.palmares.node.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes that are written to many connections: made ready for the wire once, in each of the ways in which it is wanted. */
public final class Piece {

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte LAST_OF_TEXT = (byte) 0x81;
    private static final byte TWO_BYTES = 126;
    private static final byte EIGHT_BYTES = 127;
    private static final int FRAME_HEAD_MAX = 10;

    private final byte[] plain;
    private volatile byte[] chunk;
    private volatile byte[] message;

    /** @param plain is not changed any more */
    public Piece(byte[] plain) {
        this.plain = plain;
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
            made = plain.length == 0
                    ? plain
                    : ByteBuffer.allocate(head.length + plain.length + LINE_END.length).put(head).put(plain).put(LINE_END).array();
            chunk = made;
        }
        return made;
    }

    /** The same as a text message of one frame, as a server sends it (RFC 6455, 5.2). */
    byte[] message() {
        byte[] made = message;
        if (made == null) {
            ByteBuffer head = ByteBuffer.allocate(FRAME_HEAD_MAX).put(LAST_OF_TEXT);
            if (plain.length < TWO_BYTES) {
                head.put((byte) plain.length);
            } else if (plain.length <= 0xFFFF) {
                head.put(TWO_BYTES).putShort((short) plain.length);
            } else {
                head.put(EIGHT_BYTES).putLong(plain.length);
            }
            head.flip();
            made = ByteBuffer.allocate(head.remaining() + plain.length).put(head).put(plain).array();
            message = made;
        }
        return made;
    }
}
