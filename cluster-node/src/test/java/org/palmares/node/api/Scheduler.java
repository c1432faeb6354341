package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.palmares.node.api.TestSite.Answer;

/** Whoever plans, as tests of the routes ask: with the key of the role, unless another is sent. */
record Scheduler(TestSite site) {

    private static final String GAMES = "?games=SG2030";

    /** Asks with {@code body} as JSON, or without one where it is empty. */
    Answer ask(HttpMethod method, String address, String body, String... headers) throws Exception {
        Stream<String> key = Stream.of(headers).anyMatch("Authorization"::equals) ? Stream.of() : Stream.of("X-API-KEY", TestSite.SCHEDULER_KEY);
        HttpRequest request = HttpRequest.create(address).withMethod(method);
        return site.ask(
                body.isEmpty() ? request : request.withEntity(ContentTypes.APPLICATION_JSON, body.getBytes(StandardCharsets.UTF_8)),
                Stream.concat(key, Stream.of(headers)).toArray(String[]::new));
    }

    /** Changes a unit, which is taken. */
    void patch(String unit, String body) throws Exception {
        Answer answer = ask(HttpMethods.PATCH, "/v1/units/" + unit + "/schedule" + GAMES, body);
        assertEquals(200, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
    }

    /** A unit as everybody sees it. */
    JsonNode shown(String unit) throws Exception {
        return site.get("/v1/units/" + unit + GAMES).json();
    }
}
