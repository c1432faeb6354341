package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.node.api.TestSite.Answer;

/** What only operations may ask, and how much of it at once. */
class OpsRoutesTest {

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"feed", "boards", "journals", "journals/" + EVENT, "drills", "drills/x", "incidents", "whatever"})
    void nothingOfOperationsIsPublic(String what) throws Exception {
        Answer nobody = site.get("/v1/ops/" + what, "X-API-KEY", "");
        assertEquals(401, nobody.status());
        assertEquals("/problems/unauthorized", nobody.json().get("type").asText());
        assertEquals("Bearer", nobody.header("www-authenticate"));
        Answer another = site.get("/v1/ops/" + what, "X-API-KEY", TestSite.FEED_KEY);
        assertEquals(403, another.status());
        assertEquals("/problems/forbidden", another.json().get("type").asText());
        assertEquals(401, site.ask(HttpRequest.POST("/v1/ops/" + what).withEntity(ContentTypes.APPLICATION_JSON, "{}")).status());
        assertEquals(401, site.ask(HttpMethods.DELETE, "/v1/ops/" + what).status());
    }

    @Test
    void theSchemeOfABearerTokenHasNoCase() throws Exception {
        for (String scheme : new String[] {"Bearer ", "bearer ", "BEARER  "}) {
            assertEquals(200, site.get("/v1/ops/boards", "Authorization", scheme + TestSite.OPS_KEY).status(), scheme);
        }
    }

    @Test
    void boardsAndJournalsAreGivenInPages() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            String code = "ATHM" + i + "00M--------------";
            site.take(Messages.result(code + "FNL-000100--", 1, Messages.row(1, "FRA", "DOE", "Jo", "9.99")));
            expected.add("SG2030~" + code);
        }
        for (String list : new String[] {"/v1/ops/boards", "/v1/ops/journals"}) {
            List<String> found = new ArrayList<>();
            String cursor = "";
            int pages = 0;
            do {
                JsonNode page = site.ops(list + "?limit=2" + cursor).json();
                page.get("competitions").fieldNames().forEachRemaining(found::add);
                cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asText();
                pages++;
            } while (!cursor.isEmpty() && pages < 10);
            assertEquals(expected, found, list);
            assertEquals(3, pages);
        }
        assertEquals(400, site.ops("/v1/ops/journals?limit=201").status());
        assertEquals(400, site.ops("/v1/ops/boards?limit=1001").status());
    }

    @Test
    void aHistoryIsGivenInPagesOverAllReplicasAndNoMoreIsReadThanAPage() throws Exception {
        for (int version = 1; version <= 60; version++) {
            site.take(Messages.result(FINAL, version, Messages.row(1, "FRA", "DOE", "Jo", "9.99")));
        }
        List<CompetitionEvent> events = site.journalled(new CompetitionId("SG2030", EVENT));
        AtomicInteger read = new AtomicInteger();
        site.history = (competition, replica, number) ->
                Source.from(events).filter(event -> event.origin().number() > number).wireTap(event -> read.incrementAndGet());

        JsonNode first = site.ops("/v1/ops/journals/" + EVENT + "?limit=3").json();
        assertEquals(List.of("1", "2", "3"), first.get("events").findValuesAsText("number"));
        assertTrue(read.get() < 30, read.get() + " were read");
        assertEquals("DT_RESULT", first.at("/events/0/type").asText());
        assertFalse(first.toString().contains("9.99"));
        JsonNode second = site.ops("/v1/ops/journals/" + EVENT + "?limit=3&cursor=" + first.get("next").asText()).json();
        assertEquals(List.of("4", "5", "6"), second.get("events").findValuesAsText("number"));

        assertEquals(400, site.ops("/v1/ops/journals/" + EVENT + "?cursor=bm9uZQ").status());
        assertEquals(400, site.ops("/v1/ops/journals/" + EVENT + "?limit=1001").status());
    }

    @Test
    void journalsAreReadByOneAtATimeAndAFailureEndsTheTurn() throws Exception {
        site.take(Messages.result(FINAL, 1, Messages.row(1, "FRA", "DOE", "Jo", "9.99")));
        CompletableFuture<Competition> slow = new CompletableFuture<>();
        CompletableFuture<CompetitionId> begun = new CompletableFuture<>();
        site.journal = id -> {
            begun.complete(id);
            return slow;
        };
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> asked("/v1/ops/journals"));
        begun.get(20, TimeUnit.SECONDS);
        Answer second = site.ops("/v1/ops/journals/" + EVENT);
        assertEquals(503, second.status());
        assertEquals("/problems/busy", second.json().get("type").asText());
        assertEquals("1", second.header("retry-after"));

        slow.completeExceptionally(new IllegalStateException("the journal is broken"));
        assertEquals(500, first.join().status());
        site.history = (competition, replica, number) -> Source.failed(new IllegalStateException("the journal is broken"));
        assertEquals(500, site.ops("/v1/ops/journals/" + EVENT).status());
        site.history = (competition, replica, number) -> {
            throw new IllegalStateException("the journal is broken");
        };
        assertEquals(500, site.ops("/v1/ops/journals/" + EVENT).status());
        assertEquals(400, site.ops("/v1/ops/journals/x").status());
        site.history = (competition, replica, number) -> Source.empty();
        assertEquals(200, site.ops("/v1/ops/journals/" + EVENT).status());
    }

    private Answer asked(String address) {
        try {
            return site.ops(address);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
