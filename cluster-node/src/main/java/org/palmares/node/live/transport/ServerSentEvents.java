package org.palmares.node.live.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;
import org.palmares.node.live.LiveFrame;
import org.palmares.node.live.rendering.JsonText;
import org.palmares.node.server.Piece;
import org.palmares.node.server.Pushed;

/** Frames as events of a stream (HTML Living Standard, 9.2). */
public final class ServerSentEvents implements LiveFrame.Form {

    /** The form. */
    public static final ServerSentEvents FORM = new ServerSentEvents();

    private static final ContentType EVENT_STREAM = MediaTypes.TEXT_EVENT_STREAM.toContentType();

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private ServerSentEvents() {}

    /** The answer that {@code body} is told with. */
    static HttpResponse answer(Pushed body) {
        return HttpResponse.create()
                // Whoever compresses on the way would hold events back (RFC 9111, 5.2.2.6); nginx has a header of its own.
                .addHeader(RawHeader.create("Cache-Control", "no-store, no-transform"))
                .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
                .addHeader(RawHeader.create("Vary", "Accept-Encoding"))
                .withEntity(HttpEntities.create(EVENT_STREAM, ByteString.emptyByteString()))
                .addAttribute(Pushed.KEY, body);
    }

    @Override
    public Piece piece(LiveFrame frame) {
        byte[] head = head(frame);
        byte[] data = data(frame.data());
        return new Piece(ByteBuffer.allocate(head.length + data.length).put(head).put(data).array());
    }

    /** Large data is cut into lines, for many readers take no more than 4 KiB; the line end that a reader puts in again means nothing there. */
    static byte[] data(JsonText json) {
        int[] ends = json.ends();
        ByteBuffer lines = ByteBuffer.allocate(json.size() + ends.length * (DATA.length + 1) + 1);
        int from = 0;
        for (int end : ends) {
            lines.put(DATA).put(json.bytes(), from, end - from).put((byte) '\n');
            from = end;
        }
        return lines.put((byte) '\n').array();
    }

    /** What stands before the data of {@code frame}. */
    static byte[] head(LiveFrame frame) {
        String head = (frame.begins() ? "retry: " + retryMillis() + '\n' : "")
                + "event: " + frame.event() + '\n'
                + frame.id().map(id -> "id: " + id + '\n').orElse("");
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    /** Spread, so that the readers of a lost node do not all come at once. */
    private static long retryMillis() {
        return 200 + ThreadLocalRandom.current().nextLong(800);
    }
}
