package org.palmares.tools.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
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
    private final Posting posting;

    /**
     * @param sites the data centres known
     * @param key for the feed, sent as X-API-KEY
     * @param patience how long to wait for what
     */
    public SiteClient(Sites sites, String key, Patience patience) {
        this.sites = sites;
        this.key = key;
        this.patience = patience;
        this.posting = new Posting(patience.attempt());
    }

    /** The data centres known. */
    public Sites sites() {
        return sites;
    }

    /**
     * Sends a message. Never fails: what goes wrong is {@link Refused} or {@link Unknown}. Answers are completed by the one thread that sends and hears
     * everything: whoever does much there holds up all messages, and whoever waits there for another answer waits for ever.
     *
     * @param preferred index of the data centre to ask first
     */
    public CompletableFuture<Sent> send(Outgoing message, int preferred) {
        Sending sending = new Sending(message, preferred);
        posting.after(Duration.ZERO, () -> sending.fenced(() -> sending.from(0, false)));
        return sending.result;
    }

    /** All of it happens on the one thread that answers come on. */
    private final class Sending {

        private final CompletableFuture<Sent> result = new CompletableFuture<>();
        private final Outgoing message;
        private final int preferred;
        private final long start = System.nanoTime();
        private final List<Sent.Failure> failures = new ArrayList<>();
        private int attempts;
        private int rounds;
        private Future<?> watching = CompletableFuture.completedFuture(null);
        private String lastSite = "";
        private String lastReason = "no data centre was asked";

        private Sending(Outgoing message, int preferred) {
            this.message = message;
            this.preferred = preferred;
        }

        /** Whatever is thrown there ends this message, and is told: on that thread nobody else would hear of it. */
        private void fenced(Runnable part) {
            try {
                part.run();
            } catch (RuntimeException failure) {
                result.complete(new Unknown(timing(), lastSite + ": " + reason(failure)));
            }
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
            rounds++;
            posting.after(attempts == 0 ? Duration.ZERO : patience.pause(), () -> fenced(() -> from(0, true)));
        }

        private void attempt(int step, boolean everyone) {
            attempts++;
            int index = preferred + step;
            lastSite = sites.at(index).name();
            // When nobody answers in the short time all may be slow rather than dead, and asking ever more would only make them slower.
            Duration longer = patience.attempt().multipliedBy(1L << Math.min(rounds, LONGEST_DOUBLING));
            Duration wait = left().compareTo(longer) < 0 ? left() : longer;
            CompletableFuture<Posting.Answer> exchange = posting.post(sites.at(index).resolve(Paths.of(Paths.ODF)), headers(), message.bytes());
            watch(exchange, index, System.nanoTime(), wait);
            exchange.whenComplete((response, failure) -> fenced(() -> {
                watching.cancel(false);
                if (failure != null) {
                    lastReason = lastSite + ": " + reason(failure);
                    failures.add(new Sent.Failure(lastSite, Instant.now(), reason(failure)));
                    sites.avoid(index, patience.down());
                    from(step + 1, everyone);
                } else if (response.status() >= SERVER_FAULT) {
                    sites.heard(index);
                    lastReason = lastSite + ": " + response.status() + ' ' + problem(response.body());
                    failures.add(new Sent.Failure(lastSite, Instant.now(), lastReason));
                    heed(index, response);
                    from(step + 1, everyone);
                } else {
                    sites.answered(index);
                    heedMove(index, response);
                    result.complete(end(response));
                }
            }));
        }

        /** Silence tells a dead data centre from a slow one: while others get answers from it, asking elsewhere would only add to the load. */
        private void watch(CompletableFuture<Posting.Answer> exchange, int index, long asked, Duration wait) {
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
            watching = posting.after(Duration.ofMillis(Math.max(1, wait.minus(silent).toMillis() + 1)), () -> watch(exchange, index, asked, wait));
        }

        private void heed(int index, Posting.Answer response) {
            if (response.status() == UNAVAILABLE) {
                Duration wish = response.header(Headers.RETRY_AFTER).map(SiteClient::seconds).orElse(patience.pause());
                sites.avoid(index, wish.compareTo(patience.retryAfter()) < 0 ? wish : patience.retryAfter());
            }
        }

        /** A data centre that is being emptied answers, and says that it wants to be left alone. */
        private void heedMove(int index, Posting.Answer response) {
            if (response.header(Headers.MOVE).isPresent()) {
                sites.avoid(index, response.header(Headers.RETRY_AFTER).map(SiteClient::seconds).orElse(MOVED));
            }
        }

        private Sent end(Posting.Answer response) {
            if (response.status() >= CLIENT_FAULT) {
                return new Refused(timing(), response.status(), problem(response.body()));
            }
            try {
                if (response.status() == OK) {
                    return new Acknowledged(timing(), JSON.readValue(response.body(), Acknowledgement.class));
                }
            } catch (IOException unreadable) {
                return new Unknown(timing(), lastSite + ": an answer that is not the documented JSON");
            }
            return new Unknown(timing(), lastSite + ": answered " + response.status());
        }

        private Map<String, String> headers() {
            Map<String, String> plain = Map.of(Headers.API_KEY, key, "Content-Type", "application/xml");
            if (!message.gzip()) {
                return plain;
            }
            Map<String, String> all = new HashMap<>(plain);
            all.put("Content-Encoding", "gzip");
            return all;
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
