package org.palmares.node.live.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.palmares.node.live.LiveFrame;
import org.palmares.node.live.LiveFrames;

/** A message is one JSON object, on one line, however long. */
class WebSocketMessagesTest {

    private static String text(LiveFrame frame) {
        return new String(frame.in(WebSocketMessages.FORM).plain(), StandardCharsets.UTF_8);
    }

    @Test
    void aMessageHasTheNameTheCursorAndTheValue() {
        LiveFrame frame = LiveFrames.of("result", Optional.of("p12-m7"), Map.of("name", "\"é\""));
        assertEquals("{\"event\":\"result\",\"id\":\"p12-m7\",\"data\":{\"name\":\"\\\"é\\\"\"}}", text(frame));
    }

    @Test
    void whatHasNoCursorHasNoId() {
        assertEquals("{\"event\":\"move\",\"data\":{}}", text(LiveFrames.of("move", Optional.empty(), Map.of())));
    }

    @Test
    void theFirstOfAStreamIsAsEveryOther() {
        assertEquals("{\"event\":\"start\",\"id\":\"p1\",\"data\":{\"cursor\":\"p1\"}}", text(LiveFrames.start("p1")));
    }
}
