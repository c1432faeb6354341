package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.medal;
import static org.palmares.node.api.Messages.medallists;
import static org.palmares.node.api.Messages.result;
import static org.palmares.node.api.Messages.row;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palmares.node.api.TestSite.Answer;

/** What readers get, and how: languages, paging, ETag, gzip. */
class QueryRoutesTest {

    private static final String FINAL_UNIT = unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale");
    private static final String HEAT_UNIT = unit(HEAT, "2030-08-03T10:05:00+02:00", "Men's 100m Heat 1", "100m hommes, série 1");
    private static final byte[] RESULT = result(FINAL, 1, row(1, "USA", "ASHE", "Ida", "9.79"), row(2, "FRA", "BEAU", "Léo", "9.80"));

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

    @Test
    void beforeTheFirstMessageListsAreEmptyAndSingleThingsUnknown() throws Exception {
        assertEquals(0, site.get("/v1/games").json().get("games").size());
        assertEquals(0, site.get("/v1/schedule?date=2030-08-04").json().get("units").size());
        assertEquals(0, site.get("/v1/medals").json().get("rows").size());
        assertEquals(404, site.get("/v1/units/" + FINAL).status());
        assertEquals(404, site.get("/v1/competitions/" + EVENT).status());
        assertEquals(404, site.get("/v1/units/" + FINAL + "/result").status());
    }

    @Test
    void aResultThatComesBeforeItsUnitIsServedAndTheUnitShowsOnceKnown() throws Exception {
        site.take(RESULT);

        assertEquals("ASHE Ida", site.get("/v1/units/" + FINAL + "/result").json().at("/rows/0/competitor/name").asText());
        assertEquals(404, site.get("/v1/units/" + FINAL).status());

        site.take(schedule(1, FINAL_UNIT));
        JsonNode unit = site.get("/v1/units/" + FINAL).json();
        assertEquals("OFFICIAL", unit.get("resultStatus").asText());
        assertEquals("2030-08-04T21:55:00+02:00", unit.get("start").asText());
        assertEquals(EVENT, unit.get("competition").asText());
    }

    @Test
    void namesAreGivenInTheLanguageAskedForAndItIsSaidWhich() throws Exception {
        site.take(schedule(1, FINAL_UNIT, HEAT_UNIT), medallists(EVENT, 1, medal("ME_GOLD", 1, "USA", "ASHE", "Ida")));

        assertEquals("Men's 100m Final", site.get("/v1/units/" + FINAL).json().get("name").asText());
        Answer french = site.get("/v1/units/" + FINAL, "Accept-Language", "fr-CA;q=0.9, en;q=0.5");
        assertEquals("100m hommes, finale", french.json().get("name").asText());
        assertEquals("fr", french.header("content-language"));
        assertEquals("Men's 100m Final", site.get("/v1/units/" + FINAL + "?lang=es").json().get("name").asText());
        assertEquals("Men's 100m Final", site.get("/v1/units/" + FINAL + "?lang=en", "Accept-Language", "fr").json().get("name").asText());
        assertEquals("United States", site.get("/v1/medals").json().at("/rows/0/name").asText());
        assertEquals("États-Unis", site.get("/v1/medals?lang=fr").json().at("/rows/0/name").asText());
        assertEquals("Athlétisme", site.get("/v1/disciplines?lang=fr").json().at("/disciplines/0/name").asText());
        assertEquals("Men's 100m", site.get("/v1/competitions/" + EVENT).json().get("name").asText());
    }

    @Test
    void anAnswerThatTheClientHasIsNotSentAgainUntilItChanges() throws Exception {
        site.take(schedule(1, FINAL_UNIT), RESULT);
        Answer first = site.get("/v1/units/" + FINAL + "/result");
        String etag = first.header("etag");

        assertTrue(etag.matches("\"[0-9a-f]+\""), etag);
        Answer again = site.get("/v1/units/" + FINAL + "/result", "If-None-Match", "\"other\", W/" + etag);
        assertEquals(304, again.status());
        assertEquals(0, again.body().length);
        assertEquals(etag, again.header("etag"));
        assertTrue(again.header("vary").contains("Accept-Language"));

        site.take(result(FINAL, 2, row(1, "FRA", "BEAU", "Léo", "9.80")));
        Answer changed = site.get("/v1/units/" + FINAL + "/result", "If-None-Match", etag);
        assertEquals(200, changed.status());
        assertEquals(2, changed.json().get("version").asInt());
        assertNotEquals(etag, changed.header("etag"));
    }

