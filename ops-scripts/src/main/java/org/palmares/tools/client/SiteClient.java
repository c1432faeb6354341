package org.palmares.tools.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.Paths;
import org.palmares.tools.client.Sent.Acknowledged;
import org.palmares.tools.client.Sent.Acknowledgement;
import org.palmares.tools.client.Sent.Refused;
import org.palmares.tools.client.Sent.Timing;
import org.palmares.tools.client.Sent.Unknown;

/**
 * Sends ODF messages to whichever data centre answers. One that refuses the connection, is silent or fails is left for the next at once,
 * and remembered; a message may therefore be sent twice, which ODF's versions make harmless. What a data centre refuses (4xx) is never
 * repeated.
 */
public final class SiteClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration MOVED = Duration.ofSeconds(20);
    private static final int LONGEST_DOUBLING = 3;
    private static final int SLOW_FACTOR = 4;
    private static final int OK = 200;
    private static final int CLIENT_FAULT = 400;
    private static final int SERVER_FAULT = 500;
    private static final int UNAVAILABLE = 503;

    private final Sites sites;
    private final String key;
    private final Patience patience;
    private final HttpClient http;

    /**
     * @param sites the data centres known
     * @param key for the feed, sent as X-API-KEY
     * @param patience how long to wait for what
     */
    public SiteClient(Sites sites, String key, Patience patience) {
        this.sites = sites;
        this.key = key;
        this.patience = patience;
        this.http = Connections.client(patience.attempt());
    }

    /** The data centres known. */
    public Sites sites() {
        return sites;
    }

    /**
     * Sends a message. Never fails: what goes wrong is {@link Refused} or {@link Unknown}.
     *
     * @param preferred index of the data centre to ask first
     */
    public CompletableFuture<Sent> send(Outgoing message, int preferred) {
        Sending sending = new Sending(message, preferred);
        sending.from(0, false);
        return sending.result;
    }

    private final class Sending {

        private final CompletableFuture<Sent> result = new CompletableFuture<>();
        private final Outgoing message;
        private final int preferred;
        private final long start = System.nanoTime();
        private final List<Sent.Failure> failures = new ArrayList<>();
        private int attempts;
        private int rounds;
        private String lastSite = "";
        private String lastReason = "no data centre was asked";

        private Sending(Outgoing message, int preferred) {
            this.message = message;
            this.preferred = preferred;
        }

        private void from(int step, boolean everyone) {
            if (left().isNegative() || left().isZero()) {
                result.complete(new Unknown(timing(), lastReason));
                return;
            }
            for (int next = step; next < sites.size(); next++) {
                if (everyone || sites.claim(preferred + next, patience.down())) {
                    attempt(next, everyone);
                    return;
                }
            }
            // Before anyone was asked there is nothing to wait for: those who are avoided are all there are.
            Executor later = CompletableFuture.delayedExecutor(attempts == 0 ? 0 : patience.pause().toMillis(), TimeUnit.MILLISECONDS);
            rounds++;
            CompletableFuture.runAsync(() -> from(0, true), later);
        }

        private void attempt(int step, boolean everyone) {
            attempts++;
            int index = preferred + step;
            lastSite = sites.at(index).name();
            // When nobody answers in the short time all may be slow rather than dead, and asking ever more would only make them slower.
            Duration longer = patience.attempt().multipliedBy(1L << Math.min(rounds, LONGEST_DOUBLING));
            Duration wait = left().compareTo(longer) < 0 ? left() : longer;
            CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request(index), HttpResponse.BodyHandlers.ofByteArray());
            watch(exchange, index, System.nanoTime(), wait);
            exchange.whenComplete((response, failure) -> {
                if (failure != null) {
                    lastReason = lastSite + ": " + reason(failure);
                    failures.add(new Sent.Failure(lastSite, Instant.now(), reason(failure)));
                    sites.avoid(index, patience.down());
                    from(step + 1, everyone);
                } else if (response.statusCode() >= SERVER_FAULT) {
                    sites.heard(index);
                    lastReason = lastSite + ": " + response.statusCode() + ' ' + problem(response.body());
                    failures.add(new Sent.Failure(lastSite, Instant.now(), lastReason));
                    heed(index, response);
                    from(step + 1, everyone);
                } else {
                    sites.answered(index);
                    heedMove(index, response);
                    result.complete(end(response));
                }
            });
        }

        /** Silence tells a dead data centre from a slow one: while others get answers from it, asking elsewhere would only add to the load. */
        private void watch(CompletableFuture<HttpResponse<byte[]>> exchange, int index, long asked, Duration wait) {
            Duration waited = Duration.ofNanos(System.nanoTime() - asked);
            Duration silent = waited.compareTo(sites.silence(index)) < 0 ? waited : sites.silence(index);
            boolean over = silent.compareTo(wait) >= 0
                    || waited.compareTo(wait.multipliedBy(SLOW_FACTOR)) >= 0
                    || waited.compareTo(wait) >= 0 && left().isNegative();
            if (exchange.isDone()) {
                return;
            }
            if (over) {
                exchange.cancel(true);
                return;
            }
            long next = Math.max(1, wait.minus(silent).toMillis() + 1);
            CompletableFuture.delayedExecutor(next, TimeUnit.MILLISECONDS).execute(() -> watch(exchange, index, asked, wait));
        }

        private void heed(int index, HttpResponse<byte[]> response) {
            if (response.statusCode() == UNAVAILABLE) {
                Duration wish = response.headers().firstValue(Headers.RETRY_AFTER).map(SiteClient::seconds).orElse(patience.pause());
                sites.avoid(index, wish.compareTo(patience.retryAfter()) < 0 ? wish : patience.retryAfter());
            }
        }

        /** A data centre that is being emptied answers, and says that it wants to be left alone. */
        private void heedMove(int index, HttpResponse<byte[]> response) {
            if (response.headers().firstValue(Headers.MOVE).isPresent()) {
                sites.avoid(index, response.headers().firstValue(Headers.RETRY_AFTER).map(SiteClient::seconds).orElse(MOVED));
            }
        }

        private Sent end(HttpResponse<byte[]> response) {
            if (response.statusCode() >= CLIENT_FAULT) {
                return new Refused(timing(), response.statusCode(), problem(response.body()));
            }
            try {
                if (response.statusCode() == OK) {
                    return new Acknowledged(timing(), JSON.readValue(response.body(), Acknowledgement.class));
                }
            } catch (IOException unreadable) {
                return new Unknown(timing(), lastSite + ": an answer that is not the documented JSON");
            }
            return new Unknown(timing(), lastSite + ": answered " + response.statusCode());
        }

        private HttpRequest request(int index) {
            HttpRequest.Builder request = HttpRequest.newBuilder(sites.at(index).resolve(Paths.of(Paths.ODF)))
                    .header(Headers.API_KEY, key)
                    .header("Content-Type", "application/xml")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(message.bytes()));
            if (message.gzip()) {
                request.header("Content-Encoding", "gzip");
            }
            return request.build();
        }

        private Duration left() {
            return patience.budget().minusNanos(System.nanoTime() - start);
        }

        private Timing timing() {
            return new Timing(lastSite, start, System.nanoTime(), attempts, List.copyOf(failures));
        }
    }

    private static Duration seconds(String header) {
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(header.trim())));
        } catch (NumberFormatException aDate) {
            return Duration.ofSeconds(1);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CancellationException
                ? "no answer in time"
                : cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ' ' + cause.getMessage());
    }

    /** Title, detail and faults of problem+json; the plain text where it is none. */
    static String problem(byte[] body) {
        try {
            JsonNode problem = JSON.readTree(body);
            if (!problem.isObject()) {
                return text(body);
            }
            StringBuilder text = new StringBuilder(problem.path("title").asText()).append(": ").append(problem.path("detail").asText());
            problem.path("faults").forEach(fault -> text.append(" [")
                    .append(fault.path("place").asText())
                    .append(": ")
                    .append(fault.path("message").asText())
                    .append(']'));
            return text.toString();
        } catch (IOException notJson) {
            return text(body);
        }
    }

    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.length() > 200 ? text.substring(0, 200) : text;
    }
}
