package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.competition.Rejection.Outdated;
import org.palmares.competition.Revision;
import org.palmares.gateway.CompetitionGateway.Crowded;
import org.palmares.gateway.CompetitionGateway.NoAnswer;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.protocol.contract.NamedKey;

/** Where a person and a venue say different things: both are listed, and somebody settles it. */
class ConflictRoutesTest {

    private static final String CONFLICTS = "/v1/schedule/conflicts";
    private static final String PLANNED = "2030-08-04T21:55:00+02:00";
    private static final String BY_ANA = "2030-08-04T22:10:00+02:00";
    private static final String BY_VENUE = "2030-08-04T22:30:00+02:00";

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(keys.resolve(NamedKey.FILE), new NamedKey(
                "swimming", Set.of("scheduler"), Set.of("SWM"), Set.of(), Set.of(), Instant.parse("2030-01-01T00:00:00Z"), NamedKey.hash("key of swimming")).line() + "\n");
        site = new TestSite(keys);
        site.take(plan(1, PLANNED));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static byte[] plan(int version, String start) {
        return schedule(version, unit(FINAL, start, "Men's 100m Final", "100m hommes, finale"));
    }

    private Answer ask(HttpMethod method, String address, String body, String... headers) throws Exception {
        return new Scheduler(site).ask(method, address, body, headers);
    }

    private void patch(String body) throws Exception {
        new Scheduler(site).patch(FINAL, body);
    }

    private JsonNode list(String more) throws Exception {
        return ask(HttpMethods.GET, CONFLICTS + "?games=SG2030" + more, "").json().path("conflicts");
    }

    private Answer settle(String id, String body, String... headers) throws Exception {
        return ask(HttpMethods.POST, CONFLICTS + '/' + id + "/resolution?games=SG2030", body, headers);
    }

    private String startOfFinal() throws Exception {
        return site.get("/v1/units/" + FINAL + "?games=SG2030").json().path("start").asText();
    }

    /** A person moves the final, and then its venue does; gives the id of what follows. */
    private String conflict() throws Exception {
        patch("{\"start\": \"" + BY_ANA + "\", \"reason\": \"television\"}");
        site.take(plan(2, BY_VENUE));
        return list("").path(0).path("id").asText();
    }

    @Test
    void whatAVenueSaysAgainIsNoConflictAndWhatItSaysAnewIs() throws Exception {
        patch("{\"start\": \"" + BY_ANA + "\", \"reason\": \"television\"}");
        site.take(plan(2, PLANNED));
        assertEquals(0, list("").size());
        assertEquals(BY_ANA, startOfFinal());
        site.take(plan(3, BY_VENUE));
        assertEquals(BY_VENUE, startOfFinal(), "the later");
        JsonNode conflict = list("").path(0);
        assertEquals(List.of(FINAL, "plan", "open", "0"), List.of(
                conflict.path("unit").asText(), conflict.path("register").asText(), conflict.path("state").asText(), conflict.path("inForce").asText()));
        JsonNode venue = conflict.path("values").path(0);
        JsonNode person = conflict.path("values").path(1);
        assertEquals(List.of(BY_VENUE, "OVR", "odf", "odf"), List.of(
                venue.path("value").path("start").asText(), venue.path("author").path("name").asText(), venue.path("author").path("via").asText(), venue.path("cause").path("kind").asText()));
        assertEquals(List.of(BY_ANA, "scheduler", "key", "television", "paris"), List.of(
                person.path("value").path("start").asText(), person.path("author").path("name").asText(), person.path("author").path("via").asText(),
                person.path("reason").asText(), person.path("site").asText()));
    }

    @Test
    void aVenueThatSaysTheSameAgainLeavesTheConflictWhatItIs() throws Exception {
        String id = conflict();
        site.take(plan(3, BY_VENUE));
        assertEquals(id, list("").path(0).path("id").asText());
        assertEquals(200, settle(id, "{\"inForce\": 1}").status());
    }

