package org.palmares.node.live;

import java.util.Optional;
import org.palmares.node.live.rendering.JsonText;
import org.palmares.protocol.json.Json;

/** Frames of any value, for tests of what they look like. */
public final class LiveFrames {

    private LiveFrames() {}

    /** One that tells of {@code value}. */
    public static LiveFrame of(String event, Optional<String> id, Object value) {
        return new LiveFrame(value, value, event, id, new JsonText(Json.bytes(value)));
    }

    /** The first of a stream. */
    public static LiveFrame start(String cursor) {
        return Signs.start(cursor);
    }
}
