package org.palmares.node.live;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.palmares.node.live.LiveFrame.Sign;
import org.palmares.node.live.rendering.JsonText;
import org.palmares.protocol.json.Json;

/** What is said about a stream itself. */
public final class Signs {

    /** The cursor of who knows nothing yet. */
    static final String NOTHING = "0";

    /** The last of a stream whose Games are not meant any more: with this cursor the whole state follows, of those that are meant then. */
    static final LiveFrame ANEW =
            new LiveFrame(Sign.ANEW, Sign.ANEW, "cursor", Optional.of(NOTHING), new JsonText(Json.bytes(Map.of("cursor", NOTHING))));

    private Signs() {}

    /** The first of every stream: from where it goes on. */
    static LiveFrame start(String cursor) {
        return sign(Sign.START, Optional.of(cursor), Map.of("cursor", cursor));
    }

    /** A sign of life: up to where the stream has come, though nothing of what is followed has changed. */
    static LiveFrame cursor(String cursor) {
        return sign(Sign.CURSOR, Optional.of(cursor), Map.of("cursor", cursor));
    }

    static LiveFrame resync(String cursor) {
        return sign(Sign.RESYNC, Optional.of(cursor), Map.of("reason", "What changed since this cursor is not known here; the whole state follows."));
    }

    /** The last of a stream: where to go on. */
    public static LiveFrame move(List<String> addresses) {
        return sign(Sign.MOVE, Optional.empty(), Map.of("reason", "This data centre is being emptied.", "sites", addresses));
    }

    private static LiveFrame sign(Sign sign, Optional<String> id, Object data) {
        return new LiveFrame(sign, sign, sign.name().toLowerCase(Locale.ROOT), id, new JsonText(Json.bytes(data)));
    }
}
