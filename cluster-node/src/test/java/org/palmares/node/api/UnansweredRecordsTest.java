package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.palmares.node.api.Messages.FINAL;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Outcome;
import org.palmares.competition.Position;
import org.palmares.competition.Rejection;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.CompetitionGateway.Crowded;
import org.palmares.gateway.CompetitionGateway.NoAnswer;
import org.palmares.gateway.Succession;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.ops.drill.DrillRecords;
import org.palmares.node.ops.drill.Drills;
import org.palmares.node.ops.drill.Redundancy;
import org.palmares.node.records.Records;
import org.palmares.node.sites.SiteRecords;
import org.palmares.node.watch.ManualClock;
import org.palmares.node.watch.Metrics;

/** What operations decide while nobody can record it, or while somebody else decides. */
class UnansweredRecordsTest {

    private static final String DRILLS = "/v1/ops/drills";
    private static final String EVACUATE = "{\"name\":\"evacuate\",\"site\":\"madrid\",\"reason\":\"a test\",\"by\":\"Ana\"}";

    @TempDir
    private Path keys;

    /** What is recorded, unless it is something else that becomes of it. */
    private Optional<Supplier<CompletionStage<CompetitionReply>>> instead = Optional.empty();
    private TestSite site;
    private String running;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys, this::drills);
        site.instead = id -> instead.map(Supplier::get);
        site.take(Messages.schedule(1, Messages.unit(FINAL, "2030-08-09T21:55:00+02:00", "Final", "Finale")));
        running = ask("POST", DRILLS, EVACUATE).json().get("id").asText();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Drills drills(Recorder recorder) {
        Records records = new Records(
                recorder.board(), (id, command) -> instead.map(Supplier::get).orElseGet(() -> recorder.decide(id, command)), new ManualClock(), new Metrics());
        return new Drills(new Drills.Surroundings(
                recorder.board(), new DrillRecords(records), new SiteRecords(records), new Succession(List.of(new ReplicaId("paris"), new ReplicaId("madrid"))), false,
                () -> CompletableFuture.completedFuture(new Redundancy(List.of(), List.of(), Map.of(), List.of())),
                () -> CompletableFuture.completedFuture(List.of("m", "p")), new ManualClock()));
    }

    private Answer ask(String method, String address, String json) throws Exception {
        HttpRequest request = HttpRequest.create(address).withMethod(HttpMethods.lookup(method).orElseThrow())
                .withEntity(ContentTypes.APPLICATION_JSON, json.getBytes(StandardCharsets.UTF_8));
        return site.ask(request, "X-API-KEY", TestSite.OPS_KEY);
    }

    private List<Answer> cancelAndTell() throws Exception {
        return List.of(
                ask("POST", DRILLS + '/' + running + "/progress", "{\"version\":1,\"marks\":[]}"),
                ask("POST", DRILLS + '/' + running + "/cancel", "{\"by\":\"Ben\"}"));
    }

    private List<Answer> decideAndStart() throws Exception {
        Answer decided = ask("PUT", "/v1/games/SG2030", "{\"default\":true}");
        // Another one may be asked for once none runs.
        var held = instead;
        instead = Optional.empty();
        ask("POST", DRILLS + '/' + running + "/cancel", "{\"by\":\"Ben\"}");
        instead = held;
        return List.of(decided, ask("POST", DRILLS, EVACUATE));
    }

    private static void assertAll(int status, String type, List<Answer> answers) throws Exception {
        for (Answer answer : answers) {
            assertEquals(status, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
            assertEquals("/problems/" + type, answer.json().get("type").asText());
        }
    }

    /** It was answered 500, as a fault of ours. */
    @Test
    void whatNobodyCouldRecordIsNoFaultOfOurs() throws Exception {
        instead = Optional.of(() -> CompletableFuture.failedFuture(new NoAnswer(CompetitionId.OPERATIONS, new IllegalStateException("a test"))));
        assertAll(503, "no-quorum", List.of(ask("POST", "/v1/ops/keys/feed/revocation", "{\"reason\":\"it leaked\"}")));
        assertAll(503, "no-quorum", cancelAndTell());
        assertAll(503, "no-quorum", decideAndStart());
    }

    @Test
    void whereTooMuchWaitsItIsToBeAskedAgain() throws Exception {
        instead = Optional.of(() -> CompletableFuture.failedFuture(new Crowded(CompetitionId.OPERATIONS)));
        assertAll(503, "busy", List.of(ask("POST", "/v1/ops/keys/feed/revocation", "{\"reason\":\"it leaked\"}")));
        assertAll(503, "busy", cancelAndTell());
        assertAll(503, "busy", decideAndStart());
    }

    /** It was answered as if somebody else had decided, and a key that still counted as if it were revoked. */
    @Test
    void whoIsRefusedBecauseTheStoreIsFullIsToldSo() throws Exception {
        instead = Optional.of(() -> CompletableFuture.completedFuture(new CompetitionReply.Rejected(new Rejection.TooMany("bytes", 1))));
        assertAll(507, "store-full", List.of(ask("POST", "/v1/ops/keys/feed/revocation", "{\"reason\":\"it leaked\"}")));
        assertAll(507, "store-full", cancelAndTell());
        assertAll(507, "store-full", decideAndStart());
    }

    @Test
    void ofTwoWhoDecideInTheSameMomentOneIsTold() throws Exception {
        instead = Optional.of(() -> CompletableFuture.completedFuture(new CompetitionReply.Accepted(Outcome.STALE, Position.start(), Set.of())));
        assertAll(409, "changed-meanwhile", cancelAndTell());
        assertAll(409, "changed-meanwhile", decideAndStart());
    }
}
