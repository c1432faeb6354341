package org.palmares.node.live.rendering;

import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A JSON text that is sent to many. Safe for use from any thread. */
public final class JsonText {

    /** Bytes of a part; with what a transport puts around it, it is no more than 4 KiB, which is what many readers take at once. */
    static final int PART_MAX = 4_080;

    private final byte[] bytes;
    private volatile int[] ends;
    private volatile byte[] packed;

    /** @param bytes in UTF-8; not to be changed any more */
    public JsonText(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The text; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Number of bytes. */
    public int size() {
        return bytes.length;
    }

    /**
     * Where parts of it end that a line takes, the last one with the text; looked for once. It is cut between tokens, where a line end means nothing;
     * only a single string that is longer makes a longer part. Not to be changed.
     */
    public int[] ends() {
        int[] known = ends;
        if (known == null) {
            known = bytes.length <= PART_MAX ? new int[] {bytes.length} : cut(bytes);
            ends = known;
        }
        return known;
    }

    /** What {@code packing} makes of it, made once by the first who asks. Not to be changed. */
    public byte[] packed(Supplier<byte[]> packing) {
        byte[] known = packed;
        if (known == null) {
            known = packing.get();
            packed = known;
        }
        return known;
    }

    private static int[] cut(byte[] json) {
        IntStream.Builder ends = IntStream.builder();
        int from = 0;
        int cut = 0;
        boolean inText = false;
        for (int i = 0; i < json.length; i++) {
            // A cut that was passed is needed as soon as this byte has no room.
            if (i - from >= PART_MAX && cut > from) {
                ends.add(cut);
                from = cut;
            }
            byte now = json[i];
            if (inText && now == '\\') {
                i++;
            } else if (now == '"') {
                inText = !inText;
            } else if (!inText && (now == ',' || now == '{' || now == '[' || now == ':')) {
                cut = i + 1;
            }
        }
        if (json.length - from > PART_MAX && cut > from) {
            ends.add(cut);
        }
        return ends.add(json.length).build().toArray();
    }
}