    @Test
    void anAnswerForOneGamesIsNeverGivenForAnother() throws Exception {
        site.take(RESULT);
        assertEquals("ASHE Ida", site.get("/v1/units/" + FINAL + "/result").json().at("/rows/0/competitor/name").asText());

        site.take(Messages.message("WG2031", "DT_RESULT", FINAL, 1, "", row(1, "NOR", "DAHL", "Kai", "9.99")));

        assertEquals("DAHL Kai", site.get("/v1/units/" + FINAL + "/result?games=WG2031").json().at("/rows/0/competitor/name").asText());
        assertEquals("ASHE Ida", site.get("/v1/units/" + FINAL + "/result").json().at("/rows/0/competitor/name").asText());
        assertEquals("ASHE Ida", site.get("/v1/units/" + FINAL + "/result?games=SG2030").json().at("/rows/0/competitor/name").asText());
        assertEquals(404, site.get("/v1/schedule?games=XX1900").status());
    }

    @Test
    void longAnswersArePackedWhereThatIsAccepted() throws Exception {
        String another = unit(EVENT + "HEAT000200--", "2030-08-03T10:15:00+02:00", "Men's 100m Heat 2", "100m hommes, série 2");
        site.take(schedule(1, FINAL_UNIT, HEAT_UNIT, another));
        Answer plain = site.get("/v1/schedule");
        Answer packed = site.get("/v1/schedule", "Accept-Encoding", "br, gzip");

        assertEquals("gzip", packed.header("content-encoding"));
        assertArrayEquals(plain.body(), packed.unpacked());
        assertNotEquals(plain.header("etag"), packed.header("etag"));
        assertEquals(304, site.get("/v1/schedule", "Accept-Encoding", "gzip", "If-None-Match", packed.header("etag")).status());
        assertEquals("", site.get("/v1/schedule", "Accept-Encoding", "gzip;q=0, br").header("content-encoding"));
        assertEquals("", plain.header("content-encoding"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/schedule", "/v1/competitions/" + EVENT})
    void pagesFollowEachOtherWithoutGapOrRepeat(String address) throws Exception {
        List<String> units = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 7; i++) {
            String code = EVENT + "HEAT000" + i + "00--";
            units.add(unit(code, "2030-08-03T1" + i + ":05:00+02:00", "Heat " + i, "Série " + i));
            expected.add(code);
        }
        java.util.Collections.reverse(units);
        site.take(schedule(1, units.toArray(String[]::new)));

        List<String> found = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = site.get(address + "?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)).json();
            page.get("units").forEach(unit -> found.add(unit.get("code").asText()));
            cursor = page.get("next").asText("");
            cursor = cursor.equals("null") ? "" : cursor;
            pages++;
        } while (!cursor.isEmpty() && pages < 10);

        assertEquals(expected, found);
        assertEquals(3, pages);
    }

    @Test
    void theTimetableIsFilteredByTheDayOnWhichTheVenueStillGoesOn() throws Exception {
        String evening = unit(EVENT + "HEAT000200--", "2030-08-04T23:50:00+02:00", "Evening", "Soir");
        String late = unit(FINAL, "2030-08-05T01:30:00+02:00", "Late", "Tard");
        site.take(schedule(1, late, HEAT_UNIT, evening), RESULT);

        assertEquals(FINAL, site.get("/v1/schedule?date=2030-08-04").json().at("/units/1/code").asText());
        assertEquals(0, site.get("/v1/schedule?date=2030-08-05").json().get("units").size());
        assertEquals(1, site.get("/v1/schedule?noc=FRA").json().get("units").size());
        assertEquals(0, site.get("/v1/schedule?noc=NOR").json().get("units").size());
        assertEquals(3, site.get("/v1/schedule?venue=STA&status=SCHEDULED&discipline=ATH").json().get("units").size());
        assertEquals(0, site.get("/v1/schedule?discipline=SWM").json().get("units").size());
    }

    @Test
    void equalMedalCountsShareARankAndTheNextRankSkips() throws Exception {
        String[] medals = {
            medal("ME_GOLD", 1, "NOR", "A", "B"), medal("ME_GOLD", 2, "FRA", "C", "D"), medal("ME_BRONZE", 3, "USA", "E", "F")
        };
        site.take(medallists(EVENT, 1, medals));

        JsonNode rows = site.get("/v1/medals").json().get("rows");
        assertEquals(List.of("FRA", "NOR", "USA"), rows.findValuesAsText("noc"));
        assertEquals(List.of("1", "1", "3"), rows.findValuesAsText("rank"));
        assertTrue(rows.get(0).get("rankEqual").asBoolean() && !rows.get(2).get("rankEqual").asBoolean());
        assertEquals(0, site.get("/v1/medals?discipline=SWM").json().get("rows").size());
    }

    @Test
    void participantsAreFoundByNameAndShownWithTheirUnitsAndResults() throws Exception {
        site.take(Messages.participants(Messages.person(1, "USA", "ASHE", "Ida"), Messages.person(2, "FRA", "BEAU", "Léo")));
        site.take(schedule(1, FINAL_UNIT, HEAT_UNIT), RESULT);

        assertEquals(List.of("ASHE Ida", "BEAU Léo"), site.get("/v1/participants").json().findValuesAsText("name"));
        JsonNode found = site.get("/v1/participants?q=bea&noc=FRA&discipline=ATH").json();
        assertEquals(List.of("2"), found.findValuesAsText("code"));
        assertEquals(0, site.get("/v1/participants?noc=NOR").json().get("participants").size());
        JsonNode person = site.get("/v1/participants/2?lang=fr").json();
        assertEquals("France", person.at("/participant/nocName").asText());
        assertEquals(FINAL, person.at("/units/0/code").asText());
        assertEquals(1, person.get("units").size());
        assertEquals("9.80", person.at("/results/0/row/result").asText());
        assertFalse(person.toString().contains("2001-01-01"));
        assertEquals(404, site.get("/v1/participants/99").status());
    }

    @Test
    void documentsComeBackByteForByteInEveryVersionKept() throws Exception {
        byte[] second = result(FINAL, 2, row(1, "FRA", "BEAU", "Léo", "9.80"));
        site.take(RESULT, second);

        Answer latest = site.get("/v1/odf/DT_RESULT/" + FINAL);
        assertArrayEquals(second, latest.body());
        assertTrue(latest.type().startsWith("application/xml"), latest.type());
        assertArrayEquals(RESULT, site.get("/v1/odf/DT_RESULT/" + FINAL + "?version=1").body());
        Answer unkept = site.get("/v1/odf/DT_RESULT/" + FINAL + "?version=9");
        assertEquals(404, unkept.status());
        assertEquals("[2,1]", unkept.json().get("versionsKept").toString());
    }

    @Test
    void aWithdrawnResultIsGoneAndItsEarlierVersionCanStillBeRead() throws Exception {
        site.take(RESULT, result(FINAL, 2));

        assertEquals(410, site.get("/v1/units/" + FINAL + "/result").status());
        assertEquals(410, site.get("/v1/odf/DT_RESULT/" + FINAL).status());
        assertEquals(1, site.get("/v1/units/" + FINAL + "/result?version=1").json().get("version").asInt());
    }

    @Test
    void theSameKnowledgeHasTheSameTagInEveryDataCentre() throws Exception {
        site.take(schedule(1, FINAL_UNIT, HEAT_UNIT), RESULT);
        try (TestSite other = new TestSite(keys)) {
            other.take(schedule(1, FINAL_UNIT, HEAT_UNIT), RESULT);
            List<String> addresses =
                    List.of("/v1/schedule", "/v1/units/" + FINAL, "/v1/competitions/" + EVENT, "/v1/medals", "/v1/disciplines");
            for (String address : addresses) {
                assertEquals(site.get(address).header("etag"), other.get(address).header("etag"), address);
                assertFalse(site.get(address).header("etag").isEmpty(), address);
            }
        }
    }
}
