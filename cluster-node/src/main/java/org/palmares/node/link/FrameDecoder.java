package org.palmares.node.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;

/** Cuts what comes into frames. Whoever has not said who it is gets little memory, and is not heard before it has said it whole. */
final class FrameDecoder extends ByteToMessageDecoder {

    private final Link link;

    FrameDecoder(Link link) {
        this.link = link;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> frames) {
        boolean known = link.address().isPresent();
        if (known) {
            link.heard();
        }
        if (in.readableBytes() < Frame.LENGTH_BYTES) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        if (length <= 0 || length > (known ? Frame.LONGEST : Frame.LONGEST_FIRST)) {
            throw new TooLongFrameException("a frame of " + length + " bytes");
        }
        if (in.readableBytes() >= Frame.LENGTH_BYTES + length) {
            frames.add(in.skipBytes(Frame.LENGTH_BYTES).readRetainedSlice(length));
        }
    }
}
