package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.message;
import static org.palmares.node.api.Messages.row;
import static org.palmares.node.api.Messages.unit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.board.Board;
import org.palmares.node.ingest.Recorder;

/** Which Games there are, when they are, and which is meant where none is named. */
class GamesRoutesTest {

    private static final String ATHLETICS = "ATH" + "-".repeat(31);
    private static final String FINAL_UNIT = unit(FINAL, "2031-07-24T21:30:00+09:00", "Final", "Finale");
    private static final String HEAT_UNIT = unit(HEAT, "2031-07-24T09:00:00+09:00", "Heat", "Série");

    @TempDir
    private Path keys;

    private TestSite site;
    private Recorder recorder;

    @BeforeEach
    void start() throws Exception {
        site = TestSite.withoutDefault(keys, over -> {
            recorder = over;
            return null;
        });
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static byte[] schedule(String games, String... units) {
        return message(games, "DT_SCHEDULE", ATHLETICS, 1, "", String.join("", units));
    }

    private static byte[] result(String games) {
        return message(games, "DT_RESULT", FINAL, 1, "", row(1, "NOR", "DAHL", "Kai", "9.99"));
    }

    private JsonNode games(String code) throws Exception {
        for (JsonNode one : site.get("/v1/games").json().get("games")) {
            if (one.get("code").asText().equals(code)) {
                return one;
            }
        }
        throw new AssertionError(code + " is not listed");
    }

    private Answer put(String games, String json, String... key) throws Exception {
        HttpRequest request = HttpRequest.create("/v1/games/" + games)
                .withMethod(HttpMethods.PUT)
                .withEntity(ContentTypes.APPLICATION_JSON, json.getBytes(StandardCharsets.UTF_8));
        return site.ask(request, "X-API-KEY", key.length == 0 ? TestSite.OPS_KEY : key[0]);
    }

    private Answer post(byte[] message) throws Exception {
        return site.ask(HttpRequest.POST("/v1/odf").withEntity(ContentTypes.TEXT_XML_UTF8, message), "X-API-KEY", TestSite.FEED_KEY);
    }

    @Test
    void theDaysAndTheZoneOfAGamesAreThoseOfItsOwnTimes() throws Exception {
        site.take(schedule("WG2031", FINAL_UNIT, HEAT_UNIT));

        JsonNode games = games("WG2031");
        assertEquals("2031-07-24", games.get("firstDay").asText());
        assertEquals("2031-07-24", games.get("lastDay").asText());
        assertEquals("2031-07-24", games.get("today").asText());
        assertEquals("+09:00", games.get("zone").asText());
        assertEquals(2, site.get("/v1/schedule?date=2031-07-24&games=WG2031").json().get("units").size());
        assertEquals(1, site.get("/v1/competitions?date=2031-07-24&games=WG2031").json().get("competitions").size());
        assertEquals(0, site.get("/v1/competitions?date=2031-07-23&games=WG2031").json().get("competitions").size());
    }

    @Test
    void oneTypingErrorInATimeDoesNotStretchTheGames() throws Exception {
        String typo = unit(EVENT + "HEAT000200--", "2039-08-04T10:00:00+09:00", "Heat 2", "Série 2");
        site.take(schedule("WG2031", FINAL_UNIT, HEAT_UNIT, typo));

        assertEquals("2031-07-24", games("WG2031").get("lastDay").asText());
        assertEquals(3, site.get("/v1/schedule?games=WG2031").json().get("units").size());
    }

    @Test
    void theFirstProductionGamesThatGotATimetableIsMeantForAsLongAsItHasOne() throws Exception {
        site.take(result("TYPO1"), schedule("WG2031", FINAL_UNIT), schedule("AG2030", FINAL_UNIT));

        assertTrue(games("WG2031").get("default").asBoolean());
        assertFalse(games("AG2030").get("default").asBoolean());
        assertEquals(0, site.get("/v1/medals").json().get("rows").size());

        site.take(result("TYPO2"), message("AG2030", "DT_SCHEDULE", ATHLETICS, 2, "", FINAL_UNIT + HEAT_UNIT));
        assertTrue(games("WG2031").get("default").asBoolean(), "no message changes it");

        site.take(message("WG2031", "DT_SCHEDULE", ATHLETICS, 3, "", " "));
        assertTrue(games("AG2030").get("default").asBoolean(), "a Games without a timetable is meant no longer");
    }

    @Test
    void aTestFeedIsNeverMeantByItself() throws Exception {
        site.take(new String(schedule("WG2031", FINAL_UNIT), StandardCharsets.UTF_8).replace("FeedFlag=\"P\"", "FeedFlag=\"T\"").getBytes(StandardCharsets.UTF_8));

        assertFalse(games("WG2031-T").get("default").asBoolean());
        assertEquals(0, site.get("/v1/schedule").json().get("units").size());
        assertEquals(1, site.get("/v1/schedule?games=WG2031-T").json().get("units").size());
    }

    @Test
    void operationsChooseTheDefaultAndTakeTheChoiceBack() throws Exception {
        site.take(schedule("WG2031", FINAL_UNIT), schedule("AG2030", FINAL_UNIT, HEAT_UNIT));

        assertEquals(403, put("AG2030", "{\"default\": true}", TestSite.FEED_KEY).status());
        Answer chosen = put("AG2030", "{\"default\": true, \"reason\": \"the Games that are on\"}");
        assertEquals(200, chosen.status(), chosen.json().toString());
        assertTrue(games("AG2030").get("default").asBoolean());
        assertFalse(games("WG2031").get("default").asBoolean());
        assertEquals(2, site.get("/v1/schedule").json().get("units").size());

        assertEquals(200, put("WG2031", "{\"default\": true}").status());
        assertTrue(games("WG2031").get("default").asBoolean());
        assertEquals(200, put("AG2030", "{\"default\": true}").status());
        assertEquals(200, put("AG2030", "{\"default\": false}").status());
        assertTrue(games("WG2031").get("default").asBoolean());
    }

    @Test
    void whatIsNoDecisionIsRefusedAndSaysWhatToSend() throws Exception {
        site.take(schedule("WG2031", FINAL_UNIT));

        assertEquals(404, put("XX1900", "{\"default\": true}").status());
        assertEquals(404, put(".PALMARES-RECORDS", "{\"retired\": true}").status());
        assertEquals(400, put("WG2031", "{").status());
        for (String body : List.of("{}", "{\"default\": 1}", "{\"default\": true, \"retired\": true}", "{\"retired\": false}", "{\"default\": true, \"x\": 1}",
                "{\"default\": true, \"reason\": 1}")) {
            Answer refused = put("WG2031", body);
            assertEquals(422, refused.status(), body);
            assertTrue(refused.json().get("detail").asText().length() > 20, body);
        }
    }

    @Test
    void aRetiredGamesIsNeitherListedNorHeldNorTaken() throws Exception {
        site.take(schedule("WG2031", FINAL_UNIT), schedule("AG2030", FINAL_UNIT));
        put("WG2031", "{\"default\": true}");
        assertEquals(409, put("WG2031", "{\"retired\": true}").status());
        put("AG2030", "{\"default\": true}");

        assertEquals(200, put("WG2031", "{\"retired\": true, \"reason\": \"over\"}").status());

        assertEquals(1, site.get("/v1/games").json().get("games").size());
        for (String query : List.of("/v1/schedule", "/v1/medals", "/v1/competitions", "/v1/units/" + FINAL)) {
            Answer gone = site.get(query + "?games=WG2031");
            assertEquals(List.of("410", "/problems/games-retired"), List.of(String.valueOf(gone.status()), gone.json().path("type").asText()), query);
        }
        assertEquals(410, site.get("/v1/live?games=WG2031").status());
        assertTrue(recorder.board().of("WG2031").isEmpty());
        Answer refused = post(result("WG2031"));
        assertEquals(410, refused.status());
        assertTrue(refused.json().get("detail").asText().contains("WG2031"));
        assertEquals(410, put("WG2031", "{\"default\": true}").status());
        assertEquals(200, put("WG2031", "{\"retired\": true}").status());
        site.take(result("WG2031"));
        assertTrue(recorder.board().of("WG2031").isEmpty(), "what other nodes still bring of it is not held");
    }

    @Test
    void unknownGamesAreNotFoundByAnyQuery() throws Exception {
        site.take(schedule("WG2031", FINAL_UNIT));

        for (String address : List.of("/v1/games", "/v1/disciplines", "/v1/competitions", "/v1/competitions/" + EVENT, "/v1/schedule", "/v1/units/" + FINAL,
                "/v1/units/" + FINAL + "/result", "/v1/medals", "/v1/participants", "/v1/odf/DT_SCHEDULE/" + ATHLETICS)) {
            assertEquals(404, site.get(address + "?games=XX1900").status(), address);
        }
    }

    @Test
    void aNodeHoldsOnlySoManyGamesAndSaysSoBeforeAnythingIsKept() throws Exception {
        for (int i = 0; i < Board.GAMES_MAX; i++) {
            recorder.take(result("G" + i));
        }
        Answer refused = post(result("ONEMORE"));

        assertEquals(422, refused.status());
        assertTrue(refused.json().get("detail").asText().contains(String.valueOf(Board.GAMES_MAX)));
        assertFalse(recorder.board().games().contains("ONEMORE"));
        assertEquals(200, post(result("G1")).status());
        put("G0", "{\"retired\": true}");
        assertEquals(200, post(result("ONEMORE")).status());
    }
}
