package org.palmares.tools.site;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** What nodes say of themselves. */
final class Health {

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int OK = 200;

    /** One for all: each has threads of its own. */
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /** Whether the node whose management is at {@code url} says that it is ready. */
    boolean isReady(String url) {
        return ask(url + "/ready").filter(answer -> answer.statusCode() == OK).isPresent();
    }

    /** Whether the node whose management is at {@code url} says that it is in no cluster; one that does not answer may be in one. */
    boolean isOutside(String url) {
        return ask(url + "/cluster/members").filter(answer -> answer.statusCode() == OK && answer.body().contains("\"members\":[]")).isPresent();
    }

    private static Optional<HttpResponse<String>> ask(String url) {
        try {
            return Optional.of(HTTP.send(HttpRequest.newBuilder(URI.create(url)).timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
