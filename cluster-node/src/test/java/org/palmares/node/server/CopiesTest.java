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

    private void writeOthers() {
        for (int i = 0; i < Copies.KEPT; i++) {
            Copies.of(new byte[] {9}, wire).release();
        }
    }

    @Test
    void allButTheFirstShareOneBuffer() {
        Copies.of(news, wire).release();
        ByteBuf second = Copies.of(news, wire);
        ByteBuf third = Copies.of(news, wire);
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
        Copies.of(news, wire).release();
        ByteBuf slow = Copies.of(news, wire);
        writeOthers();
        assertEquals("010203", ByteBufUtil.hexDump(slow));
        ByteBuf copy = slow.unwrap();
        slow.release();
        assertEquals(0, copy.refCnt());
    }

    @Test
    void formsThatAreWrittenInTurnAreEachThereOnce() {
        byte[] other = {4};
        Copies.of(news, wire).release();
        Copies.of(other, wire).release();
        ByteBuf first = Copies.of(news, wire);
        ByteBuf second = Copies.of(other, wire);
        ByteBuf third = Copies.of(news, wire);
        assertSame(first.unwrap(), third.unwrap());
        first.release();
        second.release();
        third.release();
        writeOthers();
    }
}
