package org.palmares.tools.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds the end of each answer on one connection (RFC 9112), and its status; the body is thrown away. */
final class AnswerReader {

    private static final int HEAD_MAX = 16 * 1024;
    private static final String VERSION = "http/1.1 ";
    private static final int STATUS_AT = VERSION.length();
    private static final int STATUS_LENGTH = 3;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CLOSE = "\r\nconnection: close";
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] head = new byte[HEAD_MAX];
    private int headLength;
    private int matched;
    private long bodyLeft = -1;
    private int status;
    private boolean last;

    /**
     * Takes what has come.
     *
     * @return whether an answer is whole
     * @throws IOException if it is none whose length is told
     */
    boolean take(ByteBuffer come) throws IOException {
        while (bodyLeft < 0 && come.hasRemaining()) {
            byte next = come.get();
            if (headLength == HEAD_MAX) {
                throw new IOException("the head of an answer is too long");
            }
            head[headLength++] = next;
            matched = next == HEAD_END[matched] ? matched + 1 : next == HEAD_END[0] ? 1 : 0;
            if (matched == HEAD_END.length) {
                readHead();
            }
        }
        if (bodyLeft < 0) {
            return false;
        }
        long body = Math.min(bodyLeft, come.remaining());
        come.position(come.position() + (int) body);
        bodyLeft -= body;
        return bodyLeft == 0;
    }

    private void readHead() throws IOException {
        String text = new String(head, 0, headLength, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        int length = text.indexOf(LENGTH);
        if (!text.startsWith(VERSION) || text.length() < STATUS_AT + STATUS_LENGTH) {
            throw new IOException("no answer of HTTP");
        }
        try {
            status = Integer.parseInt(text.substring(STATUS_AT, STATUS_AT + STATUS_LENGTH));
            if (status == NO_CONTENT || status == NOT_MODIFIED) {
                bodyLeft = 0;
            } else if (length < 0) {
                throw new IOException("an answer without Content-Length");
            } else {
                bodyLeft = Long.parseLong(text.substring(length + LENGTH.length(), text.indexOf('\r', length + 2)).strip());
            }
        } catch (NumberFormatException none) {
            throw new IOException("no answer of HTTP", none);
        }
        last = text.contains(CLOSE);
    }

    int status() {
        return status;
    }

    /** Whether the connection ends with this answer. */
    boolean last() {
        return last;
    }

    /** Ready for the next answer. */
    void next() {
        headLength = 0;
        matched = 0;
        bodyLeft = -1;
    }
}
