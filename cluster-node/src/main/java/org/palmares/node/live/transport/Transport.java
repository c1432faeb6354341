package org.palmares.node.live.transport;

import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.palmares.node.http.Encoded;
import org.palmares.node.live.LiveFrame;
import org.palmares.node.server.Pushed;

/**
 * How a reader is told.
 *
 * @param form what it is told looks like
 * @param answers gives the answer that a stream is told with
 */
record Transport(LiveFrame.Form form, Function<Pushed, HttpResponse> answers) {

    static final Transport MESSAGES = new Transport(WebSocketMessages.FORM, WebSocketMessages::answer);

    private static final Transport EVENTS = new Transport(ServerSentEvents.FORM, ServerSentEvents::answer);
    private static final Transport PACKED_EVENTS = new Transport(PackedEvents.FORM, PackedEvents::answer);

    /** Events, packed where {@code request} takes that. */
    static Transport ofEvents(HttpRequest request) {
        return Encoded.isTakenPacked(request) ? PACKED_EVENTS : EVENTS;
    }

    HttpResponse answer(Pushed stream) {
        return answers.apply(stream);
    }
}
