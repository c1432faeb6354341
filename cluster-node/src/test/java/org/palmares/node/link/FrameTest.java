package org.palmares.node.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.palmares.node.link.Frame.Alive;
import org.palmares.node.link.Frame.Answer;
import org.palmares.node.link.Frame.Ask;
import org.palmares.node.link.Frame.Failed;
import org.palmares.node.link.Frame.Form;
import org.palmares.node.link.Frame.Hello;
import org.palmares.node.link.Frame.Tell;
import org.palmares.node.link.Frame.Unknown;

/** What nodes of two releases have to understand of each other. */
class FrameTest {

    /** Not looked after by the detector of leaks, which other tests ask. */
    private static final ByteBufAllocator MEMORY = new UnpooledByteBufAllocator(false, true);
    private static final Form FORM = new Form(7_240_103, "beat-1", new byte[] {1, 2, 3});

    private static ByteBuf written(Frame frame) {
        return Frame.write(frame, MEMORY);
    }

    private static Frame read(ByteBuf bytes) {
        assertEquals(bytes.readableBytes() - Frame.LENGTH_BYTES, bytes.readInt());
        Frame frame = Frame.read(bytes);
        assertEquals(0, bytes.readableBytes());
        return frame;
    }

    private static void assertForm(Form form) {
        assertEquals(FORM.serializer(), form.serializer());
        assertEquals(FORM.manifest(), form.manifest());
        assertArrayEquals(FORM.bytes(), form.bytes());
    }

    @Test
    void eachComesOutAsItWentIn() {
        for (Frame frame : List.of(
                new Hello(Frame.GREETING, "10.1.0.11:8301", "paris", "10.2.0.11:8301"), Alive.SIGN, new Failed(Long.MAX_VALUE, "Überfüllt"))) {
            assertEquals(frame, read(written(frame)));
        }
        assertForm(assertInstanceOf(Tell.class, read(written(new Tell(FORM)))).message());
        Ask ask = assertInstanceOf(Ask.class, read(written(new Ask(5, "SG2030 ATHM100M", FORM))));
        assertEquals(5, ask.number());
        assertEquals("SG2030 ATHM100M", ask.to());
        assertForm(ask.message());
        Answer answer = assertInstanceOf(Answer.class, read(written(new Answer(6, FORM))));
        assertEquals(6, answer.number());
        assertForm(answer.message());
    }

    /** Never to be changed: nodes of the release before send and read these. */
    @Test
    void theBytesStayWhatTheyAre() {
        assertEquals(
                "00000028" + "01" + "000f70616c6d617265732d6c696e6b2d31" + "0008" + "613a383330313132" + "0005" + "7061726973" + "0003" + "623a31",
                ByteBufUtil.hexDump(written(new Hello(Frame.GREETING, "a:830112", "paris", "b:1"))));
        assertEquals("00000010" + "03" + "006e79a7" + "0006" + "626561742d31" + "010203", ByteBufUtil.hexDump(written(new Tell(FORM))));
        assertEquals("00000001" + "02", ByteBufUtil.hexDump(written(Alive.SIGN)));
        assertEquals("0000001b" + "04" + "0000000000000005" + "0001" + "41" + "006e79a7" + "0006" + "626561742d31" + "010203",
                ByteBufUtil.hexDump(written(new Ask(5, "A", FORM))));
        assertEquals("00000018" + "05" + "0000000000000005" + "006e79a7" + "0006" + "626561742d31" + "010203",
                ByteBufUtil.hexDump(written(new Answer(5, FORM))));
        assertEquals("0000000c" + "06" + "0000000000000005" + "0001" + "41", ByteBufUtil.hexDump(written(new Failed(5, "A"))));
    }

    @Test
    void whatHasNoFormIsNotCutShort() {
        assertThrows(IllegalArgumentException.class, () -> written(new Failed(1, "x".repeat(0x10000))));
        assertThrows(IllegalArgumentException.class, () -> written(new Unknown(9)));
    }

    @Test
    void aKindOfANewerReleaseIsSkipped() {
        assertEquals(new Unknown(99), Frame.read(Unpooled.wrappedBuffer(new byte[] {99, 1, 2, 3})));
    }

    @Test
    void whatIsCutOffOrRandomIsNotReadAsSomethingElse() {
        byte[] whole = ByteBufUtil.getBytes(written(new Ask(5, "A", FORM)));
        for (int length = Frame.LENGTH_BYTES; length < Frame.LENGTH_BYTES + 18; length++) {
            ByteBuf cut = Unpooled.wrappedBuffer(whole, Frame.LENGTH_BYTES, length - Frame.LENGTH_BYTES);
            assertThrows(IndexOutOfBoundsException.class, () -> Frame.read(cut));
        }
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            try {
                Frame.read(Unpooled.wrappedBuffer(bytes));
            } catch (IndexOutOfBoundsException cutOff) {
                // As promised.
            }
        }
    }
}
