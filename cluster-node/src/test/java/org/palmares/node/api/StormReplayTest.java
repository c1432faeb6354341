package org.palmares.node.api;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.schedule.proposal.PlannerSettings;
import org.palmares.protocol.odf.SharedData;

/**
 * Storm days of Paris 2024, asked over HTTP on what the board knew before, with the real planner; accepted too. docs/STORM.md has them beside what was
 * done.
 */
class StormReplayTest {

    private static final Path DOCUMENT = Path.of("../docs/STORM.md");
    private static final Path PLANNER = Path.of("planner/target");
    private static final int NIGHT_ENDS = 6;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isDirectory(PLANNER.resolve("lib")) && Files.isDirectory(PLANNER.resolve("native")), "SKIPPED: the planner is not built; mvn package builds it");
        site = TestSite.with(keys, new PlannerSettings(PLANNER, PlannerSettings.ownJava(), Duration.ofSeconds(30), 384L * 1024 * 1024));
    }

    @AfterEach
    void stop() {
        if (site != null) {
            site.close();
        }
    }

    /** Takes what was sent of a discipline until a moment. */
    private void take(String discipline, String until) {
        Path games = SharedData.folder().resolve("odf/OG2024");
        Predicate<String> known = name -> !name.startsWith("2") || name.compareTo(until) < 0;
        Map<String, byte[]> messages = new TreeMap<>();
        SharedData.forEach(games.resolve("schedule/" + discipline + ".xml"), (name, xml) -> messages.put("0", xml));
        SharedData.forEach(games.resolve("participants/" + discipline + ".xml.gz"), (name, xml) -> messages.put("1", xml));
        for (String folder : new String[] {"schedule-updates", "results"}) {
            SharedData.forEach(games.resolve(folder + '/' + discipline + ".zip"), (name, xml) -> {
                if (known.test(name)) {
                    messages.put(name, xml);
                }
            });
        }
        messages.values().forEach(xml -> {
            try {
                site.take(xml);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    private JsonNode post(String address, String body) throws Exception {
        Answer answer = site.ask(
                HttpRequest.create(address + "?games=OG2024").withMethod(HttpMethods.POST).withEntity(ContentTypes.APPLICATION_JSON, body.getBytes(StandardCharsets.UTF_8)),
                "X-API-KEY", TestSite.SCHEDULER_KEY);
        assertEquals(200, answer.status(), () -> new String(answer.body(), StandardCharsets.UTF_8));
        return answer.json();
    }

    /** Asks, and accepts the best plan; all that it moves is in the document. */
    private JsonNode replay(String body) throws Exception {
        long begin = System.nanoTime();
        JsonNode proposal = post("/v1/schedule/proposals", body);
        System.out.println("StormReplayTest: " + proposal.path("units") + " units, " + proposal.path("movable") + " movable, " + (System.nanoTime() - begin) / 1_000_000 + " ms, planner "
                + proposal.path("millis") + "\n" + proposal.toPrettyString());
        JsonNode best = proposal.path("best");
        assertTrue(best.path("proven").asBoolean(), best::toString);
        assertTrue(best.path("feasible").asBoolean());
        ObjectNode change = best.path("change").deepCopy();
        best.path("clashes").path("new").forEach(clash -> change.withArray("accept").add(clash.path("id").asText()));
        JsonNode done = post("/v1/schedule/changes", change.toString());
        assertEquals("done", done.path("state").asText(), done::toString);
        String document = Files.readString(DOCUMENT);
        for (JsonNode unit : best.path("units")) {
            if (!unit.path("why").path(0).path("rule").asText().equals("spans")) {
                String row = "| `" + unit.path("code").asText() + "` | " + text(unit.path("before")) + " | " + text(unit.path("after")) + " |";
                assertTrue(document.contains(row), "docs/STORM.md does not say " + row);
            }
        }
        return proposal;
    }

    private static String text(JsonNode slot) {
        return OffsetDateTime.parse(slot.path("start").asText()).toLocalDateTime().toString().substring("2024-".length()).replace('T', ' ');
    }

    @Test
    void triathlonMenAfterTheSeineWasTooDirty() throws Exception {
        take("TRI", "2024-07-30T0430");
        replay("""
                {"happened": [{"kind": "venue-closed", "venue": "ALX", "until": "2024-07-31T06:00:00+02:00"}], "now": "2024-07-30T04:30:00+02:00",
                 "settings": {"noticeMinutes": 120, "turnaroundMinutes": {"*": 6}}}""");
    }

    @Test
    void skateboardingMenAfterRain() throws Exception {
        take("SKB", "2024-07-27T0730");
        post("/v1/schedule/changes", """
                {"action": "set", "reason": "the plan of 2022 has both rounds at 17:00", "units": {
                 "SKBMSTREET------------QUAL--------": {"start": "2024-07-27T12:00:00+02:00", "end": "2024-07-27T15:30:00+02:00"},
                 "SKBWSTREET------------QUAL--------": {"start": "2024-07-28T12:00:00+02:00", "end": "2024-07-28T15:30:00+02:00"}}}""");
        replay("""
                {"happened": [{"kind": "venue-closed", "venue": "LC3", "until": "2024-07-28T06:00:00+02:00"}], "now": "2024-07-27T07:30:00+02:00",
                 "settings": {"noticeMinutes": 120, "turnaroundMinutes": {"*": 6}}}""");
    }

    @Test
    void surfingWithoutWavesAndWithTooMany() throws Exception {
        take("SRF", "2024-07-28T2254");
        ObjectNode set = JSON.createObjectNode().put("action", "set").put("reason", "the plan of 2022 dates what is after midnight a day too early");
        for (JsonNode unit : site.get("/v1/schedule?games=OG2024&discipline=SRF&limit=1000").json().path("units")) {
            boolean storm = unit.path("code").asText().matches("SRF[MW]SHORTBRD-{10}(8FNL|QFNL|SFNL|FNL-)0.*") && unit.path("status").asText().equals("SCHEDULED");
            if (storm && OffsetDateTime.parse(unit.path("start").asText()).getHour() < NIGHT_ENDS) {
                set.withObject("/units").putObject(unit.path("code").asText()).put("start", dayLater(unit.path("start"))).put("end", dayLater(unit.path("end")));
            }
        }
        // And the men's final with the first quarter-final; it is the last of the day.
        set.withObject("/units").putObject("SRFMSHORTBRD----------FNL-000100--").put("start", "2024-07-31T04:15:00+02:00").put("end", "2024-07-31T04:50:00+02:00");
        JsonNode dry = post("/v1/schedule/changes", set.deepCopy().put("dryRun", true).toString());
        dry.path("clashes").path("new").forEach(clash -> set.withArray("accept").add(clash.path("id").asText()));
        post("/v1/schedule/changes", set.toString());
        replay("""
                {"happened": [{"kind": "venue-closed", "venue": "TAH", "from": "2024-07-29T23:45:00+02:00", "until": "2024-08-01T19:00:00+02:00"},
                              {"kind": "venue-closed", "venue": "TAH", "from": "2024-08-02T04:30:00+02:00", "until": "2024-08-05T22:30:00+02:00"}],
                 "scope": {"days": 8}, "now": "2024-07-29T22:00:00+02:00",
                 "settings": {"noticeMinutes": 120, "gridMinutes": 1, "turnaroundMinutes": {"*": 6}, "venueHours": {"TAH": {"from": "19:00", "to": "05:00"}}}}""");
    }

    private static String dayLater(JsonNode time) {
        return ISO_OFFSET_DATE_TIME.format(OffsetDateTime.parse(time.asText()).plusDays(1));
    }
}
