package org.palmares.tools.drill.crowd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the answer to one request for a stream as its bytes come: a head, and a body in chunks (RFC 9112, 7.1) of which the lines are told. Of
 * any other answer only the head is read. For one thread.
 */
final class StreamAnswer {

    /** A longer line is no event stream of ours. */
    static final int LINE_MAX = 1 << 20;

    private static final int OK = 200;
    private static final int HEXADECIMAL = 16;

    private enum Part {
        HEAD,
        SIZE,
        DATA,
        AFTER_DATA,
        OVER
    }

    private final Map<String, String> headers = new HashMap<>();
    private final CutLine control = new CutLine();
    private final CutLine body = new CutLine();
    private Part part = Part.HEAD;
    private int status;
    private long left;

    /** Status of the answer; 0 until it is there. */
    int status() {
        return status;
    }

    /** A header by its name in small letters. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whether nothing more is to come. */
    boolean isOver() {
        return part == Part.OVER;
    }

    /** Takes all of {@code in} and tells {@code lines} of each line of the body that is whole. */
    void take(ByteBuffer in, Consumer<String> lines) {
        while (in.hasRemaining() && part != Part.OVER) {
            if (part == Part.DATA) {
                int before = in.position();
                body.take(in, (int) Math.min(left, in.remaining())).ifPresent(lines);
                left -= in.position() - before;
                part = left == 0 ? Part.AFTER_DATA : Part.DATA;
            } else {
                control.take(in, in.remaining()).ifPresent(this::control);
            }
            if (body.isTooLong() || control.isTooLong()) {
                part = Part.OVER;
            }
        }
    }

    private void control(String line) {
        switch (part) {
            case HEAD -> head(line);
            case SIZE -> size(line);
            default -> part = Part.SIZE;
        }
    }

    private void head(String line) {
        if (status == 0) {
            String[] words = line.split(" ", 3);
            status = words.length > 1 && words[1].matches("[0-9]{3}") ? Integer.parseInt(words[1]) : -1;
        } else if (line.isEmpty()) {
            part = status == OK && header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent() ? Part.SIZE : Part.OVER;
        } else {
            int colon = Math.max(0, line.indexOf(':'));
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
    }

    private void size(String line) {
        String size = line.split(";", 2)[0].strip();
        left = size.matches("[0-9A-Fa-f]{1,8}") ? Long.parseLong(size, HEXADECIMAL) : 0;
        part = left == 0 ? Part.OVER : Part.DATA;
    }

    /** A line of which the beginning may have come earlier. */
    private static final class CutLine {

        private static final byte[] NONE = {};

        private byte[] begun = NONE;

        /** The line that ends within the next {@code room} bytes; empty where none does, and then they are kept. */
        Optional<String> take(ByteBuffer in, int room) {
            int end = in.position();
            int limit = end + room;
            while (end < limit && in.get(end) != '\n') {
                end++;
            }
            int from = begun.length;
            byte[] line = Arrays.copyOf(begun, from + end - in.position());
            in.get(line, from, line.length - from);
            if (end == limit) {
                begun = line;
                return Optional.empty();
            }
            in.get();
            begun = NONE;
            int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
            return Optional.of(new String(line, 0, length, StandardCharsets.UTF_8));
        }

        boolean isTooLong() {
            return begun.length > LINE_MAX;
        }
    }
}
