package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.CompetitionGateway.Crowded;
import org.palmares.gateway.CompetitionGateway.NoAnswer;
import org.palmares.journal.JournalId;
import org.palmares.node.api.TestSite.Answer;

/** A scheduler changes one unit. */
class PatchRoutesTest {

    private static final String START = "2030-08-04T21:55:00+02:00";
    private static final String LATER = "2030-08-04T22:30:00+02:00";
    private static final String ADDRESS = "/v1/units/" + FINAL + "/schedule?games=SG2030";

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
        site.take(plan(1));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static byte[] plan(int version) {
        return schedule(version, unit(FINAL, START, "Men's 100m Final", "100m hommes, finale"), unit(HEAT, "2030-08-03T10:00:00+02:00", "Heat 1", "Série 1"));
    }

    private Answer change(String body, String... headers) throws Exception {
        return changeAt(ADDRESS, body, headers);
    }

    private Answer changeAt(String address, String body, String... headers) throws Exception {
        return new Scheduler(site).ask(HttpMethods.PATCH, address, body, headers);
    }

    private JsonNode shown() throws Exception {
        return site.get("/v1/units/" + FINAL + "?games=SG2030").json();
    }

    @Test
    void whatIsNamedChangesAndTheAnswerIsTheUnitWithItsNewRevision() throws Exception {
        String before = shown().path("revision").asText();
        Answer answer = change("{\"start\": \"" + LATER + "\", \"hideStart\": true, \"startText\": \"Not before 22:30\", \"reason\": \"rain\"}");
        assertEquals(200, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        JsonNode unit = answer.json();
        assertEquals(List.of("2030-08-04T22:30:00+02:00", "true", "Not before 22:30", "STA", "SCHEDULED"),
                List.of(unit.path("start").asText(), unit.path("hideStart").asText(), unit.path("startText").asText(), unit.path("venue").path("code").asText(),
                        unit.path("status").asText()));
        assertFalse(unit.path("revision").asText().equals(before));
        assertEquals('"' + unit.path("revision").asText() + '"', answer.header("etag"));
        assertEquals(unit, shown());
    }

    @Test
    void whoHasSeenAnOlderPlanIsToldWhatChangedSinceAndByWhom() throws Exception {
        String seen = shown().path("revision").asText();
        assertEquals(200, change("{\"start\": \"" + LATER + "\", \"reason\": \"rain\"}", "If-Match", '"' + seen + '"').status());
        Answer late = change("{\"venue\": \"STA\", \"order\": 2}", "If-Match", '"' + seen + '"');
        assertEquals(412, late.status());
        JsonNode change = late.json().path("changes").path(0);
        assertEquals(List.of("scheduler", "rain", LATER),
                List.of(change.path("author").asText(), change.path("reason").asText(), java.time.OffsetDateTime.parse(change.path("new").path("start").asText())
                        .format(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME)));
        assertEquals(shown().path("revision").asText(), late.json().path("revision").asText());
        assertEquals(200, change("{\"order\": 2}", "If-Match", '"' + shown().path("revision").asText() + '"').status());
        assertEquals(200, change("{\"order\": 3}").status(), "without If-Match it is taken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "\"NOW\" | 200",
        "* | 200",
        "\"BEFORE\", \"NOW\" | 200",
        "W/\"BEFORE\", \"nonsense\", \"NOW\" | 200",
        "W/\"NOW\" | 412",
        "\"BEFORE\" | 412",
        "\"BEFORE\", W/\"NOW\" | 412",
        "\"nonsense\" | 412",
        "NOW | 400",
        "\"NOW\", * | 400"})
    void aChangeIsMadeToOneOfTheRevisionsThatAreNamed(String ifMatch, int status) throws Exception {
        String before = shown().path("revision").asText();
        change("{\"order\": 2}");
        String now = shown().path("revision").asText();
        assertEquals(status, change("{\"order\": 3}", "If-Match", ifMatch.replace("BEFORE", before).replace("NOW", now)).status());
        assertEquals(status == 200 ? 3 : 2, shown().path("order").asInt());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"start\": \"tomorrow\"} | start",
        "{\"start\": \"2030-08-04T21:55:00\"} | start",
        "{\"end\": \"2030-08-04T20:00:00+02:00\"} | end",
        "{\"venue\": \"XYZ\"} | venue",
        "{\"start\": \"2031-08-04T21:55:00+02:00\"} | start",
        "{\"status\": \"LATE\"} | status",
        "{\"status\": null} | status",
        "{\"status\": \"POSTPONED\", \"start\": \"2030-08-05T21:55:00+02:00\"} | status",
        "{\"status\": \"RESCHEDULED\", \"start\": null} | start",
        "{\"hideStart\": \"Y\"} | hideStart",
        "{\"start\": \"+999999999-12-31T23:59:59Z\"} | start",
        "{\"startText\": \"After\\rthat\"} | startText",
        "{\"actualStart\": \"2030-08-04T21:55:00+02:00\"} | actualStart",
        "{\"colour\": \"red\"} | colour",
        "{\"order\": 1.5} | order"})
    void whatCannotBeIsRefusedWithItsFieldAndChangesNothing(String body, String field) throws Exception {
        JsonNode before = shown();
        Answer answer = change(body);
        assertEquals(422, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals(field, answer.json().path("faults").path(0).path("field").asText());
        assertEquals(before, shown());
    }

    @Test
    void everyFaultIsNamedAtOnce() throws Exception {
        Answer answer = change("{\"start\": 5, \"hideStart\": 5, \"colour\": 5}");
        assertEquals(422, answer.status());
        assertEquals(3, answer.json().path("faults").size());
    }

    @Test
    void aPostponedUnitLosesItsTimeAndStaysOnItsDayUntilItIsRescheduled() throws Exception {
        assertEquals(200, change("{\"status\": \"POSTPONED\", \"reason\": \"storm\"}").status());
        assertTrue(shown().path("start").isMissingNode() || shown().path("start").isNull());
        assertEquals(1, site.get("/v1/schedule?games=SG2030&date=2030-08-04").json().path("units").size());
        assertEquals(200, change("{\"status\": \"RESCHEDULED\", \"start\": \"2030-08-05T21:55:00+02:00\"}").status());
        assertEquals(0, site.get("/v1/schedule?games=SG2030&date=2030-08-04").json().path("units").size());
        assertEquals(200, change("{\"status\": \"SCHEDULED\", \"start\": \"" + START + "\"}").status());
        assertEquals("SCHEDULED", shown().path("status").asText());
    }

    @Test
    void aFeedThatSaysAgainWhatItSaidUndoesNothing() throws Exception {
        assertEquals(200, change("{\"start\": \"" + LATER + "\"}").status());
        site.take(plan(2));
        assertEquals(LATER, shown().path("start").asText());
    }

    @Test
    void theSameRequestAgainIsTheSameChange() throws Exception {
        String body = "{\"start\": \"" + LATER + "\"}";
        JsonNode first = change(body, "Idempotency-Key", "k1").json();
        assertEquals(first, change(body, "Idempotency-Key", "k1").json());
        assertEquals(422, change("{\"start\": \"" + START + "\"}", "Idempotency-Key", "k1").status(), "the same key for something else");
        assertEquals(400, change(body, "Idempotency-Key", "k".repeat(501)).status());
    }

    @Test
    void whatChangedNothingIsRememberedTooAndUndoesNothingWhenItComesAgain() throws Exception {
        JsonNode before = shown();
        String body = "{\"start\": \"" + START + "\"}";
        assertEquals(before, change(body, "Idempotency-Key", "k1").json());
        assertEquals(200, change("{\"start\": \"" + LATER + "\"}").status());
        assertEquals(200, change(body, "Idempotency-Key", "k1").status());
        assertEquals(LATER, shown().path("start").asText(), "it came again, late");
        assertEquals(422, change("{\"start\": \"" + LATER + "\"}", "Idempotency-Key", "k1").status());
    }

    @Test
    void whatWasDoneIsNotJudgedAgainByWhatIsThereNow() throws Exception {
        String body = "{\"start\": \"" + LATER + "\"}";
        assertEquals(200, change(body, "Idempotency-Key", "k1").status());
        assertEquals(200, change("{\"start\": null, \"end\": \"2030-08-04T22:00:00+02:00\"}").status());
        assertEquals(422, change(body).status(), "the end is before it");
        assertEquals(200, change(body, "Idempotency-Key", "k1").status());
    }

    @Test
    void onlySchedulersChange() throws Exception {
        HttpRequest request = HttpRequest.create(ADDRESS).withMethod(HttpMethods.PATCH).withEntity(ContentTypes.APPLICATION_JSON, "{\"order\": 2}".getBytes(StandardCharsets.UTF_8));
        assertEquals(401, site.ask(request).status());
        assertEquals(403, site.ask(request, "X-API-KEY", TestSite.FEED_KEY).status());
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatIsNoBodyIsRefused() throws Exception {
        assertEquals(404, changeAt("/v1/units/" + FINAL.replace("0001", "0009") + "/schedule?games=SG2030", "{\"order\": 2}").status());
        assertEquals(404, changeAt("/v1/units/" + FINAL + "/schedule?games=XX2030", "{\"order\": 2}").status());
        assertEquals(400, changeAt("/v1/units/short/schedule?games=SG2030", "{\"order\": 2}").status());
        assertEquals(400, change("{\"order\":").status());
        assertEquals(422, change("[]").status());
        assertEquals(422, change("{}").status());
        assertEquals(422, change("{\"reason\": \"none\"}").status());
        assertEquals(405, site.ask(HttpMethods.POST, ADDRESS).status());
    }

    @Test
    void whatNobodyAnswersForIsToBeSentAgain() throws Exception {
        site.instead = id -> Optional.of(CompletableFuture.failedFuture(new NoAnswer(id, new IllegalStateException("a test"))));
        assertEquals("/problems/no-quorum", change("{\"order\": 2}").json().path("type").asText());
        site.instead = id -> Optional.of(CompletableFuture.failedFuture(new Crowded(id)));
        assertEquals("/problems/busy", change("{\"order\": 2}").json().path("type").asText());
        site.serving().setAside().add(new JournalId(new CompetitionId("SG2030", EVENT), new ReplicaId("madrid")), "an event of a later release");
        assertEquals("/problems/journal-unreadable", change("{\"order\": 2}").json().path("type").asText());
    }
}
