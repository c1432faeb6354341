package org.palmares.node.live.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.live.LiveFrame;
import org.palmares.node.server.Piece;
import org.palmares.node.server.Pushed;
import org.palmares.node.server.Upgrade;
import org.palmares.protocol.contract.ProblemType;

/** Frames as messages of a WebSocket: each a JSON object with {@code event}, {@code id} and {@code data}. */
public final class WebSocketMessages implements LiveFrame.Form {

    /** The form. */
    public static final WebSocketMessages FORM = new WebSocketMessages();

    private WebSocketMessages() {}

    /** Whether {@code request} wants a WebSocket; one that wants it in vain is a problem. */
    static boolean areWanted(HttpRequest request) {
        return switch (Upgrade.of(request)) {
            case NOT_ASKED -> false;
            case SOUND -> true;
            case LOST -> throw upgradeRequired(
                    "Upgrade and Connection did not come with the request: what is between has to pass them on, over HTTP/1.1. Without Sec-WebSocket-Key, events are sent.");
            case OTHER_VERSION -> throw upgradeRequired("Spoken here is version " + Upgrade.VERSION + " of WebSocket (RFC 6455).");
            case BAD_KEY -> throw new ProblemException(Problem.of(ProblemType.BAD_REQUEST, "Sec-WebSocket-Key has to be 16 bytes in base64 (RFC 6455, 4.1)."));
        };
    }

    private static ProblemException upgradeRequired(String detail) {
        return new ProblemException(Problem.of(ProblemType.UPGRADE_REQUIRED, detail)
                .header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", Upgrade.VERSION));
    }

    /** The answer that {@code body} is told with. */
    static HttpResponse answer(Pushed body) {
        return HttpResponse.create().withStatus(StatusCodes.SWITCHING_PROTOCOLS).addAttribute(Pushed.KEY, body);
    }

    /** Names of events and cursors need no escaping. */
    @Override
    public Piece piece(LiveFrame frame) {
        String id = frame.id().map(is -> "\"id\":\"" + is + "\",").orElse("");
        byte[] head = ("{\"event\":\"" + frame.event() + "\"," + id + "\"data\":").getBytes(StandardCharsets.US_ASCII);
        byte[] json = frame.data().bytes();
        return new Piece(ByteBuffer.allocate(head.length + json.length + 1).put(head).put(json).put((byte) '}').array());
    }
}
