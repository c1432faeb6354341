package org.palmares.node.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What many get is outside the heap once, for as long as somebody has to get it. */
class CopiesTest {

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final ChannelHandlerContext wire = channel.pipeline().lastContext();
    private final byte[] news = {1, 2, 3};

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private ByteBuf written(byte[] bytes) {
        Copies.write(bytes, wire);
        channel.flushOutbound();
        return channel.readOutbound();
    }

    private void writeOthers() {
        for (int i = 0; i < Copies.KEPT; i++) {
            written(new byte[] {9}).release();
        }
    }

    @Test
    void allButTheFirstShareOneBuffer() {
        written(news).release();
        ByteBuf second = written(news);
        ByteBuf third = written(news);
        assertTrue(second.isDirect());
        assertSame(second.unwrap(), third.unwrap());
        second.skipBytes(2);
        assertEquals("010203", ByteBufUtil.hexDump(third), "each is read for itself");

        ByteBuf copy = third.unwrap();
        second.release();
        third.release();
        assertEquals(1, copy.refCnt(), "the next may come");
        writeOthers();
        assertEquals(0, copy.refCnt());
    }

    @Test
    void whoHasNotReadAllKeepsItWhateverIsWrittenMeanwhile() {
        written(news).release();
        ByteBuf slow = written(news);
        writeOthers();
        assertEquals("010203", ByteBufUtil.hexDump(slow));
        ByteBuf copy = slow.unwrap();
        slow.release();
        assertEquals(0, copy.refCnt());
    }

    @Test
    void formsThatAreWrittenInTurnAreEachThereOnce() {
        byte[] other = {4};
        written(news).release();
        written(other).release();
        ByteBuf first = written(news);
        ByteBuf second = written(other);
        ByteBuf third = written(news);
        assertSame(first.unwrap(), third.unwrap());
        first.release();
        second.release();
        third.release();
        writeOthers();
    }
}
