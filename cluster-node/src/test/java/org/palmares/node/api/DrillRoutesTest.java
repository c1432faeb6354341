package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.FINAL;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.Succession;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.ops.drill.DrillRecords;
import org.palmares.node.ops.drill.Drills;
import org.palmares.node.ops.drill.Redundancy;
import org.palmares.node.sites.SiteRecords;
import org.palmares.node.watch.ManualClock;

/** Drills over HTTP: asked for, refused, listed, told about and cancelled. */
class DrillRoutesTest {

    private static final String DRILLS = "/v1/ops/drills";
    private static final Succession SUCCESSION = new Succession(List.of(new ReplicaId("paris"), new ReplicaId("madrid")));
    private static final List<ReplicaId> ORDER = SUCCESSION.of(new CompetitionId("SG2030", Messages.EVENT));
    private static final String HOME = ORDER.get(0).name();
    private static final String ELSEWHERE = ORDER.get(1).name();
    private static final String KILL = "{\"name\":\"kill\",\"site\":\"" + HOME + "\",\"reason\":\"a test\",\"by\":\"Ana\"";

    @TempDir
    private Path keys;

    private final ManualClock clock = new ManualClock();
    private Redundancy redundancy = new Redundancy(List.of(), List.of(), Map.of(), List.of());
    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys, recorder -> drills(recorder, true));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Drills drills(Recorder recorder, boolean destructive) {
        return new Drills(new Drills.Surroundings(
                recorder.board(), new DrillRecords(TestSite.records(recorder)), new SiteRecords(TestSite.records(recorder)), SUCCESSION, destructive,
                () -> CompletableFuture.completedFuture(redundancy), () -> CompletableFuture.completedFuture(List.of("m", "p")), clock));
    }

    private Answer post(String address, String json) throws Exception {
        return post(address, json, TestSite.OPS_KEY);
    }

    private Answer post(String address, String json, String key) throws Exception {
        HttpRequest request = HttpRequest.POST(address).withEntity(ContentTypes.APPLICATION_JSON, json.getBytes(StandardCharsets.UTF_8));
        return site.ask(request, "X-API-KEY", key);
    }

    /** Asks for a kill of the home of the 100 metres. */
    private JsonNode started() throws Exception {
        Answer answer = post(DRILLS, KILL + "}");
        assertEquals(201, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        return answer.json();
    }

    private int listed() throws Exception {
        return site.ops(DRILLS).json().get("drills").size();
    }

    private static JsonNode assertProblem(Answer answer, int status, String type) throws Exception {
        assertEquals(status, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        assertTrue(answer.type().startsWith("application/problem+json"), answer.type());
        assertEquals("/problems/" + type, answer.json().get("type").asText());
        return answer.json();
    }

    /** It is 20:00; the final is at 20:10 and has no planned end. */
    private void medalsAreAhead() throws Exception {
        site.take(Messages.schedule(1, Messages.unit(FINAL, "2030-08-04T22:10:00+02:00", "Men's 100m Final", "100m hommes, finale")));
    }

    @Test
    void whoeverChangesSomethingNeedsTheKeyOfOperations() throws Exception {
        String id = started().get("id").asText();
        for (String address : List.of(DRILLS, DRILLS + '/' + id + "/cancel", DRILLS + '/' + id + "/progress")) {
            JsonNode problem = assertProblem(post(address, KILL + "}", TestSite.FEED_KEY), 403, "forbidden");
            assertTrue(problem.get("detail").asText().contains("role ops"), problem.toString());
            assertProblem(site.ask(HttpRequest.POST(address).withEntity(ContentTypes.APPLICATION_JSON, "{}")), 401, "unauthorized");
        }
        assertEquals("RUNNING", site.ops(DRILLS + '/' + id).json().get("state").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"explode\",\"reason\":\"a test\",\"by\":\"Ana\"} | name: \"explode\"",
                "{\"name\":\"kill\",\"site\":\"atlantis\",\"reason\":\"a test\",\"by\":\"Ana\"} | site: name one of [paris, madrid]",
                "{\"name\":\"off-and-on\",\"site\":\"paris\",\"reason\":\"a test\",\"by\":\"Ana\"} | site: this drill is about all",
                "{\"name\":\"kill\",\"site\":\"paris\",\"reason\":\" \",\"by\":\"Ana\"} | reason: ",
                "{\"name\":\"kill\",\"site\":\"paris\",\"reason\":\"a test\",\"by\":\"Ana\",\"seconds\":601} | seconds: 1 to 600"
            })
    void whatCannotBeIsNamed(String json, String fault) throws Exception {
        JsonNode problem = assertProblem(post(DRILLS, json), 422, "invalid-drill");
        assertEquals(1, problem.get("faults").size(), problem.toString());
        assertTrue(problem.get("faults").get(0).asText().startsWith(fault.strip()), problem.toString());
        assertEquals(0, listed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill paris", "", "null", "[]", "{\"name\":\"kill\",\"seconds\":\"long\"}"})
    void whatIsNotTheJsonThatIsAskedForIsABadRequest(String body) throws Exception {
        JsonNode problem = assertProblem(post(DRILLS, body), 400, "bad-request");
        assertTrue(problem.get("detail").asText().contains("not the JSON that is asked for"), problem.toString());
    }

    @Test
    void whatBreaksSomethingIsRefusedWhereThatIsOff() throws Exception {
        try (TestSite safe = new TestSite(keys, recorder -> drills(recorder, false))) {
            site.close();
            site = safe;
            JsonNode problem = assertProblem(post(DRILLS, KILL + "}"), 403, "drills-off");
            assertTrue(problem.get("detail").asText().contains("palmares.drills.destructive = true"), problem.toString());
            assertEquals(0, listed());
            assertEquals(201, post(DRILLS, KILL.replace("kill", "evacuate") + "}").status());
        }
    }

    @Test
    void nothingIsTakenAwayWhereSomethingIsMissing() throws Exception {
        redundancy = new Redundancy(List.of("barcelona"), List.of(), Map.of("madrid", false), List.of("p"));
        JsonNode problem = assertProblem(post(DRILLS, KILL + "}"), 409, "redundancy-lost");
        assertEquals(3, problem.get("missing").size(), problem.toString());
        assertEquals("No node of barcelona is heard.", problem.get("missing").get(0).asText());
        assertEquals(0, listed());
    }

    /** It was answered 500, because the windows could not be written. */
    @Test
    void medalsAheadRefuseWithTheNextQuietWindowUnlessForced() throws Exception {
        medalsAreAhead();
        JsonNode problem = assertProblem(post(DRILLS, KILL + "}"), 409, "medals-ahead");
        assertEquals(FINAL, problem.get("units").get(0).asText());
        assertEquals("2030-08-04T23:10:00Z", problem.get("quietWindows").get(0).get("from").asText());
        assertEquals(0, listed());

        assertProblem(post(DRILLS, KILL.replace("a test", "") + ",\"force\":true}"), 422, "invalid-drill");
        Answer forced = post(DRILLS, KILL + ",\"force\":true}");
        assertEquals(201, forced.status());
        assertTrue(forced.json().get("forced").asBoolean());
        assertEquals("a test", forced.json().get("reason").asText());
    }

    @Test
    void medalsOfOtherHomesAreInNobodysWay() throws Exception {
        medalsAreAhead();
        assertEquals(201, post(DRILLS, KILL.replace(HOME, ELSEWHERE) + "}").status());
    }

    @Test
    void aDryRunAnswersThePlanAndRecordsNothing() throws Exception {
        medalsAreAhead();
        redundancy = new Redundancy(List.of("barcelona"), List.of(), Map.of(), List.of());
        Answer answer = post(DRILLS, KILL + ",\"dryRun\":true}");
        assertEquals(200, answer.status());
        JsonNode plan = answer.json();
        assertEquals("kill", plan.at("/drill/name").asText());
        assertEquals(20, plan.at("/drill/faultSeconds").asInt());
        assertEquals("No node of barcelona is heard.", plan.at("/missing/0").asText());
        assertEquals(FINAL, plan.at("/calendar/inTheWay/0").asText());
        assertEquals("2030-08-04T23:10:00Z", plan.at("/calendar/quiet/0/from").asText());
        assertEquals(0, listed());
    }

    @Test
    void aDrillIsFoundWhereItsAnswerSaysAndListedNewestFirst() throws Exception {
        Answer answer = post(DRILLS, KILL + ",\"seconds\":7}");
        String first = answer.json().get("id").asText();
        assertEquals(DRILLS + '/' + first, answer.header("location"));
        JsonNode drill = site.ops(answer.header("location")).json();
        assertEquals(answer.json(), drill);
        assertEquals("2030-08-04T20:05:07Z", drill.get("ends").asText(), "it ends by itself");
        assertEquals("planned", drill.at("/timeline/0/what").asText());

        assertEquals(200, post(DRILLS + '/' + first + "/cancel", "{\"by\":\"Ben\"}").status());
        clock.pass(Duration.ofMinutes(1));
        String second = started().get("id").asText();
        JsonNode page = site.ops(DRILLS + "?limit=1").json();
        assertEquals(second, page.at("/drills/0/id").asText());
        JsonNode next = site.ops(DRILLS + "?limit=1&cursor=" + page.get("next").asText()).json();
        assertEquals(first, next.at("/drills/0/id").asText());
        assertTrue(next.get("next").isNull());
    }

    @Test
    void aDrillThatNobodyAskedForIsNotFound() throws Exception {
        assertProblem(site.ops(DRILLS + "/none"), 404, "not-found");
        assertProblem(post(DRILLS + "/none/cancel", "{}"), 404, "not-found");
        assertProblem(post(DRILLS + "/none/progress", "{\"version\":1}"), 404, "not-found");
    }

    @Test
    void aSecondDrillWaitsUntilTheFirstIsOver() throws Exception {
        String first = started().get("id").asText();
        JsonNode problem = assertProblem(post(DRILLS, KILL.replace("kill", "freeze") + "}"), 409, "drill-running");
        assertEquals(first, problem.get("running").asText());
        assertEquals(1, listed());

        post(DRILLS + '/' + first + "/cancel", "{\"by\":\"Ben\"}");
        assertEquals(201, post(DRILLS, KILL.replace("kill", "freeze") + "}").status());
    }

    @Test
    void aCancelledDrillSaysWhoEndedItAndIsEndedOnce() throws Exception {
        String address = DRILLS + '/' + started().get("id").asText();
        JsonNode cancelled = post(address + "/cancel", "{\"by\":\"Ben\"}").json();
        assertEquals("CANCELLED", cancelled.get("state").asText());
        assertEquals("by ops (Ben)", cancelled.at("/timeline/1/text").asText());
        assertEquals(cancelled, site.ops(address).json());
        assertProblem(post(address + "/cancel", "{\"by\":\"Ben\"}"), 409, "changed-meanwhile");
    }

    @Test
    void onlyTheAgentThatKnowsTheDrillAsItIsMayTellOfIt() throws Exception {
        String address = DRILLS + '/' + started().get("id").asText();
        String mark = "{\"at\":\"2030-08-04T20:00:01Z\",\"what\":\"taken\",\"text\":\"by one\"}";
        JsonNode told = post(address + "/progress", "{\"version\":1,\"marks\":[" + mark + "]}").json();
        assertEquals(2, told.get("version").asInt());
        assertEquals("taken", told.at("/timeline/1/what").asText());

        JsonNode problem = assertProblem(post(address + "/progress", "{\"version\":1,\"marks\":[" + mark + "]}"), 409, "changed-meanwhile");
        assertEquals(2, problem.get("version").asInt());

        String end = "{\"version\":2,\"state\":\"FINISHED\",\"verdict\":\"PASSED\",\"report\":{\"figures\":{\"lost\":0}}}";
        assertEquals(200, post(address + "/progress", end).status());
        JsonNode ended = site.ops(address).json();
        assertEquals("FINISHED PASSED", ended.get("state").asText() + ' ' + ended.get("verdict").asText());
        assertEquals(0, ended.at("/report/figures/lost").asInt(-1));
    }

    @Test
    void aMarkToldTwiceIsKeptOnceAndOneWithoutTimeIsRefused() throws Exception {
        String address = DRILLS + '/' + started().get("id").asText() + "/progress";
        String mark = "{\"at\":\"2030-08-04T20:00:01Z\",\"what\":\"taken\",\"text\":\"by one\"}";
        post(address, "{\"version\":1,\"marks\":[" + mark + "]}");
        assertEquals(2, post(address, "{\"version\":2,\"marks\":[" + mark + "]}").json().get("timeline").size());
        assertProblem(post(address, "{\"version\":3,\"marks\":[{\"what\":\"taken\"}]}"), 400, "bad-request");
    }

    @Test
    void whatWasCancelledStaysSoWhenItsAgentTellsTheEnd() throws Exception {
        String address = DRILLS + '/' + started().get("id").asText();
        post(address + "/cancel", "{\"by\":\"Ben\"}");
        JsonNode ended = post(address + "/progress", "{\"version\":2,\"state\":\"ABORTED\",\"verdict\":\"INCONCLUSIVE\",\"report\":{\"evidence\":\"here\"}}").json();
        assertEquals("CANCELLED", ended.get("state").asText());
        assertEquals("here", ended.at("/report/evidence").asText());
    }
}
