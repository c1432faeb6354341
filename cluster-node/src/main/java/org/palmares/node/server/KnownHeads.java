package org.palmares.node.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Requests that were answered with what was ready, as they came, byte for byte: whoever sends the same again need not be read. Many do, for programs of
 * one kind ask for one thing in the same words. The last few of a thread; used by it alone.
 */
final class KnownHeads {

    /** Each may hold a small answer: a megabyte at most. */
    static final int KEPT = 64;

    static final int BYTES_MAX = 1_024;

    private static final FastThreadLocal<KnownHeads> OF_THREAD = new FastThreadLocal<>() {
        @Override
        protected KnownHeads initialValue() {
            return new KnownHeads();
        }
    };

    /**
     * One of them.
     *
     * @param bytes all of the request
     * @param request what was read of them
     * @param head the same
     * @param given what it was answered with
     */
    record Known(ByteBuf bytes, HttpRequest request, Head head, Ready.Standing given) {}

    private final Known[] known = new Known[KEPT];

    static KnownHeads ofThread() {
        return OF_THREAD.get();
    }

    /** The one of which {@code bytes} is a repetition; null where none is. */
    Known find(ByteBuf bytes) {
        if (bytes.readableBytes() > BYTES_MAX) {
            return null;
        }
        Known there = known[slot(bytes)];
        return there != null && ByteBufUtil.equals(there.bytes(), bytes) ? there : null;
    }

    /** A copy of {@code bytes} that may be kept; null where they are too many, or begin neither GET nor HEAD. */
    static byte[] copy(ByteBuf bytes) {
        int first = bytes.isReadable() ? bytes.getByte(bytes.readerIndex()) : 0;
        return bytes.readableBytes() > BYTES_MAX || first != 'G' && first != 'H' ? null : ByteBufUtil.getBytes(bytes);
    }

    /** What it was answered with holds no more. */
    void forget(Known old) {
        known[slot(old.bytes())] = null;
    }

    /** {@code request} came as {@code bytes}, and was given what is given to it again. */
    void learn(byte[] bytes, HttpRequest request, Ready.Standing given) {
        ByteBuf as = Unpooled.wrappedBuffer(bytes);
        if (given.ready().isSmall()) {
            Head.kept(request).ifPresent(head -> known[slot(as)] = new Known(as, request, head, given));
        }
    }

    private static int slot(ByteBuf bytes) {
        return Math.floorMod(ByteBufUtil.hashCode(bytes), KEPT);
    }
}
