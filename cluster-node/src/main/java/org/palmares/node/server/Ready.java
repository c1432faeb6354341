package org.palmares.node.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** An answer that is given again and again, as it goes over the wire; only its date, and one header of each time, are put in. Safe for use from any thread. */
public final class Ready {

    private static final byte[] END = {'\r', '\n', '\r', '\n'};
    private static final int EACH_TIME_BYTES = 160;

    private final int status;
    private final byte[] head;
    private final byte[] body;

    private Ready(int status, byte[] head, byte[] body) {
        this.status = status;
        this.head = head;
        this.body = body;
    }

    /**
     * What is given this time.
     *
     * @param header name of the header that differs each time
     * @param value its value, in ASCII
     */
    public record Now(Ready ready, String header, String value) {

        ByteBuf bytes(ByteBufAllocator allocator, boolean onlyHead) {
            int length = onlyHead ? 0 : ready.body.length;
            ByteBuf bytes = allocator.directBuffer(ready.head.length + EACH_TIME_BYTES + length);
            bytes.writeBytes(ready.head).writeBytes(ResponseHeads.dateLine());
            ByteBufUtil.writeAscii(bytes, header);
            bytes.writeByte(':').writeByte(' ');
            ByteBufUtil.writeAscii(bytes, value);
            return bytes.writeBytes(END).writeBytes(ready.body, 0, length);
        }
    }

    /** {@code response} for a connection that stays. */
    public static Ready of(HttpResponse response) {
        int status = response.status().intValue();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(("HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        ResponseHeads.lasting(response).forEach(header -> head.writeBytes((header.getKey() + ": " + header.getValue() + "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
        return new Ready(status, head.toByteArray(), ResponseHeads.isBodiless(response) ? new byte[0] : ResponseHeads.bytes(response.entity()));
    }

    /** Its status. */
    public int status() {
        return status;
    }
}
