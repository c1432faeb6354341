package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.message;
import static org.palmares.node.api.Messages.person;
import static org.palmares.node.api.Messages.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /v1/schedule/clashes}: what is told, in which order and language. */
class ClashRoutesTest {

    private static final String RELAY = "ATHM4X100M------------HEAT000100--";

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
        site.take(
                Messages.schedule(
                        1,
                        unit(Messages.FINAL, "2030-08-04T21:55", "2030-08-04T22:10", "A01", "Men's 100m Final", "100m hommes, finale"),
                        unit(RELAY, "2030-08-04T22:00", "2030-08-04T22:20", "A01", "Men's 4x100m Heat 1", "4x100m hommes, série 1"),
                        unit(Messages.HEAT, "2030-08-03T10:00", "2030-08-03T10:10", "A01", "Men's 100m Heat 1", "100m hommes, série 1"),
                        unit("ATHM100M--------------HEAT000200--", "", "", "A01", "Men's 100m Heat 2", "100m hommes, série 2")),
                Messages.participants(person(1, "USA", "ASHE", "Ida"), person(2, "FRA", "BEAU", "Léo")),
                message("SG2030", "DT_PARTIC_TEAMS", "ATH" + "-".repeat(31), 1, "", "<Team Code=\"RELAYUSA\" Organisation=\"USA\" Name=\"USA\" Gender=\"M\"><Composition>"
                        + "<Athlete Code=\"1\" Order=\"1\"/><Athlete Code=\"3\" Order=\"2\"/></Composition></Team>"),
                Messages.result(Messages.FINAL, 1, row(1, "USA", "ASHE", "Ida", "9.79"), row(2, "FRA", "BEAU", "Léo", "9.80")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static String unit(String code, String start, String end, String location, String english, String french) {
        String times = start.isEmpty() ? "" : "\" StartDate=\"" + start + ":00+02:00\" EndDate=\"" + end + ":00+02:00";
        return "<Unit Code=\"" + code + "\" PhaseType=\"3\" ScheduleStatus=\"SCHEDULED" + times + "\" Venue=\"STA\" Location=\"" + location + "\"><ItemName Language=\"ENG\" Value=\""
                + english + "\"/><ItemName Language=\"FRA\" Value=\"" + french + "\"/><VenueDescription VenueName=\"Stade\" LocationName=\"Track\"/></Unit>";
    }

    private void startListOfTheRelay() throws Exception {
        site.take(message("SG2030", "DT_RESULT", RELAY, 1, "ResultStatus=\"START_LIST\"", "<Result SortOrder=\"1\"><Competitor Code=\"RELAYUSA\" Type=\"T\" Organisation=\"USA\"/></Result>"));
    }

    private List<String> rules(String query) throws Exception {
        List<String> rules = new ArrayList<>();
        site.get("/v1/schedule/clashes" + query).json().get("clashes").forEach(clash -> rules.add(clash.get("severity").asText() + ' ' + clash.get("rule").asText()));
        return rules;
    }

    @Test
    void theWorstComesFirstAndWhatIsAskedForIsFiltered() throws Exception {
        assertEquals(List.of("error location-double-booked", "warning no-time"), rules(""));
        assertEquals(List.of("warning no-time"), rules("?severity=warning"));
        assertEquals(List.of("error location-double-booked"), rules("?date=2030-08-04"));
        assertEquals(List.of(), rules("?date=2030-08-03"));
        assertEquals(List.of(), rules("?discipline=SWM"));
        assertEquals(400, site.get("/v1/schedule/clashes?severity=fatal").status());
    }

    @Test
    void anAthleteOfATeamIsInTheTeamsUnits() throws Exception {
        startListOfTheRelay();

        JsonNode clash = site.get("/v1/schedule/clashes?severity=error").json().get("clashes").get(1);
        assertEquals("participant-overlap", clash.get("rule").asText());
        assertEquals("[\"1\"]", clash.get("participants").toString());
        assertEquals("[\"" + Messages.FINAL + "\",\"" + RELAY + "\"]", clash.get("units").toString());
        assertTrue(clash.get("text").asText().contains("ASHE Ida"), clash.toString());
    }

    @Test
    void itIsToldInTheLanguageAskedFor() throws Exception {
        String english = text("en");
        assertEquals("Track is used twice at a time: Athletics, Men's 100m Final (2030-08-04 21:55–22:10) and Athletics, Men's 4x100m Heat 1 (2030-08-04 22:00–22:20).", english);
        assertTrue(text("fr").startsWith("Track est utilisé deux fois en même temps : Athlétisme, 100m hommes, finale (2030-08-04 21:55–22:10)"), text("fr"));
        assertTrue(text("es").startsWith("Track se usa dos veces"), text("es"));
        assertTrue(text("de").startsWith("Track is used twice"), text("de"));
    }

    private String text(String language) throws Exception {
        return site.get("/v1/schedule/clashes?severity=error&lang=" + language).json().at("/clashes/0/text").asText();
    }

    @Test
    void theListIsPagedAndKeptUntilSomethingChanges() throws Exception {
        JsonNode first = site.get("/v1/schedule/clashes?limit=1").json();
        JsonNode second = site.get("/v1/schedule/clashes?limit=1&cursor=" + first.get("next").asText()).json();
        assertNotEquals(first.at("/clashes/0/id"), second.at("/clashes/0/id"));
        assertTrue(second.get("next").isNull());

        String tag = site.get("/v1/schedule/clashes").header("etag");
        assertEquals(304, site.get("/v1/schedule/clashes", "If-None-Match", tag).status());
        startListOfTheRelay();
        assertEquals(200, site.get("/v1/schedule/clashes", "If-None-Match", tag).status());
    }

    @Test
    void aGamesWithoutTimetableHasNone() throws Exception {
        try (TestSite empty = TestSite.withoutDefault(keys, recorder -> null)) {
            assertEquals(0, empty.get("/v1/schedule/clashes").json().get("clashes").size());
        }
    }
}
