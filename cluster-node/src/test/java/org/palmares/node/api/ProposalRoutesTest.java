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
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.schedule.proposal.StandInPlanner;
import org.palmares.protocol.contract.NamedKey;

/** A scheduler says what happened, is proposed plans, and accepts one. */
class ProposalRoutesTest {

    private static final String SECOND = EVENT + "HEAT000200--";
    private static final String PROPOSALS = "/v1/schedule/proposals";
    private static final String CLOSED = "{\"kind\": \"venue-closed\", \"venue\": \"STA\", \"from\": \"2030-08-03T09:00:00+02:00\", \"until\": \"2030-08-03T13:00:00+02:00\"}";
    private static final String NOW = "\"now\": \"2030-08-03T08:00:00+02:00\"";
    private static final String STORM = "{\"happened\": [" + CLOSED + "], " + NOW + "}";

    @TempDir
    private Path keys;

    @TempDir
    private Path folder;

    private StandInPlanner planner;
    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(keys.resolve(NamedKey.FILE), new NamedKey(
                "stadium", Set.of("scheduler"), Set.of(), Set.of("STA"), Set.of(), Instant.parse("2030-01-01T00:00:00Z"), NamedKey.hash("key of stadium")).line() + "\n");
        planner = new StandInPlanner(folder);
        site = TestSite.with(keys, planner.settings(Duration.ofSeconds(20)));
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

    private Answer post(String address, String body, String... headers) throws Exception {
        return new Scheduler(site).ask(HttpMethods.POST, address, body, headers);
    }

