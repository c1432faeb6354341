package org.palmares.node.live;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;
import org.palmares.node.live.LiveFrame.Sign;
import org.palmares.node.server.Piece;
import org.palmares.protocol.json.Json;

/** How things are written in an event stream (HTML Living Standard, 9.2). */
final class EventText {

    /** Bytes of a line, its end included; many readers take no more than 4 KiB. */
    static final int LINE_MAX = 4_096;

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final ByteString LINE = ByteString.fromArray(DATA);
    private static final ByteString LINE_END = ByteString.fromString("\n");

    private EventText() {}

    /** {@code lines} as they are written to all who get them. */
    static Piece piece(ByteString lines) {
        return new Piece(lines.toArray());
    }

    static ByteString head(String event, String id) {
        return ByteString.fromString("event: " + event + "\nid: " + id + "\n");
    }

    /**
     * {@code json} as lines of data and the end of the event. It is cut between tokens, where the line end that a reader puts in again means
     * nothing; only a single text that is longer makes a longer line.
     */
    static ByteString data(byte[] json) {
        int room = LINE_MAX - DATA.length - 1;
        ByteStringBuilder lines = new ByteStringBuilder();
        int from = 0;
        int cut = 0;
        boolean inText = false;
        for (int i = 0; i < json.length; i++) {
            // A cut that was passed is needed as soon as this byte has no room.
            if (i - from >= room && cut > from) {
                line(lines, json, from, cut);
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
        if (json.length - from > room && cut > from) {
            line(lines, json, from, cut);
            from = cut;
        }
        line(lines, json, from, json.length);
        lines.append(LINE_END);
        return lines.result().compact();
    }

    private static void line(ByteStringBuilder lines, byte[] json, int from, int to) {
        lines.append(LINE).putBytes(json, from, to - from).append(LINE_END);
    }

    /** The first event of every stream: from where it goes on. */
    static LiveFrame start(String cursor) {
        ByteString retry = ByteString.fromString("retry: " + retryMillis() + "\n");
        return LiveFrame.of(Sign.START, piece(retry.concat(event("start", cursor, Map.of("cursor", cursor)))));
    }

    /** A sign of life: up to where the stream has come, though nothing of what is followed has changed. */
    static LiveFrame cursor(String cursor) {
        return LiveFrame.of(Sign.CURSOR, piece(event("cursor", cursor, Map.of("cursor", cursor))));
    }

    static LiveFrame resync(String cursor) {
        return LiveFrame.of(
                Sign.RESYNC, piece(event("resync", cursor, Map.of("reason", "What changed since this cursor is not known here; the whole state follows."))));
    }

    static LiveFrame move(List<String> addresses) {
        byte[] json = Json.bytes(Map.of("reason", "This data centre is being emptied.", "sites", addresses));
        return LiveFrame.of(Sign.MOVE, piece(ByteString.fromString("event: move\n").concat(data(json))));
    }

    private static ByteString event(String event, String id, Object value) {
        return head(event, id).concat(data(Json.bytes(value)));
    }

    /** Spread, so that the readers of a lost node do not all come at once. */
    private static long retryMillis() {
        return 200 + ThreadLocalRandom.current().nextLong(800);
    }
}
