package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.competition.Decision.Result;
import org.palmares.competition.Outcome;
import org.palmares.competition.Position;
import org.palmares.competition.Rejection;
import org.palmares.gateway.CompetitionGateway.Crowded;
import org.palmares.gateway.CompetitionGateway.NoAnswer;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.schedule.Keeper;
import org.palmares.protocol.contract.NamedKey;

/** Plans that feeds do not change until they are released. */
class HoldRoutesTest {

    private static final String HOLDS = "/v1/schedule/holds";
    private static final String PLANNED = "2030-08-04T21:55:00+02:00";
    private static final String LATER = "2030-08-04T22:30:00+02:00";
    private static final String ATHLETICS = "discipline/ATH";

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
        return schedule(version, unit(FINAL, start, "Men's 100m Final", "100m hommes, finale"), unit(HEAT, "2030-08-03T10:00:00+02:00", "Heat 1", "Série 1"));
    }

    private Answer ask(HttpMethod method, String what, String body, String... headers) throws Exception {
        return new Scheduler(site).ask(method, HOLDS + what + "?games=SG2030", body, headers);
    }

    private Answer hold(String what, String body, String... headers) throws Exception {
        return ask(HttpMethods.PUT, '/' + what, body, headers);
    }

    private Answer release(String what, String body, String... headers) throws Exception {
        return ask(HttpMethods.DELETE, '/' + what, body, headers);
    }

    private JsonNode list() throws Exception {
        return ask(HttpMethods.GET, "", "").json().path("holds");
    }

    private String startOfFinal() throws Exception {
        return site.get("/v1/units/" + FINAL + "?games=SG2030").json().path("start").asText();
    }

    private static List<String> problem(Answer answer) throws Exception {
        return List.of(String.valueOf(answer.status()), answer.json().path("type").asText());
    }

    @Test
    void whatIsHeldStaysWhileTheVenueSpeaksAndFollowsItWhenReleased() throws Exception {
        JsonNode held = hold(ATHLETICS, "{\"reason\": \"storm\"}").json();
        assertEquals(List.of("discipline", "ATH", "held", "storm", "scheduler", "2", "2"), List.of(
                held.path("scope").asText(), held.path("code").asText(), held.path("state").asText(), held.path("reason").asText(),
                held.path("author").path("name").asText(), held.path("units").asText(), held.path("held").asText()));
        site.take(plan(2, LATER));
        assertEquals(PLANNED, startOfFinal());
        JsonNode conflicts = site.get("/v1/schedule/conflicts?games=SG2030", "X-API-KEY", TestSite.SCHEDULER_KEY).json().path("conflicts");
        assertEquals(1, conflicts.size(), "what the venue says is kept, and shown");
        assertEquals(LATER, conflicts.path(0).path("values").path(0).path("value").path("start").asText());
        assertEquals("1", conflicts.path(0).path("inForce").asText());
        JsonNode released = release(ATHLETICS, "").json();
        assertEquals(List.of("released", "0"), List.of(released.path("state").asText(), released.path("held").asText()));
        assertEquals(LATER, startOfFinal());
        assertEquals(0, list().size());
    }

    @Test
    void theSameAgainChangesNothingAndAnotherReasonDoes() throws Exception {
        JsonNode first = hold("unit/" + FINAL, "{\"reason\": \"storm\"}").json();
        assertEquals(first, hold("unit/" + FINAL, "{\"reason\": \"storm\"}").json());
        assertEquals("wind", hold("unit/" + FINAL, "{\"reason\": \"wind\"}").json().path("reason").asText());
        assertEquals(1, list().size());
        release("unit/" + FINAL, "{\"reason\": \"over\"}");
        JsonNode again = release("unit/" + FINAL, "").json();
        assertEquals(List.of("released", "over"), List.of(again.path("state").asText(), again.path("reason").asText()));
    }

    @Test
    void whatComesAgainUnderItsKeyChangesNothingMore() throws Exception {
        JsonNode held = hold(ATHLETICS, "{\"reason\": \"storm\"}", "Idempotency-Key", "k1").json();
        assertEquals(held, hold(ATHLETICS, "{\"reason\": \"storm\"}", "Idempotency-Key", "k1").json());
        assertEquals(List.of("422", "/problems/key-used"), problem(hold(ATHLETICS, "{\"reason\": \"wind\"}", "Idempotency-Key", "k1")));
        assertEquals(List.of("422", "/problems/key-used"), problem(release(ATHLETICS, "{\"reason\": \"storm\"}", "Idempotency-Key", "k1")));
        assertEquals(held, hold(ATHLETICS, "{\"reason\": \"storm\"}", "Idempotency-Key", "k2").json(), "it is so already");

        assertEquals("released", release(ATHLETICS, "", "Idempotency-Key", "k3").json().path("state").asText());
        for (String late : List.of("k1", "k2")) {
            assertEquals("released", hold(ATHLETICS, "{\"reason\": \"storm\"}", "Idempotency-Key", late).json().path("state").asText(), late);
        }
        assertEquals("released", release(ATHLETICS, "", "Idempotency-Key", "k4").json().path("state").asText(), "it is so already");
        assertEquals("held", hold(ATHLETICS, "{\"reason\": \"storm\"}", "Idempotency-Key", "k5").json().path("state").asText());
        release(ATHLETICS, "", "Idempotency-Key", "k4");
        release(ATHLETICS, "", "Idempotency-Key", "k3");
        assertEquals(1, list().size());
        assertEquals(400, hold(ATHLETICS, "{}", "Idempotency-Key", "k".repeat(501)).status());
    }

    @Test
    void whatIsNotInTheTimetableAnyMoreCanStillBeReleased() throws Exception {
        hold("unit/" + HEAT, "{}");
        site.take(schedule(2, unit(FINAL, PLANNED, "Men's 100m Final", "100m hommes, finale")));
        assertEquals(404, hold("unit/" + HEAT, "{\"reason\": \"wind\"}").status());
        assertEquals("released", release("unit/" + HEAT, "").json().path("state").asText());
        assertEquals(0, list().size());
    }

    @Test
    void aHoldEndsWhenItSaysAndTheKeeperReleasesItsUnits() throws Exception {
        String until = Instant.now().plusMillis(300).toString();
        assertEquals(until, hold("unit/" + FINAL, "{\"until\": \"" + until + "\"}").json().path("until").asText());
        site.take(plan(2, LATER));
        assertEquals(PLANNED, startOfFinal());
        Keeper.Nodes others = new Keeper.Nodes("p", Set.of("p", "a"));
        site.awaitTrue(() -> site.holds.waits());
        assertEquals(List.of(), site.holds.due(others), "one node is enough");
        site.holds.due(new Keeper.Nodes("a", Set.of("p", "a"))).forEach(task -> task.work().get().toCompletableFuture().join());
        assertEquals(LATER, startOfFinal());
        assertEquals(0, list().size());
        assertFalse(site.holds.waits());
    }

    @Test
    void whatCannotBeHeldNowIsHeldByTheKeeper() throws Exception {
        site.instead = id -> id.isOfRecords() ? Optional.empty() : Optional.of(CompletableFuture.failedFuture(new NoAnswer(id, new IllegalStateException("a test"))));
        assertEquals("0", hold(ATHLETICS, "{}").json().path("held").asText());
        site.instead = any -> Optional.empty();
        assertTrue(site.holds.waits());
        site.holds.due(new Keeper.Nodes("p", Set.of("p"))).forEach(task -> task.work().get().toCompletableFuture().join());
        assertEquals("2", list().path(0).path("held").asText());
    }

    @ParameterizedTest
    @CsvSource({"unit/ATHM100M--------------FNL-000200--", "session/NONE", "discipline/SWM", "venue/STA"})
    void whatIsNotThereIsNotHeld(String what) throws Exception {
        assertEquals(List.of("404", "/problems/not-found"), problem(hold(what, "{}")));
        assertEquals(List.of("404", "/problems/not-found"), problem(release(what, "{}")), "nobody has held it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "[] | ",
        "{\"reason\": 7} | reason",
        "{\"til\": null} | til",
        "{\"until\": \"tomorrow\"} | until",
        "{\"until\": \"2020-01-01T00:00:00Z\"} | until"})
    void whatCannotBeIsToldWithItsField(String body, String field) throws Exception {
        for (Answer answer : List.of(hold(ATHLETICS, body), release(ATHLETICS, body))) {
            assertEquals(List.of("422", "/problems/impossible-change"), problem(answer));
            assertEquals(field == null ? "" : field, answer.json().path("faults").path(0).path("field").asText());
        }
        assertEquals(0, list().size());
    }

    @Test
    void whoseKeyDoesNotAllowTheUnitsNeitherHoldsNorReleasesThem() throws Exception {
        hold(ATHLETICS, "{}");
        assertEquals(403, hold(ATHLETICS, "{}", "Authorization", "Bearer key of swimming").status());
        assertEquals(403, release(ATHLETICS, "{}", "Authorization", "Bearer key of swimming").status());
        assertEquals(1, list().size());
    }

    @Test
    void twoAtOnceAreToldOfEachOther() throws Exception {
        hold(ATHLETICS, "{}");
        site.instead = id -> Optional.of(CompletableFuture.completedFuture(new CompetitionReply.Accepted(Result.of(Outcome.STALE), Position.start(), Set.of())));
        assertEquals(List.of("409", "/problems/changed-meanwhile"), problem(hold(ATHLETICS, "{\"reason\": \"other\"}")));
        assertEquals(List.of("409", "/problems/changed-meanwhile"), problem(release(ATHLETICS, "")));
    }

    @Test
    void whereNoMoreCanBeKeptThatIsTold() throws Exception {
        hold(ATHLETICS, "{}");
        site.instead = id -> Optional.of(CompletableFuture.completedFuture(new CompetitionReply.Rejected(new Rejection.TooMany("bytes", 1))));
        assertEquals(List.of("507", "/problems/store-full"), problem(hold(ATHLETICS, "{\"reason\": \"other\"}")));
        assertEquals(List.of("507", "/problems/store-full"), problem(release(ATHLETICS, "")));
    }

    /** Each second one more pass of the same was begun, and venues' messages were refused. */
    @Test
    void whatIsUnderWayIsNotBegunOnceMore() throws Exception {
        site.instead = id -> id.isOfRecords() ? Optional.empty() : Optional.of(CompletableFuture.failedFuture(new NoAnswer(id, new IllegalStateException("a test"))));
        hold(ATHLETICS, "{}");
        CompletableFuture<CompetitionReply> slow = new CompletableFuture<>();
        site.instead = id -> Optional.of(slow);
        Keeper.Nodes alone = new Keeper.Nodes("p", Set.of("p"));
        CompletionStage<?> pass = site.holds.due(alone).get(0).work().get();
        assertTrue(site.holds.waits());
        assertEquals(List.of(), site.holds.due(alone));
        site.instead = id -> Optional.empty();
        slow.completeExceptionally(new IllegalStateException("a test"));
        assertTrue(pass.toCompletableFuture().isCompletedExceptionally());
        site.holds.due(alone).forEach(task -> task.work().get().toCompletableFuture().join());
        assertEquals("2", list().path(0).path("held").asText());
    }

    @Test
    void whatNobodyAnswersForIsToBeAskedAgain() throws Exception {
        hold(ATHLETICS, "{}");
        site.instead = any -> Optional.of(CompletableFuture.failedFuture(new NoAnswer(any, new IllegalStateException("a test"))));
        assertUnavailable("no-quorum");
        site.instead = any -> Optional.of(CompletableFuture.failedFuture(new Crowded(any)));
        assertUnavailable("busy");
    }

    private void assertUnavailable(String type) throws Exception {
        for (Answer answer : List.of(hold(ATHLETICS, "{\"reason\": \"other\"}"), release(ATHLETICS, ""))) {
            assertEquals(List.of("503", "/problems/" + type), problem(answer));
        }
    }
}
