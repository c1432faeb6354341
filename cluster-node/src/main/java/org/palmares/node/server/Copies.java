package org.palmares.node.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * What a thread writes to many connections, one after the other: its bytes are outside the heap once, and not once for each. What it wrote last
 * is kept until it writes other things, so nobody has to say when all have it. Used by one thread.
 */
final class Copies {

    /** Few: the same is written in more than one form, and a few things may be written in turn. */
    static final int KEPT = 4;

    private static final FastThreadLocal<Copies> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected Copies initialValue() {
            return new Copies();
        }

        @Override
        protected void onRemoval(Copies copies) {
            copies.release();
        }
    };

    private final byte[][] written = new byte[KEPT][];
    private final ByteBuf[] copies = new ByteBuf[KEPT];
    private int next;

    /** Writes {@code bytes} to {@code wire}; they go out with the next flush, or at once. */
    static void write(byte[] bytes, ChannelHandlerContext wire) {
        if (wire.executor().inEventLoop()) {
            OF_THREAD.get().give(bytes, wire);
        } else {
            wire.write(Unpooled.wrappedBuffer(bytes), wire.voidPromise());
        }
    }

    private void give(byte[] bytes, ChannelHandlerContext wire) {
        int which = find(bytes);
        if (which < 0) {
            // The first gets them as they are: most of what is told to one is told to nobody else.
            forget(next);
            written[next] = bytes;
            next = (next + 1) % KEPT;
            wire.write(Unpooled.wrappedBuffer(bytes), wire.voidPromise());
            return;
        }
        if (copies[which] == null) {
            copies[which] = wire.alloc().directBuffer(bytes.length, bytes.length).writeBytes(bytes);
        }
        int done = EagerChannel.writeNow(wire.channel(), copies[which]);
        if (done < bytes.length) {
            wire.write(copies[which].retainedSlice(done, bytes.length - done), wire.voidPromise());
        }
    }

    private int find(byte[] bytes) {
        for (int i = 0; i < KEPT; i++) {
            if (written[i] == bytes) {
                return i;
            }
        }
        return -1;
    }

    private void forget(int which) {
        written[which] = null;
        if (copies[which] != null) {
            copies[which].release();
            copies[which] = null;
        }
    }

    private void release() {
        for (int i = 0; i < KEPT; i++) {
            forget(i);
        }
    }
}