    @Test
    void theListCanBeNarrowed() throws Exception {
        conflict();
        assertEquals(List.of(1, 0, 1, 0, 1, 0), List.of(
                list("&discipline=ATH").size(), list("&discipline=SWM").size(), list("&date=2030-08-04").size(), list("&date=2030-08-05").size(),
                list("&unit=" + FINAL).size(), list("&unit=" + EVENT + "HEAT000100--").size()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{\"inForce\": 1, \"reason\": \"agreed\"} | " + BY_ANA,
        "{\"inForce\": 0} | " + BY_VENUE,
        "{\"value\": {\"start\": \"2030-08-04T23:00:00+02:00\"}} | 2030-08-04T23:00:00+02:00"})
    void oneOfTheTwoIsChosenOrAThirdAndThenItIsSettled(String body, String start) throws Exception {
        Answer settled = settle(conflict(), body);
        assertEquals(List.of("200", "settled"), List.of(String.valueOf(settled.status()), settled.json().path("state").asText()));
        assertEquals(0, list("").size());
        assertEquals(start, startOfFinal());
        site.take(plan(3, BY_VENUE));
        assertEquals(start, startOfFinal(), "what the venue had said when it was settled it may say again");
    }

    @Test
    void whoAsksAgainWithTheSameKeyIsToldThatItIsSettledAndOthersThatItIsGone() throws Exception {
        String id = conflict();
        JsonNode first = settle(id, "{\"inForce\": 1}", "Idempotency-Key", "k1").json();
        assertEquals(first, settle(id, "{\"inForce\": 1}", "Idempotency-Key", "k1").json());
        assertEquals(List.of("422", "/problems/key-used"), problem(settle(id, "{\"inForce\": 0}", "Idempotency-Key", "k1")));
        assertEquals(404, settle(id, "{\"inForce\": 1}", "Idempotency-Key", "k2").status());
        assertEquals(404, settle(id, "{\"inForce\": 1}").status());
        assertEquals(404, settle("no-such-thing", "{\"inForce\": 1}").status());
        site.take(plan(3, "2030-08-04T23:30:00+02:00"));
        Answer used = settle(list("").path(0).path("id").asText(), "{\"inForce\": 0}", "Idempotency-Key", "k1");
        assertEquals(List.of("422", "/problems/key-used"), List.of(String.valueOf(used.status()), used.json().path("type").asText()));
    }

    @Test
    void whoseKeyDoesNotAllowTheUnitDoesNotSettleIt() throws Exception {
        assertEquals(403, settle(conflict(), "{\"inForce\": 1}", "Authorization", "Bearer key of swimming").status());
        assertEquals(BY_VENUE, startOfFinal());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{} | inForce",
        "[] | ",
        "{\"inForce\": 0, \"value\": {\"start\": null}} | inForce",
        "{\"inForce\": \"x\"} | inForce",
        "{\"inForce\": 2} | inForce",
        "{\"inForce\": 0, \"why\": \"x\"} | why",
        "{\"inForce\": 0, \"reason\": 7} | reason",
        "{\"value\": {\"start\": \"tomorrow\"}} | value.start",
        "{\"value\": {\"start\": null, \"reason\": \"x\"}} | value.reason",
        "{\"value\": {\"venue\": \"XYZ\"}} | value.venue",
        "{\"value\": 7} | value"})
    void whatCannotBeIsToldWithItsField(String body, String field) throws Exception {
        Answer answer = settle(conflict(), body);
        assertEquals(422, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals(field == null ? "" : field, answer.json().path("faults").path(0).path("field").asText());
        assertEquals(1, list("").size());
    }

    @Test
    void whatNobodyAnswersForIsToBeAskedAgain() throws Exception {
        String id = conflict();
        site.instead = any -> Optional.of(CompletableFuture.failedFuture(new NoAnswer(any, new IllegalStateException("a test"))));
        assertEquals(List.of("503", "/problems/no-quorum"), problem(settle(id, "{\"inForce\": 1}")));
        site.instead = any -> Optional.of(CompletableFuture.failedFuture(new Crowded(any)));
        assertEquals(List.of("503", "/problems/busy"), problem(settle(id, "{\"inForce\": 1}")));
    }

    @Test
    void whoDidNotKnowWhatCameInBetweenIsTold() throws Exception {
        String id = conflict();
        Revision now = Revision.parse(site.get("/v1/units/" + FINAL + "?games=SG2030").json().path("revision").asText()).orElseThrow();
        // Somebody was a moment quicker: that is on no board yet when this one comes to the competition.
        site.instead = any -> Optional.of(CompletableFuture.completedFuture(new CompetitionReply.Rejected(new Outdated(FINAL, now, List.of(), true))));
        assertEquals(List.of("412", "/problems/outdated"), problem(settle(id, "{\"inForce\": 1}")));
    }

    private static List<String> problem(Answer answer) throws Exception {
        return List.of(String.valueOf(answer.status()), answer.json().path("type").asText());
    }
}
