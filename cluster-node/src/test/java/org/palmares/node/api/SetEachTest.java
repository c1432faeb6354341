package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.node.api.TestSite.Answer;

/** Many units, each to values of its own, in one change. */
class SetEachTest {

    private static final String SECOND = EVENT + "HEAT000200--";
    private static final String CHANGES = "/v1/schedule/changes?games=SG2030";

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
        site.take(schedule(
                1,
                unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale"),
                unit(HEAT, "2030-08-03T10:00:00+02:00", "Heat 1", "Série 1"),
                unit(SECOND, "2030-08-03T10:10:00+02:00", "Heat 2", "Série 2")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Answer post(String units, String more) throws Exception {
        return new Scheduler(site).ask(HttpMethods.POST, CHANGES, "{\"action\": \"set\", \"units\": {" + units + "}" + more + "}");
    }

    private JsonNode done(String units, String more) throws Exception {
        Answer answer = post(units, more);
        assertEquals(200, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        return answer.json();
    }

    private JsonNode shown(String unit) throws Exception {
        return new Scheduler(site).shown(unit);
    }

    private void patch(String unit, String body) throws Exception {
        new Scheduler(site).patch(unit, body);
    }

    private static String of(String unit, String values) {
        return '"' + unit + "\": {" + values + '}';
    }

    @Test
    void eachUnitGetsItsOwnValuesInOneChangeThatCanBeTakenBack() throws Exception {
        String units = of(HEAT, "\"start\": \"2030-08-03T11:00:00+02:00\", \"location\": \"TRK\"") + ',' + of(SECOND, "\"status\": \"POSTPONED\"") + ','
                + of(FINAL, "\"start\": \"2030-08-04T21:55:00+02:00\"");
        JsonNode plan = done(units, ", \"dryRun\": true");
        assertEquals(List.of(HEAT, SECOND), List.of(plan.path("units").path(0).path("code").asText(), plan.path("units").path(1).path("code").asText()));
        assertEquals("SCHEDULED", shown(SECOND).path("status").asText(), "only told");
        JsonNode change = done(units, ", \"reason\": \"rain\"");
        assertEquals(List.of("done", "set", "1"), List.of(change.path("state").asText(), change.path("action").asText(), change.path("unchanged").asText()));
        assertEquals(List.of("2030-08-03T11:00:00+02:00", "TRK"), List.of(shown(HEAT).path("start").asText(), shown(HEAT).path("location").path("code").asText()));
        assertTrue(shown(SECOND).path("start").isMissingNode(), "a postponed unit has no time");
        Answer undone = new Scheduler(site).ask(HttpMethods.POST, "/v1/schedule/changes/" + change.path("id").asText() + "/undo", "{}");
        assertEquals("done", undone.json().path("state").asText());
        assertEquals(List.of("2030-08-03T10:00:00+02:00", "2030-08-03T10:10:00+02:00", "SCHEDULED"), List.of(
                shown(HEAT).path("start").asText(), shown(SECOND).path("start").asText(), shown(SECOND).path("status").asText()));
    }

    @Test
    void whatHasChangedSinceItWasReadIsLeftAndTheOthersGoOn() throws Exception {
        String seen = shown(HEAT).path("revision").asText();
        String seenToo = shown(SECOND).path("revision").asText();
        patch(HEAT, "{\"start\": \"2030-08-03T12:00:00+02:00\"}");
        String units = Stream.of(List.of(HEAT, seen), List.of(SECOND, seenToo))
                .map(is -> of(is.get(0), "\"order\": 7, \"revision\": \"" + is.get(1) + '"'))
                .reduce((one, other) -> one + ',' + other).orElseThrow();
        for (String more : List.of(", \"dryRun\": true", "")) {
            JsonNode change = done(units, more);
            JsonNode left = change.path("units").path(1);
            assertEquals(List.of(HEAT, "/problems/outdated"), List.of(left.path("code").asText(), left.path("outcome").path("type").asText()), change.toString());
            assertTrue(left.path("outcome").path("detail").asText().contains("by scheduler"), left.toString());
            assertEquals(more.isEmpty() ? "partly" : "planned", change.path("state").asText());
        }
        assertEquals(List.of("", "7"), List.of(shown(HEAT).path("order").asText(), shown(SECOND).path("order").asText()));
    }

    @Test
    void aUnitThatWaitsIsRescheduledWhenItGetsATime() throws Exception {
        done(of(HEAT, "\"status\": \"DELAYED\""), "");
        done(of(HEAT, "\"start\": \"2030-08-03T10:00:00+02:00\""), "");
        assertEquals("DELAYED", shown(HEAT).path("status").asText(), "the time it had is none");
        done(of(HEAT, "\"start\": \"2030-08-03T15:00:00+02:00\""), "");
        assertEquals("RESCHEDULED", shown(HEAT).path("status").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"action\": \"set\"} | units",
        "{\"action\": \"set\", \"units\": {}} | units",
        "{\"action\": \"set\", \"units\": {\"short\": {\"order\": 1}}} | units.short",
        "{\"action\": \"set\", \"units\": {\"HEAT\": {}}} | units.HEAT",
        "{\"action\": \"set\", \"units\": {\"HEAT\": 5}} | units.HEAT",
        "{\"action\": \"set\", \"units\": {\"HEAT\": {\"start\": \"noon\"}}} | units.HEAT.start",
        "{\"action\": \"set\", \"units\": {\"HEAT\": {\"start\": \"2030-08-03T12:00:00\"}}} | units.HEAT.start",
        "{\"action\": \"set\", \"units\": {\"HEAT\": {\"colour\": 1}}} | units.HEAT.colour",
        "{\"action\": \"set\", \"units\": {\"HEAT\": {\"order\": 1, \"revision\": \"new\"}}} | units.HEAT.revision",
        "{\"action\": \"set\", \"units\": {\"HEAT\": {\"end\": \"2030-08-03T09:00:00+02:00\"}}} | units.HEAT.end",
        "{\"action\": \"set\", \"units\": {\"HEAT\": {\"venue\": \"XYZ\"}}} | units.HEAT.venue",
        "{\"action\": \"set\", \"units\": {\"NONE\": {\"order\": 1}}} | units.NONE",
        "{\"action\": \"set\", \"select\": {\"venue\": \"STA\"}, \"units\": {\"HEAT\": {\"order\": 1}}} | select",
        "{\"action\": \"delay\", \"select\": {\"venue\": \"STA\"}, \"units\": {\"HEAT\": {\"order\": 1}}} | units"})
    void whatCannotBeIsRefusedWithItsField(String body, String field) throws Exception {
        JsonNode before = shown(HEAT);
        String none = HEAT.replace("HEAT0001", "HEAT0099");
        Answer answer = new Scheduler(site).ask(HttpMethods.POST, CHANGES, body.replace("\"HEAT\"", '"' + HEAT + '"').replace("NONE", none));
        assertEquals(422, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals(field.replaceFirst("HEAT", HEAT).replace("NONE", none), answer.json().path("faults").path(0).path("field").asText());
        assertEquals(before, shown(HEAT));
    }
}
