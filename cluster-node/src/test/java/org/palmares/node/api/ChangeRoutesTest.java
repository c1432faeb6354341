package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.message;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Outcome;
import org.palmares.competition.Position;
import org.palmares.competition.Rejection;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.CompetitionGateway.Crowded;
import org.palmares.gateway.CompetitionGateway.NoAnswer;
import org.palmares.journal.CompetitionReply;
import org.palmares.journal.JournalId;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.schedule.Keeper;
import org.palmares.protocol.contract.NamedKey;

/** A scheduler changes many units at once, looks at it first, and takes it back. */
class ChangeRoutesTest {

    private static final String SECOND = EVENT + "HEAT000200--";
    private static final String CHANGES = "/v1/schedule/changes";
    private static final String DAY = "\"select\": {\"date\": \"2030-08-03\"}";

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(keys.resolve(NamedKey.FILE), String.join("\n", limited("swimming", Set.of("SWM"), Set.of()), limited("stadium", Set.of(), Set.of("STA"))) + "\n");
        site = new TestSite(keys);
        site.take(plan(1));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static String limited(String name, Set<String> disciplines, Set<String> venues) {
        return new NamedKey(name, Set.of("scheduler"), disciplines, venues, Set.of(), Instant.parse("2030-01-01T00:00:00Z"), NamedKey.hash("key of " + name)).line();
    }

    private static byte[] plan(int version) {
        return schedule(
                version,
                unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale"),
                unit(HEAT, "2030-08-03T10:00:00+02:00", "Heat 1", "Série 1"),
                unit(SECOND, "2030-08-03T10:10:00+02:00", "Heat 2", "Série 2"));
    }

    private Answer post(String address, String body, String... headers) throws Exception {
        return new Scheduler(site).ask(HttpMethods.POST, address, body, headers);
    }

