package org.palmares.node.server;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Who answers: requests, and what goes wrong before or beside them. */
public interface Edge {

    /** {@code request}, whose head has just been read, as it is to be handed to all that follows. */
    default HttpRequest begin(HttpRequest request) {
        return request;
    }

    /** The answer to the request with this head, where it is ready; it is asked first. Called by a thread of the server, and must not wait. */
    default Optional<Ready.Now> ready(Head head) {
        return Optional.empty();
    }

    /** The same for a head that was given {@code before}, where that still holds; else {@link #ready} is asked. */
    default Optional<Ready.Now> again(Head head, Ready.Standing before) {
        return Optional.empty();
    }

    /** The answer to {@code request}. Called by a thread of the server where the request has no body, and must not wait then. */
    CompletionStage<HttpResponse> answer(HttpRequest request);

    /**
     * The answer to what cannot be read as a request.
     *
     * @param status that says why (RFC 9110, 15.5)
     * @param summary the same in words; may hold what was sent
     */
    HttpResponse unread(int status, String summary);

    /** The answer when there is none in time. */
    HttpResponse late(HttpRequest request);

    /** The answer to one who has {@code max} connections already. */
    HttpResponse crowded(HttpRequest request, int max);

    /** The answer where {@link #answer} failed. */
    HttpResponse failed(HttpRequest request, Throwable failure);
}
