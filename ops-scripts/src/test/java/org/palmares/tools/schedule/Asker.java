package org.palmares.tools.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.palmares.tools.site.RunningSites;

/** Asks one data centre as a scheduler does, and sends what a venue sends. */
final class Asker {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final long LOOK_MILLIS = 20;

    private final String url;

    Asker(String url) {
        this.url = url;
    }

    /** What came back. */
    record Answer(int status, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException none) {
                throw new UncheckedIOException(text, none);
            }
        }
    }

    Answer get(String path) {
        return ask("GET", path, "");
    }

    Answer delete(String path) {
        return ask("DELETE", path, "");
    }

    Answer put(String path, String body) {
        return ask("PUT", path, body);
    }

    Answer patch(String path, String body) {
        return ask("PATCH", path, body);
    }

    Answer post(String path, String body, String... headers) {
        return ask("POST", path, body, headers);
    }

    private Answer ask(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30)).header("X-API-KEY", RunningSites.key("scheduler"));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build());
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Asks as somebody of operations. */
    Answer putAsOperator(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("X-API-KEY", RunningSites.key("ops"))
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    /** A venue's message, which is taken. */
    void odf(String message) {
        Answer answer = send(HttpRequest.newBuilder(URI.create(url + "/v1/odf"))
                .timeout(Duration.ofSeconds(30))
                .header("X-API-KEY", RunningSites.key("feed"))
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(message))
                .build());
        assertEquals(200, answer.status(), answer.text());
    }

    /** Asks until the answer is 200 and fits; gives it. */
    JsonNode await(Duration within, String path, Predicate<JsonNode> fits) {
        return await(within, () -> get(path), answer -> answer.status() == 200 && fits.test(answer.json())).json();
    }

    /** Asks until the answer fits; gives it. */
    Answer await(Duration within, Supplier<Answer> ask, Predicate<Answer> fits) {
        long end = System.nanoTime() + within.toNanos();
        Answer last = ask.get();
        while (!fits.test(last) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            last = ask.get();
        }
        assertTrue(fits.test(last), last.toString());
        return last;
    }
}
