package org.palmares.tools.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.palmares.tools.drill.proof.Pages;
import org.palmares.tools.mutation.Mutator.Mutated;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.RunningSites;
import org.palmares.tools.site.layout.Layout;

/** Posts to and asks of data centres, and repeats what was refused because of much work. */
final class Asking {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int REPEATS_MAX = 60;
    private static final long PAUSE_MILLIS = 300;
    private static final int UNAVAILABLE = 503;
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<Integer, AtomicInteger> repeats = new ConcurrentSkipListMap<>();
    private final LocalSites sites;

    Asking(LocalSites sites) {
        this.sites = sites;
    }

    /** An answer. */
    record Answer(int status, String body) {}

    /** Requests that were repeated, by status; 0 for those that got no answer. */
    Map<Integer, AtomicInteger> repeats() {
        return repeats;
    }

    /** What {@code site} answers to a message in the end. */
    Answer post(String site, Mutated message) {
        HttpRequest.Builder request = request(site, "/v1/odf", "feed")
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()));
        return answer((message.gzip() ? request.header("Content-Encoding", "gzip") : request).build());
    }

    /** What {@code site} answers to a question in the end. */
    Answer get(String site, String path) {
        return answer(request(site, path, "ops").GET().build());
    }

    private HttpRequest.Builder request(String site, String path, String role) {
        return HttpRequest.newBuilder(URI.create(sites.layout().url(site) + path)).timeout(ANSWER).header("X-API-KEY", RunningSites.key(role));
    }

    private Answer answer(HttpRequest request) {
        Answer last = new Answer(0, "");
        for (int i = 0; i < REPEATS_MAX; i++) {
            try {
                HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                last = new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
                if (last.status() != UNAVAILABLE) {
                    return last;
                }
            } catch (IOException cut) {
                last = new Answer(0, cut.toString());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return last;
            }
            repeats.computeIfAbsent(last.status(), any -> new AtomicInteger()).incrementAndGet();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
        return last;
    }

    /** Position and digest of every competition in {@code site}. */
    Map<String, String> board(String site) {
        List<JsonNode> pages = Pages.all("/v1/ops/boards", path -> Optional.of(get(site, path)).filter(answer -> answer.status() == OK).map(Asking::json))
                .orElseThrow(() -> new AssertionError(site + " does not tell its board"));
        Map<String, String> board = new TreeMap<>();
        pages.forEach(page -> page.path("competitions").properties().forEach(competition -> board.put(
                competition.getKey(), competition.getValue().path("position").asText() + ' ' + competition.getValue().path("digest").asText())));
        return board;
    }

    /** The boards of all three once they agree, or after {@code longest}. */
    List<Map<String, String>> settledBoards(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            List<Map<String, String>> boards = Layout.SITES.stream().map(this::board).toList();
            if (boards.stream().distinct().count() == 1 || System.nanoTime() > end) {
                return boards;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
    }

    private static JsonNode json(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException notJson) {
            throw new AssertionError(answer.body(), notJson);
        }
    }
}
