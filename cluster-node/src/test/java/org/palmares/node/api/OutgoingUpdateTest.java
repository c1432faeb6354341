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
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.protocol.odf.OdfMessage;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.ScheduleMessage;
import org.palmares.protocol.odf.Unit;

/** What people change goes out as ODF. */
class OutgoingUpdateTest {

    private static final String SECOND = EVENT + "HEAT000200--";
    private static final String DISCIPLINE = "ATH" + "-".repeat(31);
    private static final String OURS = "/v1/odf/DT_SCHEDULE_UPDATE/" + DISCIPLINE + "?source=PALMARES&games=SG2030";

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
        return schedule(
                version,
                unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale"),
                unit(HEAT, "2030-08-03T10:00:00+02:00", "Heat 1", "Série 1"),
                unit(SECOND, "2030-08-03T10:10:00+02:00", "Heat 2", "Série 2"));
    }

    private void patch(String unit, String body) throws Exception {
        new Scheduler(site).patch(unit, body);
    }

    private OdfMessage ours() throws Exception {
        Answer answer = site.get(OURS);
        assertEquals(200, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        return OdfReader.read(answer.body());
    }

    private List<String> units() throws Exception {
        return ScheduleMessage.read(ours()).value().units().stream().map(Unit::code).map(Object::toString).toList();
    }

    private ArrayNode timetable(String games) throws Exception {
        List<JsonNode> units = new ArrayList<>();
        site.get("/v1/schedule?games=" + games).json().path("units").forEach(unit -> {
            ((ObjectNode) unit).remove("revision");
            units.add(unit);
        });
        units.sort(Comparator.comparing(unit -> unit.path("code").asText()));
        return new ObjectMapper().valueToTree(units);
    }

    @Test
    void anotherGamesThatIsFedWithItHasTheSameTimetable() throws Exception {
        assertEquals(404, site.get(OURS).status(), "nobody changed anything");
        site.take(new String(plan(1), StandardCharsets.UTF_8).replace("SG2030", "OTHER").getBytes(StandardCharsets.UTF_8));
        patch(HEAT, "{\"start\": \"2030-08-03T11:00:00+02:00\", \"location\": \"TRK\", \"hideStart\": true, \"startText\": \"Not before 11:00\"}");
        patch(SECOND, "{\"status\": \"POSTPONED\"}");
        patch(FINAL, "{\"status\": \"CANCELLED\"}");
        OdfMessage message = ours();
        assertEquals(List.of("PALMARES", "DT_SCHEDULE_UPDATE", DISCIPLINE), List.of(message.header().source(), message.header().documentType(), message.header().documentCode()));
        site.take(new String(site.get(OURS).body(), StandardCharsets.UTF_8).replace("SG2030", "OTHER").getBytes(StandardCharsets.UTF_8));
        ArrayNode other = timetable("OTHER");
        // In ODF what is postponed has the time that it was planned for.
        other.forEach(unit -> {
            if (unit.path("code").asText().equals(SECOND)) {
                assertEquals("2030-08-03T10:10:00+02:00", unit.path("start").asText());
                ((ObjectNode) unit).remove("start");
            }
        });
        assertEquals(timetable("SG2030"), other);
    }

    @Test
    void whatIsPostponedHasTheTimeItWasPlannedForLast() throws Exception {
        patch(HEAT, "{\"start\": \"2030-08-03T11:00:00+02:00\"}");
        patch(HEAT, "{\"status\": \"POSTPONED\"}");
        patch(SECOND, "{\"status\": \"POSTPONED\"}");
        var read = ScheduleMessage.read(ours());
        assertEquals(List.of(), read.warnings());
        assertEquals(List.of("2030-08-03T10:10+02:00 POSTPONED", "2030-08-03T11:00+02:00 POSTPONED"), read.value().units().stream()
                .map(unit -> unit.start().orElseThrow() + " " + unit.status()).sorted().toList());
    }

    @Test
    void theVersionGrowsWithEachChangeAndWhatAVenueSaysAnewIsItsOwn() throws Exception {
        patch(HEAT, "{\"start\": \"2030-08-03T11:00:00+02:00\"}");
        long first = ours().header().version();
        assertEquals(List.of(HEAT), units());
        site.take(plan(2));
        assertEquals(List.of(HEAT), units(), "a repeat changes nothing");
        patch(HEAT, "{\"start\": \"2030-08-03T10:00:00+02:00\"}");
        assertTrue(ours().header().version() > first);
        assertEquals(List.of(HEAT), units(), "who heard of the change hears that it was taken back");
        assertEquals(404, site.get(OURS + "&version=1").status());
        assertEquals(200, site.get(OURS + "&version=" + ours().header().version()).status());
        site.take(schedule(3, unit(HEAT, "2030-08-03T12:00:00+02:00", "Heat 1", "Série 1"), unit(SECOND, "2030-08-03T10:10:00+02:00", "Heat 2", "Série 2")));
        assertEquals(404, site.get(OURS).status(), "the venue has the last word on it");
        assertFalse(site.get("/v1/odf/DT_SCHEDULE_UPDATE/short?source=PALMARES&games=SG2030").status() != 404);
        assertEquals(404, site.get("/v1/odf/DT_SCHEDULE/" + DISCIPLINE + "?source=NOBODY&games=SG2030").status());
    }

    @Test
    void whatAnotherPalmaresHasFedInIsShownWhereThereIsNothingOfOurOwn() throws Exception {
        patch(HEAT, "{\"start\": \"2030-08-03T11:00:00+02:00\"}");
        byte[] fed = new String(site.get(OURS).body(), StandardCharsets.UTF_8).replace("SG2030", "OTHER").getBytes(StandardCharsets.UTF_8);
        site.take(new String(plan(1), StandardCharsets.UTF_8).replace("SG2030", "OTHER").getBytes(StandardCharsets.UTF_8), fed);
        String there = OURS.replace("SG2030", "OTHER");
        assertEquals(new String(fed, StandardCharsets.UTF_8), new String(site.get(there).body(), StandardCharsets.UTF_8));
        long version = OdfReader.read(fed).header().version();
        assertEquals(200, site.ask(
                HttpRequest.create("/v1/units/" + SECOND + "/schedule?games=OTHER").withMethod(HttpMethods.PATCH)
                        .withEntity(ContentTypes.APPLICATION_JSON, "{\"start\": \"2030-08-03T12:00:00+02:00\"}".getBytes(StandardCharsets.UTF_8)),
                "X-API-KEY", TestSite.SCHEDULER_KEY).status());
        assertEquals(List.of(SECOND), ScheduleMessage.read(OdfReader.read(site.get(there).body())).value().units().stream().map(unit -> unit.code().value()).toList());
        assertEquals(new String(fed, StandardCharsets.UTF_8), new String(site.get(there + "&version=" + version).body(), StandardCharsets.UTF_8));
    }
}
