package org.palmares.tools.site;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What nodes say of themselves. */
final class Health {

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int OK = 200;

    /** One for all: each has threads of its own. */
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /** Whether the node whose management is at {@code url} says that it is ready. */
    boolean isReady(String url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/ready")).timeout(LONGEST).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
