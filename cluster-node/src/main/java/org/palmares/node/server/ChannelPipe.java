package org.palmares.node.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.nio.charset.StandardCharsets;

/** The rest of a connection, as chunks or plain; past the codec, for every piece is ready for the wire already. */
final class ChannelPipe implements Pipe {

    private static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ChannelHandlerContext wire;
    private final boolean chunked;
    private final Runnable ended;

    /** @param ended is called by the connection's thread once the end is written */
    ChannelPipe(ChannelHandlerContext context, boolean chunked, Runnable ended) {
        this.wire = context.pipeline().context(HttpResponseEncoder.class);
        this.chunked = chunked;
        this.ended = ended;
    }

    @Override
    public PipeThread thread() {
        return new LoopThread(wire.channel().eventLoop());
    }

    @Override
    public boolean isReady() {
        return wire.channel().isWritable();
    }

    @Override
    public void write(Piece piece) {
        Copies.write(chunked ? piece.chunk() : piece.plain(), wire);
    }

    @Override
    public void flush() {
        wire.flush();
    }

    @Override
    public void end(Ending why) {
        wire.writeAndFlush(chunked ? Unpooled.wrappedBuffer(LAST) : Unpooled.EMPTY_BUFFER).addListener(done -> ended.run());
    }

    @Override
    public void cut(Ending why) {
        wire.close();
    }
}
