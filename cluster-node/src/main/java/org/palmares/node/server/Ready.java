package org.palmares.node.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** An answer that is given again and again, as it goes over the wire; only its date, and one header of each time, are put in. Safe for use from any thread. */
public final class Ready {

    private static final byte[] END = {'\r', '\n', '\r', '\n'};
    private static final byte[] NONE = {};
    /** What is smaller is copied sooner than told of. */
    private static final int SHARED_FROM_BYTES = 16 * 1024;
    private static final int EACH_TIME_BYTES = 160;

    private final int status;
    private final byte[] head;
    private final byte[] body;
    private final ByteBuf shared;

    private Ready(int status, byte[] head, byte[] body) {
        this.status = status;
        this.head = head;
        boolean large = body.length >= SHARED_FROM_BYTES;
        this.body = large ? NONE : body;
        this.shared = large ? Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(body.length).put(body).flip().asReadOnlyBuffer())) : Unpooled.EMPTY_BUFFER;
    }

    /**
     * An answer to what one head asks for.
     *
     * @param holds whether it would be the same now; asked often, so it has to be quick
     */
    public record Standing(Ready ready, BooleanSupplier holds) {}

    /**
     * What is given this time.
     *
     * @param header name of the header that differs each time
     * @param value its value, in ASCII
     */
    public record Now(Standing standing, String header, String value) {

        /** Writes it: at once as much as the connection takes. */
        ChannelFuture write(ChannelHandlerContext wire, boolean onlyHead) {
            Ready ready = standing.ready();
            ByteBuf bytes = bytes(ready, wire.alloc(), onlyHead);
            if (!onlyHead && ready.shared.isReadable()) {
                wire.write(bytes, wire.voidPromise());
                return wire.writeAndFlush(ready.shared.duplicate());
            }
            bytes.skipBytes(EagerChannel.writeNow(wire.channel(), bytes));
            if (bytes.isReadable()) {
                return wire.writeAndFlush(bytes);
            }
            bytes.release();
            return wire.newSucceededFuture();
        }

        private ByteBuf bytes(Ready ready, ByteBufAllocator allocator, boolean onlyHead) {
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

    /** Whether it is so small that it costs little to hold it. */
    boolean isSmall() {
        return !shared.isReadable();
    }
}
