package org.palmares.node.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * What goes over a link. Each is a length of four bytes, which do not count, a byte that says of what kind it is, and its parts in their order; numbers
 * are big-endian, texts are UTF-8 behind a length of two bytes. Never another meaning for a kind: the next release talks to this one.
 */
sealed interface Frame {

    /** Longest frame that is read, in bytes; as the cluster's own. Only answers come near it: see {@link Links#FORM_LONGEST}. */
    int LONGEST = 16 << 20;
    /** The same before the other side said who it is. */
    int LONGEST_FIRST = 1 << 10;
    /** The first thing that each side says. */
    String GREETING = "palmares-link-1";
    int LENGTH_BYTES = 4;
    int TEXT_LONGEST = 0xffff;

    int HELLO = 1;
    int ALIVE = 2;
    int TELL = 3;
    int ASK = 4;
    int ANSWER = 5;
    int FAILED = 6;

    /**
     * Who is there; the first frame in both directions.
     *
     * @param address in the cluster, {@code host:port}
     * @param site its data centre
     * @param called the address of who is called; empty from who was called
     */
    record Hello(String greeting, String address, String site, String called) implements Frame {}

    /** Nothing else was said since the last look. */
    enum Alive implements Frame {
        SIGN
    }

    /** A message that nobody waits for. */
    record Tell(Form message) implements Frame {}

    /**
     * A message that is answered by an {@link Answer} or a {@link Failed} of the same number.
     *
     * @param to the competition's code
     */
    record Ask(long number, String to, Form message) implements Frame {}

    record Answer(long number, Form message) implements Frame {}

    record Failed(long number, String why) implements Frame {}

    /** Of a kind that a newer release knows. */
    record Unknown(int kind) implements Frame {}

    /** A message in the form of one of Pekko's serializers, which has the number {@code serializer}. */
    record Form(int serializer, String manifest, byte[] bytes) {}

    /** The bytes of {@code frame}, with their length before them. */
    static ByteBuf write(Frame frame, ByteBufAllocator memory) {
        ByteBuf out = memory.ioBuffer().writeInt(0);
        try {
            return write(frame, out).setInt(0, out.readableBytes() - LENGTH_BYTES);
        } catch (RuntimeException notToBeSent) {
            out.release();
            throw notToBeSent;
        }
    }

    private static ByteBuf write(Frame frame, ByteBuf out) {
        if (frame instanceof Hello hello) {
            return text(text(text(text(out.writeByte(HELLO), hello.greeting()), hello.address()), hello.site()), hello.called());
        } else if (frame instanceof Alive) {
            return out.writeByte(ALIVE);
        } else if (frame instanceof Tell tell) {
            return form(out.writeByte(TELL), tell.message());
        } else if (frame instanceof Ask ask) {
            return form(text(out.writeByte(ASK).writeLong(ask.number()), ask.to()), ask.message());
        } else if (frame instanceof Answer answer) {
            return form(out.writeByte(ANSWER).writeLong(answer.number()), answer.message());
        } else if (frame instanceof Failed failed) {
            return text(out.writeByte(FAILED).writeLong(failed.number()), failed.why());
        }
        throw new IllegalArgumentException("not to be sent: " + frame);
    }

    /** Reads a whole frame behind its length; throws {@link IndexOutOfBoundsException} where it is cut off. */
    static Frame read(ByteBuf in) {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case HELLO -> new Hello(text(in), text(in), text(in), text(in));
            case ALIVE -> Alive.SIGN;
            case TELL -> new Tell(form(in));
            case ASK -> new Ask(in.readLong(), text(in), form(in));
            case ANSWER -> new Answer(in.readLong(), form(in));
            case FAILED -> new Failed(in.readLong(), text(in));
            default -> new Unknown(kind);
        };
    }

    private static ByteBuf form(ByteBuf out, Form message) {
        return text(out.writeInt(message.serializer()), message.manifest()).writeBytes(message.bytes());
    }

    private static Form form(ByteBuf in) {
        int serializer = in.readInt();
        String manifest = text(in);
        byte[] bytes = new byte[in.readableBytes()];
        in.readBytes(bytes);
        return new Form(serializer, manifest, bytes);
    }

    private static ByteBuf text(ByteBuf out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > TEXT_LONGEST) {
            throw new IllegalArgumentException("a text of " + bytes.length + " bytes, " + TEXT_LONGEST + " are possible");
        }
        return out.writeShort(bytes.length).writeBytes(bytes);
    }

    private static String text(ByteBuf in) {
        int length = in.readUnsignedShort();
        String text = in.toString(in.readerIndex(), length, StandardCharsets.UTF_8);
        in.skipBytes(length);
        return text;
    }
}