    private JsonNode done(String body, String... headers) throws Exception {
        Answer answer = post(CHANGES + "?games=SG2030", body, headers);
        assertEquals(200, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        return answer.json();
    }

    private Answer get(String address) throws Exception {
        return site.get(address, "X-API-KEY", TestSite.SCHEDULER_KEY);
    }

    private String start(String unit) throws Exception {
        return site.get("/v1/units/" + unit + "?games=SG2030").json().path("start").asText();
    }

    private String status(String unit) throws Exception {
        return site.get("/v1/units/" + unit + "?games=SG2030").json().path("status").asText();
    }

    private void patch(String unit, String body) throws Exception {
        new Scheduler(site).patch(unit, body);
    }

    @Test
    void aDryRunTellsBeforeAndAfterOfEachUnitAndChangesNothing() throws Exception {
        JsonNode plan = done("{" + DAY + ", \"action\": \"shift\", \"minutes\": 30, \"dryRun\": true}");
        assertEquals("planned", plan.path("state").asText());
        assertEquals(List.of(HEAT, SECOND), List.of(plan.path("units").path(0).path("code").asText(), plan.path("units").path(1).path("code").asText()));
        assertEquals("2030-08-03T10:00:00+02:00", plan.path("units").path(0).path("before").path("start").asText());
        assertEquals("2030-08-03T10:30:00+02:00", plan.path("units").path(0).path("after").path("start").asText());
        assertEquals("2030-08-03T10:00:00+02:00", start(HEAT));
        assertEquals(0, get(CHANGES).json().path("changes").size());
    }

    @Test
    void whatIsCarriedOutIsOneEntryOfTheHistoryWithAnOutcomeForEachUnit() throws Exception {
        JsonNode change = done("{" + DAY + ", \"action\": \"shift\", \"minutes\": 30, \"reason\": \"rain\"}");
        assertEquals("done", change.path("state").asText());
        change.path("units").forEach(unit -> assertEquals("changed", unit.path("outcome").asText()));
        assertEquals(List.of("2030-08-03T10:30:00+02:00", "2030-08-03T10:40:00+02:00", "2030-08-04T21:55:00+02:00"), List.of(start(HEAT), start(SECOND), start(FINAL)));
        JsonNode list = get(CHANGES).json().path("changes");
        assertEquals(1, list.size());
        assertEquals(List.of("rain", "scheduler", "shift", "2"), List.of(
                list.path(0).path("reason").asText(), list.path(0).path("author").path("name").asText(), list.path(0).path("action").asText(), list.path(0).path("count").asText()));
        assertEquals(change, get(CHANGES + '/' + change.path("id").asText()).json());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {
        "\"action\": \"move\", \"to\": {\"start\": \"2030-08-03T14:00:00+02:00\"}; 2030-08-03T14:00:00+02:00; 2030-08-03T14:10:00+02:00; SCHEDULED",
        "\"action\": \"move\", \"to\": {\"date\": \"2030-08-05\"}; 2030-08-05T10:00:00+02:00; 2030-08-05T10:10:00+02:00; SCHEDULED",
        "\"action\": \"delay\"; 2030-08-03T10:00:00+02:00; 2030-08-03T10:10:00+02:00; DELAYED",
        "\"action\": \"cancel\"; 2030-08-03T10:00:00+02:00; 2030-08-03T10:10:00+02:00; CANCELLED",
        "\"action\": \"postpone\"; ~~; ~~; POSTPONED"})
    void eachActionDoesWhatOdfMeansByIt(String action, String first, String second, String status) throws Exception {
        assertEquals("done", done("{" + DAY + ", " + action + "}").path("state").asText());
        assertEquals(List.of(first, second, status), List.of(start(HEAT), start(SECOND), status(HEAT)));
    }

    @Test
    void whatWasPostponedIsRescheduledWhenItGetsATimeAndRestoredToWhatTheVenueSays() throws Exception {
        done("{" + DAY + ", \"action\": \"postpone\", \"reason\": \"storm\"}");
        done("{\"select\": {\"units\": [\"" + HEAT + "\"]}, \"action\": \"move\", \"to\": {\"start\": \"2030-08-05T09:00:00+02:00\"}}");
        assertEquals(List.of("2030-08-05T09:00:00+02:00", "RESCHEDULED"), List.of(start(HEAT), status(HEAT)));
        done("{\"select\": {\"units\": [\"" + HEAT + "\", \"" + SECOND + "\"]}, \"action\": \"restore\"}");
        assertEquals(List.of("2030-08-03T10:00:00+02:00", "SCHEDULED", "2030-08-03T10:10:00+02:00"), List.of(start(HEAT), status(HEAT), start(SECOND)));
    }

    @Test
    void aChangeThatBringsAClashIsToldBeforeItIsMadeAndRefusedUnlessItIsAccepted() throws Exception {
        site.take(message("SG2030", "DT_SCHEDULE", "BDM" + "-".repeat(31), 1, "", court("R16-000100--", "10:00", "10:40") + court("R16-000200--", "11:00", "11:40")));
        String together = "{\"select\": {\"units\": [\"BDMMSINGLES-----------R16-000200--\"]}, \"action\": \"shift\", \"minutes\": -40";
        JsonNode plan = done(together + ", \"dryRun\": true}");
        JsonNode clash = plan.path("clashes").path("new").path(0);
        assertEquals(List.of("location-double-booked", "error"), List.of(clash.path("rule").asText(), clash.path("severity").asText()));
        Answer refused = post(CHANGES + "?games=SG2030", together + "}");
        assertEquals(List.of("409", "/problems/clashes"), List.of(String.valueOf(refused.status()), refused.json().path("type").asText()));
        assertEquals(clash.path("id").asText(), refused.json().path("clashes").path(0).path("id").asText());
        assertEquals(0, site.get("/v1/schedule/clashes?games=SG2030&severity=error").json().path("clashes").size());
        assertEquals("done", done(together + ", \"accept\": [\"" + clash.path("id").asText() + "\"]}").path("state").asText());
        assertEquals(clash.path("id").asText(), site.get("/v1/schedule/clashes?games=SG2030&severity=error").json().path("clashes").path(0).path("id").asText());
    }

    private static String court(String unit, String from, String to) {
        return "<Unit Code=\"BDMMSINGLES-----------" + unit + "\" PhaseType=\"3\" ScheduleStatus=\"SCHEDULED\" StartDate=\"2030-08-03T" + from
                + ":00+02:00\" EndDate=\"2030-08-03T" + to + ":00+02:00\" Venue=\"ARE\" Location=\"C01\"/>";
    }

    @Test
    void whatIsOverStaysAsItIs() throws Exception {
        patch(HEAT, "{\"status\": \"FINISHED\"}");
        JsonNode change = done("{" + DAY + ", \"action\": \"shift\", \"minutes\": -5}");
        assertEquals(List.of("unchanged", "changed"), List.of(change.path("units").path(0).path("outcome").asText(), change.path("units").path(1).path("outcome").asText()));
        assertEquals("2030-08-03T10:00:00+02:00", start(HEAT));
    }

    @Test
    void undoRestoresWhatNobodyHasChangedSince() throws Exception {
        String id = done("{" + DAY + ", \"action\": \"shift\", \"minutes\": 30}").path("id").asText();
        patch(SECOND, "{\"start\": \"2030-08-03T11:00:00+02:00\"}");
        Answer undone = post(CHANGES + '/' + id + "/undo", "{\"reason\": \"the sun\"}");
        assertEquals(200, undone.status(), new String(undone.body(), StandardCharsets.UTF_8));
        assertEquals(List.of("partly", "undo", id), List.of(undone.json().path("state").asText(), undone.json().path("action").asText(), undone.json().path("undoes").asText()));
        assertEquals(List.of("2030-08-03T10:00:00+02:00", "2030-08-03T11:00:00+02:00"), List.of(start(HEAT), start(SECOND)));
        assertEquals("changed-since", undone.json().path("units").path(1).path("outcome").asText());
        assertEquals(2, get(CHANGES).json().path("changes").size());
    }

    @Test
    void whoIsLimitedNeitherChangesNorTakesBackWhatIsOfOthersNorBringsItThere() throws Exception {
        site.take(message("SG2030", "DT_SCHEDULE", "BDM" + "-".repeat(31), 1, "", court("R16-000100--", "10:00", "10:40")));
        String id = done("{" + DAY + ", \"action\": \"shift\", \"minutes\": 30}").path("id").asText();
        String toTheArena = "{\"select\": {\"units\": [\"" + HEAT + "\"]}, \"action\": \"move\", \"to\": {\"venue\": \"ARE\"}}";
        for (String key : List.of("key of swimming", "key of stadium")) {
            assertEquals(403, post(CHANGES + '/' + id + "/undo", "{}", "Authorization", "Bearer " + key).status(), key);
            assertEquals(403, post(CHANGES + "?games=SG2030", toTheArena, "Authorization", "Bearer " + key).status(), key);
        }
        assertEquals("2030-08-03T10:30:00+02:00", start(HEAT));
    }

    @Test
    void theSameRequestAgainIsTheSameChange() throws Exception {
        String body = "{" + DAY + ", \"action\": \"shift\", \"minutes\": 30}";
        JsonNode first = done(body, "Idempotency-Key", "k1");
        assertEquals(first, done(body, "Idempotency-Key", "k1"));
        assertEquals("2030-08-03T10:30:00+02:00", start(HEAT));
        Answer other = post(CHANGES + "?games=SG2030", body.replace("30}", "40}"), "Idempotency-Key", "k1");
        assertEquals(List.of("422", "/problems/key-used"), List.of(String.valueOf(other.status()), other.json().path("type").asText()));
        Answer undo = post(CHANGES + '/' + first.path("id").asText() + "/undo", "{}", "Idempotency-Key", "k1");
        assertEquals(List.of("422", "/problems/key-used"), List.of(String.valueOf(undo.status()), undo.json().path("type").asText()));
    }

    @Test
    void ofTwoDifferentOnesUnderOneKeyInTheSameMomentOneIsRefused() throws Exception {
        String body = "{" + DAY + ", \"action\": \"shift\", \"minutes\": 30}";
        AtomicReference<JsonNode> other = new AtomicReference<>();
        site.instead = id -> {
            if (id.isOfRecords()) {
                // Another data centre is quicker.
                site.instead = any -> Optional.empty();
                other.set(assertDoesNotThrow(() -> done(body.replace("30}", "40}"), "Idempotency-Key", "k1")));
            }
            return Optional.empty();
        };
        Answer late = post(CHANGES + "?games=SG2030", body, "Idempotency-Key", "k1");
        assertEquals(List.of("422", "/problems/key-used"), List.of(String.valueOf(late.status()), late.json().path("type").asText()));
        assertEquals("done", other.get().path("state").asText());
        assertEquals("2030-08-03T10:40:00+02:00", start(HEAT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "[]", "\"x\"", "{\"reasn\": \"typo\"}", "{\"reason\": 5}", "{\"reason\": \"LONG\"}",
            "{\"reason\": \"a\\u0000b\"}", "{\"reason\": \"\\ud800\"}"})
    void whatIsNoRequestTakesNothingBack(String body) throws Exception {
        String id = done("{" + DAY + ", \"action\": \"shift\", \"minutes\": 30}").path("id").asText();
        Answer refused = post(CHANGES + '/' + id + "/undo", body.replace("LONG", "x".repeat(501)));
        assertEquals(List.of("422", "/problems/impossible-change"), List.of(String.valueOf(refused.status()), refused.json().path("type").asText()));
        assertEquals(1, refused.json().path("faults").size(), refused.json().toString());
        assertEquals("2030-08-03T10:30:00+02:00", start(HEAT));
    }

    @Test
    void whatNobodyAnswersForGoesOnAndIsNotLost() throws Exception {
        site.instead = id -> id.isOfRecords() ? Optional.empty() : Optional.of(CompletableFuture.failedFuture(new NoAnswer(id, new IllegalStateException("a test"))));
        String id = done("{" + DAY + ", \"action\": \"shift\", \"minutes\": 30}", "Idempotency-Key", "k1").path("id").asText();
        assertEquals("running", get(CHANGES + '/' + id).json().path("state").asText());
        assertEquals(List.of("409", "/problems/changed-meanwhile"), List.of(
                String.valueOf(post(CHANGES + '/' + id + "/undo", "{}").status()), post(CHANGES + '/' + id + "/undo", "{}").json().path("type").asText()));
        site.instead = any -> Optional.empty();
        assertEquals("done", done("{" + DAY + ", \"action\": \"shift\", \"minutes\": 30}", "Idempotency-Key", "k1").path("state").asText());
        assertEquals("2030-08-03T10:30:00+02:00", start(HEAT), "once");
    }

    private void withBadminton() throws Exception {
        site.take(message("SG2030", "DT_SCHEDULE", "BDM" + "-".repeat(31), 1, "", court("R16-000100--", "10:00", "10:40")));
    }

    private void keeperTries() {
        site.changes.due(new Keeper.Nodes("p", Set.of("p"))).forEach(task -> task.work().get().toCompletableFuture().exceptionally(failure -> null).join());
    }

    private static List<String> outcomes(JsonNode change) {
        List<String> outcomes = new ArrayList<>(List.of(change.path("state").asText()));
        change.path("units").forEach(unit -> {
            JsonNode outcome = unit.path("outcome");
            outcomes.add(unit.path("code").asText().substring(0, 3) + ' ' + (outcome.isObject() ? outcome.path("type") : outcome).asText());
        });
        return outcomes;
    }

    /** All of them were tried anew each second, and those behind the first of them never came to their turn. */
    @Test
    void aCompetitionThatDoesNotAnswerStopsNoOtherAndIsGivenUpInTheEnd() throws Exception {
        withBadminton();
        site.instead = id -> id.discipline().equals("ATH") ? Optional.of(CompletableFuture.failedFuture(new NoAnswer(id, new IllegalStateException("a test")))) : Optional.empty();
        String id = done("{" + DAY + ", \"action\": \"shift\", \"minutes\": 30}").path("id").asText();
        assertEquals("2030-08-03T10:30:00+02:00", start("BDMMSINGLES-----------R16-000100--"));
        for (int tries = 1; tries < 300; tries++) {
            assertEquals("running", get(CHANGES + '/' + id).json().path("state").asText());
            assertTrue(site.changes.waits());
            keeperTries();
        }
        assertEquals(
                List.of("partly", "ATH /problems/no-quorum", "BDM changed", "ATH /problems/no-quorum"), outcomes(get(CHANGES + '/' + id).json()));
        assertFalse(site.changes.waits());
        site.instead = any -> Optional.empty();
        assertEquals(200, post(CHANGES + '/' + id + "/undo", "{}").status());
        assertEquals("2030-08-03T10:00:00+02:00", start("BDMMSINGLES-----------R16-000100--"));
    }

    @Test
    void whatIsInAJournalThatCannotBeReadIsToldAtOnce() throws Exception {
        withBadminton();
        site.serving().setAside().add(new JournalId(new CompetitionId("SG2030", EVENT), new ReplicaId("paris")), "a test");
        assertEquals(
                List.of("partly", "ATH /problems/journal-unreadable", "BDM changed", "ATH /problems/journal-unreadable"),
                outcomes(done("{" + DAY + ", \"action\": \"shift\", \"minutes\": 30}")));
    }

    /** It was carried out again in that gap, and its units could hear something else than was kept of them. */
    @Test
    void whatIsOverIsNotCarriedOutAgainBeforeTheBoardShowsIt() throws Exception {
        AtomicInteger kept = new AtomicInteger();
        site.instead = id -> id.isOfRecords() && kept.incrementAndGet() == 2
                ? Optional.of(CompletableFuture.completedFuture(new CompetitionReply.Accepted(Outcome.APPLIED, Position.start(), Set.of()))) : Optional.empty();
        String id = done("{" + DAY + ", \"action\": \"shift\", \"minutes\": 30}").path("id").asText();
        assertEquals("running", get(CHANGES + '/' + id).json().path("state").asText());
        assertFalse(site.changes.waits());
        assertEquals(List.of(), site.changes.due(new Keeper.Nodes("p", Set.of("p"))));
    }

    @Test
    void whereNoMoreCanBeKeptThatIsTold() throws Exception {
        String id = done("{" + DAY + ", \"action\": \"delay\"}").path("id").asText();
        site.instead = any -> Optional.of(CompletableFuture.completedFuture(new CompetitionReply.Rejected(new Rejection.TooMany("bytes", 1))));
        for (Answer answer : List.of(post(CHANGES + "?games=SG2030", "{" + DAY + ", \"action\": \"cancel\"}"), post(CHANGES + '/' + id + "/undo", "{}"))) {
            assertEquals(List.of("507", "/problems/store-full"), List.of(String.valueOf(answer.status()), answer.json().path("type").asText()));
        }
    }

    @Test
    void whatCouldNotBeKeptIsToBeAskedAgain() throws Exception {
        String id = done("{" + DAY + ", \"action\": \"delay\"}").path("id").asText();
        site.instead = any -> Optional.of(CompletableFuture.failedFuture(new NoAnswer(any, new IllegalStateException("a test"))));
        assertUnavailable("no-quorum", id);
        site.instead = any -> Optional.of(CompletableFuture.failedFuture(new Crowded(any)));
        assertUnavailable("busy", id);
        assertEquals("DELAYED", status(HEAT));
    }

    private void assertUnavailable(String type, String change) throws Exception {
        for (Answer answer : List.of(post(CHANGES + "?games=SG2030", "{" + DAY + ", \"action\": \"cancel\"}"), post(CHANGES + '/' + change + "/undo", "{}"))) {
            assertEquals(List.of("503", "/problems/" + type), List.of(String.valueOf(answer.status()), answer.json().path("type").asText()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"action\": \"delay\"} | select",
        "{\"select\": {}, \"action\": \"delay\"} | select",
        "{\"select\": {\"day\": \"2030-08-03\"}, \"action\": \"delay\"} | select.day",
        "{\"select\": {\"units\": [\"short\"]}, \"action\": \"delay\"} | select.units",
        "{\"select\": {\"venue\": \"XYZ\"}, \"action\": \"delay\"} | select",
        "{\"select\": {\"units\": [\"ATHM100M--------------HEAT000100--\", \"ATHM100M--------------HEAT009900--\"]}, \"action\": \"delay\"} | select.units",
        "{\"select\": {\"date\": \"2030-08-03\"}, \"action\": \"explode\"} | action",
        "{\"select\": {\"date\": \"2030-08-03\"}, \"action\": \"shift\"} | minutes",
        "{\"select\": {\"date\": \"2030-08-03\"}, \"action\": \"move\"} | to",
        "{\"select\": {\"date\": \"2030-08-03\"}, \"action\": \"move\", \"to\": {\"venue\": \"XYZ\"}} | venue",
        "{\"select\": {\"date\": \"2030-08-03\"}, \"action\": \"move\", \"to\": {\"where\": \"XYZ\"}} | to.where",
        "{\"select\": {\"date\": \"2030-08-03\"}, \"action\": \"move\", \"to\": {\"date\": \"2031-08-03\"}} | start",
        "{\"select\": {\"date\": \"2030-08-03\"}, \"action\": \"move\", \"to\": {\"start\": \"+999999999-12-31T23:59:59Z\"}} | to.start",
        "{\"select\": {\"date\": \"2030-08-03\"}, \"action\": \"move\", \"to\": {\"date\": \"-999999999-01-01\"}} | to.date",
        "{\"select\": {\"date\": \"2030-08-03\", \"from\": \"-999999999-01-01T00:00:00+18:00\"}, \"action\": \"delay\"} | select.from",
        "{\"action\": \"set\", \"units\": {\"ATHM100M--------------HEAT000100--\": {\"start\": \"2200-01-01T00:00:00Z\"}}} | units.ATHM100M--------------HEAT000100--.start",
        "{\"select\": {\"date\": \"2030-08-03\"}, \"action\": \"delay\", \"dryRun\": \"yes\"} | dryRun"})
    void whatCannotBeIsRefusedWithItsField(String body, String field) throws Exception {
        Answer answer = post(CHANGES + "?games=SG2030", body);
        assertEquals(422, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals(field, answer.json().path("faults").path(0).path("field").asText());
        assertEquals("SCHEDULED", status(HEAT));
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertEquals(404, get(CHANGES + "/none").status());
        assertEquals(404, post(CHANGES + "/none/undo", "{}").status());
        assertFalse(get(CHANGES).json().has("faults"));
        assertTrue(get(CHANGES).json().path("next").isNull());
    }
}
