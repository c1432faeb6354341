package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.node.api.TestSite.Answer;

/** What became of a unit, from the journals. */
class HistoryRoutesTest {

    private static final String HISTORY = "/v1/units/" + FINAL + "/history?games=SG2030";
    private static final String OTHER = "ATHM200M--------------FNL-000100--";
    private static final String THIRD = "ATHM400M--------------FNL-000100--";

    @TempDir
    private Path keys;

    private TestSite site;
    private final AtomicInteger events = new AtomicInteger();
    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
        site.history = (competition, replica, number) -> Source.from(site.journalled(competition))
                .filter(event -> event.origin().number() > number)
                .map(event -> {
                    threads.add(Thread.currentThread().getName());
                    events.incrementAndGet();
                    return event;
                });
        site.take(plan(1, "2030-08-04T21:55:00+02:00"));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static byte[] plan(int version, String start) {
        return schedule(version, unit(FINAL, start, "Final", "Finale"), unit(OTHER, start, "Final", "Finale"), unit(THIRD, start, "Final", "Finale"));
    }

    private void patch(String body) throws Exception {
        assertEquals(200, site.ask(
                HttpRequest.create("/v1/units/" + FINAL + "/schedule?games=SG2030").withMethod(HttpMethods.PATCH)
                        .withEntity(ContentTypes.APPLICATION_JSON, body.getBytes(StandardCharsets.UTF_8)),
                "X-API-KEY", TestSite.SCHEDULER_KEY).status());
    }

    @Test
    void everyChangeIsToldTheNewestFirstAndOnlyWhatIsNewIsReadAgain() throws Exception {
        assertEquals(List.of("facts", "status", "plan"), registers(site.get(HISTORY).json()));
        int read = events.get();
        patch("{\"start\": \"2030-08-04T22:10:00+02:00\", \"reason\": \"rain\"}");
        JsonNode newest = desk(HISTORY).path("history").path(0);
        assertEquals(List.of("plan", "2030-08-04T21:55:00+02:00", "2030-08-04T22:10:00+02:00", "scheduler", "rain", "person", "paris"), List.of(
                newest.path("register").asText(), newest.path("old").path("start").asText(), newest.path("new").path("start").asText(),
                newest.path("author").path("name").asText(), newest.path("reason").asText(), newest.path("cause").path("kind").asText(), newest.path("site").asText()));
        assertEquals(read + 1, events.get());
        desk(HISTORY);
        site.get(HISTORY);
        assertEquals(read + 1, events.get());
    }

    @Test
    void noVenuesMessageAndNoOtherReaderWaitsForTheirThread() throws Exception {
        site.get(HISTORY);
        assertEquals(1, threads.size());
        assertTrue(threads.iterator().next().contains("histories-dispatcher"), threads::toString);
    }

    private JsonNode desk(String address) throws Exception {
        return site.get(address, "X-API-KEY", TestSite.SCHEDULER_KEY).json();
    }

    private static List<String> registers(JsonNode history) {
        return history.path("history").findValuesAsText("register");
    }

    @Test
    void itComesInPages() throws Exception {
        patch("{\"start\": \"2030-08-04T22:10:00+02:00\"}");
        JsonNode first = desk(HISTORY + "&limit=3");
        assertEquals(List.of("plan", "facts", "status"), registers(first));
        patch("{\"start\": \"2030-08-04T22:20:00+02:00\"}");
        JsonNode second = desk(HISTORY + "&limit=3&cursor=" + first.path("next").asText());
        assertEquals(List.of("plan"), registers(second), "what came meanwhile is before the first page");
    }

    @Test
    void ofWhatNobodySpokeThereIsNone() throws Exception {
        assertEquals(404, site.get("/v1/units/" + EVENT + "HEAT000100--/history?games=SG2030").status());
        assertEquals(404, site.get("/v1/units/SWMM100M--------------FNL-000100--/history?games=SG2030").status());
    }

    @Test
    void oneIsReadAtATimeForThePublicAndOneForSchedulers() throws Exception {
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        site.history = (competition, replica, number) -> Source.from(site.journalled(competition)).mapAsync(1, event -> goOn.thenApply(done -> event));
        List<CompletionStage<Answer>> waiting = List.of(later(FINAL), later(OTHER, "X-API-KEY", TestSite.SCHEDULER_KEY));
        for (String[] key : List.of(new String[0], new String[] {"X-API-KEY", TestSite.SCHEDULER_KEY})) {
            Answer refused = site.get("/v1/units/" + THIRD + "/history?games=SG2030", key);
            assertEquals(List.of("503", "/problems/busy", "1"), List.of(String.valueOf(refused.status()), refused.json().path("type").asText(), refused.header("retry-after")));
        }
        goOn.complete(null);
        for (CompletionStage<Answer> answer : waiting) {
            assertEquals(200, answer.toCompletableFuture().join().status());
        }
        assertEquals(200, site.get("/v1/units/" + THIRD + "/history?games=SG2030").status());
    }

    private CompletionStage<Answer> later(String unit, String... key) throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        var reading = site.history;
        site.history = (competition, replica, number) -> {
            begun.complete(null);
            return reading.after(competition, replica, number);
        };
        CompletionStage<Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return site.get("/v1/units/" + unit + "/history?games=SG2030", key);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        begun.join();
        return answer;
    }
}
