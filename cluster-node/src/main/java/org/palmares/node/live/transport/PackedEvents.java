package org.palmares.node.live.transport;

import java.nio.ByteBuffer;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.palmares.node.live.LiveFrame;
import org.palmares.node.server.Piece;
import org.palmares.node.server.Pushed;
import org.palmares.protocol.odf.Deflated;

/**
 * The same events in a gzip stream that has no end (RFC 1952; docs/decisions/0024). Each is packed by itself, once for all readers, and can be read as soon as it is
 * there: what a reader has had before is not referred to, so that all of them get the same bytes.
 */
public final class PackedEvents implements LiveFrame.Form {

    /** The form. */
    public static final PackedEvents FORM = new PackedEvents();

    private static final byte[] NOTHING = new byte[0];
    /** Of less, such as a sign of life, packing leaves no less. */
    private static final int PACKED_FROM = 200;

    private PackedEvents() {}

    /** The answer that {@code body} is told with. */
    static HttpResponse answer(Pushed body) {
        return ServerSentEvents.answer(body).addHeader(RawHeader.create("Content-Encoding", "gzip"));
    }

    /** What stands before the data is each frame's own; the data is packed once, whoever gets it and when. */
    @Override
    public Piece piece(LiveFrame frame) {
        byte[] begin = frame.begins() ? Deflated.gzipHead() : NOTHING;
        byte[] head = Deflated.storedPart(ServerSentEvents.head(frame));
        byte[] data = frame.data().packed(() -> packed(ServerSentEvents.data(frame.data())));
        return new Piece(ByteBuffer.allocate(begin.length + head.length + data.length).put(begin).put(head).put(data).array());
    }

    private static byte[] packed(byte[] data) {
        return data.length < PACKED_FROM ? Deflated.storedPart(data) : Deflated.part(data);
    }
}