    private JsonNode proposed(String query) throws Exception {
        Answer answer = post(PROPOSALS + query, STORM);
        assertEquals(200, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        return answer.json();
    }

    private JsonNode problem(int status, String type, String body) throws Exception {
        Answer answer = post(PROPOSALS, body);
        assertEquals(status, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals("/problems/" + type, answer.json().path("type").asText());
        return answer.json();
    }

    private static List<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.path(member).asText()));
        return texts;
    }

    private String start(String unit) throws Exception {
        return site.get("/v1/units/" + unit + "?games=SG2030").json().path("start").asText();
    }

    @Test
    void everyMovedUnitIsToldWithBeforeAfterAndWhyInTheLanguageAskedFor() throws Exception {
        JsonNode proposal = proposed("?games=SG2030&lang=fr");
        assertEquals("cp-sat", proposal.path("solver").asText());
        JsonNode best = proposal.path("best");
        assertTrue(best.path("proven").asBoolean());
        assertEquals(List.of("without-time", "other-day", "other-venue", "moved", "split-sessions", "minutes"), texts(best.path("levels"), "level"));
        assertEquals(List.of(HEAT, SECOND), texts(best.path("units"), "code"));
        JsonNode heat = best.path("units").path(0);
        assertEquals("2030-08-03T10:00:00+02:00", heat.path("before").path("start").asText());
        assertEquals("2030-08-03T14:00:00+02:00", heat.path("after").path("start").asText());
        assertEquals(
                List.of("STA est fermé du 2030-08-03 09:00 au 2030-08-03 13:00.", "L'emplacement est pris par Athlétisme, Série 1."), texts(heat.path("why"), "text"));
        assertEquals("2030-08-03T15:00:00+02:00", proposal.path("secondBest").path("units").path(0).path("after").path("start").asText());
        assertEquals("2030-08-03T10:00:00+02:00", start(HEAT), "nothing is changed");
    }

    @Test
    void theBodyThatAcceptsAPlanIsAChangeWithADryRunHistoryAndUndo() throws Exception {
        JsonNode change = proposed("").path("best").path("change");
        JsonNode dry = post("/v1/schedule/changes", ((ObjectNode) change.deepCopy()).put("dryRun", true).toString()).json();
        assertEquals("planned", dry.path("state").asText());
        assertEquals("2030-08-03T10:00:00+02:00", start(HEAT));

        JsonNode done = post("/v1/schedule/changes", change.toString(), "Idempotency-Key", "storm-1").json();
        assertEquals("done", done.path("state").asText(), done::toString);
        assertEquals(List.of("2030-08-03T14:00:00+02:00", "2030-08-03T14:10:00+02:00"), List.of(start(HEAT), start(SECOND)));
        assertEquals("STA is closed from 2030-08-03 09:00 until 2030-08-03 13:00.", done.path("reason").asText());

        assertEquals(200, post("/v1/schedule/changes/" + done.path("id").asText() + "/undo", "{}").status());
        assertEquals("2030-08-03T10:00:00+02:00", start(HEAT));
    }

    @Test
    void aProposalIsReadAgainAndSaysWhatHasChangedSince() throws Exception {
        JsonNode proposal = proposed("");
        String address = PROPOSALS + '/' + proposal.path("id").asText();
        assertEquals(proposal, site.get(address, "X-API-KEY", TestSite.SCHEDULER_KEY).json());
        post("/v1/schedule/changes", "{\"select\": {\"units\": [\"" + HEAT + "\"]}, \"action\": \"shift\", \"minutes\": 5}");
        JsonNode later = site.get(address + "?lang=es", "X-API-KEY", TestSite.SCHEDULER_KEY).json();
        assertEquals("[\"" + HEAT + "\"]", later.path("best").path("outdated").toString());
        assertEquals("STA está cerrado desde 2030-08-03 09:00 hasta 2030-08-03 13:00.", later.path("happened").path(0).asText());

        JsonNode partly = post("/v1/schedule/changes", proposal.path("best").path("change").toString()).json();
        assertEquals("partly", partly.path("state").asText(), "what somebody changed since is left to them");
        assertEquals("2030-08-03T10:05:00+02:00", start(HEAT));
        assertEquals("2030-08-03T14:10:00+02:00", start(SECOND));
    }

    @Test
    void aUnitWithoutATimeIsPostponed() throws Exception {
        planner.does("postpone");
        JsonNode proposal = proposed("");
        assertFalse(proposal.path("best").path("feasible").asBoolean());
        assertTrue(proposal.path("best").path("units").path(0).path("after").path("start").isMissingNode());
        assertTrue(proposal.path("best").path("units").path(0).path("why").path(0).path("text").asText().endsWith("(12 times ruled out)"));
        assertEquals("Every other plan leaves more units without a time.", proposal.path("noSecond").asText());
        post("/v1/schedule/changes", proposal.path("best").path("change").toString());
        assertEquals("POSTPONED", site.get("/v1/units/" + HEAT + "?games=SG2030").json().path("status").asText());
    }

    @Test
    void whatSomebodyHoldsStaysUnlessItMayMove() throws Exception {
        assertEquals(200, site.ask(
                HttpRequest.create("/v1/schedule/holds/unit/" + HEAT + "?games=SG2030").withMethod(HttpMethods.PUT)
                        .withEntity(ContentTypes.APPLICATION_JSON, "{\"reason\": \"rain\"}".getBytes(StandardCharsets.UTF_8)),
                "X-API-KEY", TestSite.SCHEDULER_KEY).status());
        assertEquals(List.of(SECOND), texts(proposed("").path("best").path("units"), "code"));
        JsonNode free = post(PROPOSALS, "{\"happened\": [" + CLOSED + "], " + NOW + ", \"settings\": {\"heldMayMove\": true}}").json();
        assertEquals(List.of(HEAT, SECOND), texts(free.path("best").path("units"), "code"));
    }

    @Test
    void clashesThatAPlanWouldBringAreTold() throws Exception {
        site.take(schedule(
                2,
                placed(HEAT, "2030-08-03T10:00:00+02:00", "2030-08-03T11:00:00+02:00"),
                placed(SECOND, "2030-08-03T12:00:00+02:00", "2030-08-03T12:30:00+02:00"),
                placed(FINAL, "2030-08-03T14:30:00+02:00", "2030-08-03T15:30:00+02:00")));
        JsonNode clashes = proposed("").path("best").path("clashes");
        assertEquals(List.of("location-double-booked"), texts(clashes.path("new"), "rule"), clashes::toString);
        assertEquals(0, clashes.path("gone").size());
    }

    private static String placed(String code, String start, String end) {
        return "<Unit Code=\"" + code + "\" PhaseType=\"3\" ScheduleStatus=\"SCHEDULED\" StartDate=\"" + start + "\" EndDate=\"" + end
                + "\" Venue=\"STA\" Location=\"A01\"><ItemName Language=\"ENG\" Value=\"100m\"/></Unit>";
    }

    @Test
    void whereNothingHasToMoveThatIsSaid() throws Exception {
        planner.does("still");
        JsonNode proposal = proposed("");
        assertEquals(0, proposal.path("best").path("units").size());
        assertEquals("Nothing has to move.", proposal.path("noSecond").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "[]; body",
        "{}; happened",
        "{\"happened\": []}; happened",
        "{\"happened\": [{\"kind\": \"earthquake\"}]}; happened[0].kind",
        "{\"happened\": [{\"kind\": \"venue-closed\"}]}; happened[0].venue",
        "{\"happened\": [{\"kind\": \"venue-closed\", \"venue\": \"XXX\"}]}; happened[0].venue",
        "{\"happened\": [{\"kind\": \"session-lost\", \"session\": \"ATH99\"}]}; happened[0].session",
        "{\"happened\": [{\"kind\": \"nothing-before\", \"venue\": \"STA\", \"discipline\": \"ATH\"}]}; happened[0]",
        "{\"happened\": [" + CLOSED + "], \"now\": \"2020-08-03T08:00:00+02:00\"}; happened[0]",
        "{\"happened\": [" + CLOSED + "], \"now\": \"+999999999-12-31T23:59:59Z\"}; now",
        "{\"happened\": [" + CLOSED + "], \"now\": \"-999999999-01-01T00:00:00+18:00\"}; now",
        "{\"happened\": [" + CLOSED + "], \"scope\": {\"days\": 0}}; scope.days",
        "{\"happened\": [" + CLOSED + "], \"scope\": {\"disciplines\": [\"SWM\"]}}; scope.disciplines",
        "{\"happened\": [" + CLOSED + "], \"settings\": {\"levels\": [\"minutes\"]}}; settings.levels",
        "{\"happened\": [" + CLOSED + "], \"settings\": {\"wind\": 5}}; settings.wind"})
    void whatCannotBePlannedForIsToldWithItsField(String body, String field) throws Exception {
        JsonNode problem = problem(422, "impossible-proposal", body);
        assertEquals(field.replace("body", ""), problem.path("faults").path(0).path("field").asText(), problem::toString);
    }

    @Test
    void whatThePlannerRefusesIsToldByTheFieldsOfTheBody() throws Exception {
        planner.does("refuse");
        JsonNode faults = problem(422, "impossible-proposal", STORM).path("faults");
        assertEquals(List.of("happened[0].venue", "", ""), texts(faults, "field"));
        assertTrue(faults.path(1).path("message").asText().startsWith("of the unit " + EVENT), faults::toString);
    }

    @Test
    void aPlannerThatFailsIsAFaultOfOurs() throws Exception {
        planner.does("fail");
        problem(500, "internal", STORM);
        planner.does("something nobody knows");
        problem(500, "internal", STORM);
        planner.does("plan");
        proposed("");
    }

    @Test
    void aPlannerThatDoesNotEndIsEnded() throws Exception {
        planner.does("hang");
        site.close();
        site = TestSite.with(keys, planner.settings(Duration.ofSeconds(2)));
        site.take(schedule(1, unit(HEAT, "2030-08-03T10:00:00+02:00", "Heat 1", "Série 1")));
        CompletableFuture<String> first = CompletableFuture.supplyAsync(this::typeOfProblem);
        String second = typeOfProblem();
        List<String> types = Stream.of(first.join(), second).sorted().toList();
        assertEquals(List.of("/problems/busy", "/problems/no-answer-in-time"), types);
    }

    private String typeOfProblem() {
        try {
            return post(PROPOSALS, STORM).json().path("type").asText();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void whereThereIsNoPlannerThatIsSaid() throws Exception {
        Files.delete(folder.resolve("lib/all.jar"));
        assertTrue(problem(503, "planner-missing", STORM).path("detail").asText().contains("palmares.storm.planner"));
    }

    @Test
    void itIsForSchedulersAndWithinWhatTheirKeysAllow() throws Exception {
        assertEquals(401, site.ask(HttpRequest.create(PROPOSALS).withMethod(HttpMethods.POST)).status());
        assertEquals(401, site.get(PROPOSALS + "/p-1").status());
        assertEquals(403, post(PROPOSALS, STORM, "Authorization", "Bearer " + TestSite.FEED_KEY).status());
        assertEquals(403, site.get(PROPOSALS + "/p-1", "X-API-KEY", TestSite.FEED_KEY).status());
        assertEquals(404, site.get(PROPOSALS + "/p-1", "X-API-KEY", TestSite.SCHEDULER_KEY).status());
        assertEquals(400, site.get(PROPOSALS + "/p-1?lang=x_y", "X-API-KEY", TestSite.SCHEDULER_KEY).status());
        assertEquals(404, post(PROPOSALS + "?games=XX", STORM).status());
        assertEquals(200, post(PROPOSALS, STORM, "Authorization", "Bearer key of stadium").status());
        String elsewhere = "{\"happened\": [" + CLOSED + "], " + NOW + ", \"settings\": {\"alternatives\": {\"STA\": [{\"venue\": \"STA\"}, {\"venue\": \"VEL\"}]}}}";
        assertEquals(422, post(PROPOSALS, elsewhere, "Authorization", "Bearer key of stadium").status());
    }
}
