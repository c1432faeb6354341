package org.palmares.node.api;

import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.palmares.node.api.Messages.FINAL;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Rejection.TooMany;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.CompetitionGateway.NoAnswer;
import org.palmares.journal.CompetitionReply;
import org.palmares.journal.JournalId;
import org.palmares.node.access.Keys;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.http.Problems;
import org.palmares.node.ingest.Admittance;
import org.palmares.node.ingest.HeaderClock;
import org.palmares.node.ingest.OdfRoutes;
import org.palmares.node.ingest.Recorder;

/** Messages, and versions taken out of force, where they cannot be recorded; and how the latter is done where they can. */
class UnansweredMessagesTest {

    private static final CompetitionId ID = CompetitionId.ofDocument("SG2030", "DT_RESULT", FINAL);
    private static final int WAIT_SECONDS = 20;
    /** More than are worked on at once. */
    private static final int MANY = 65;

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
        site.take(result(1));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static byte[] result(int version) {
        return Messages.result(FINAL, version, Messages.row(1, "FRA", "DOE", "Jo", "9.99"));
    }

    private static HttpRequest message() {
        return HttpRequest.POST("/v1/odf").withEntity(ContentTypes.parse("application/xml"), result(2)).addHeader(RawHeader.create("X-API-KEY", TestSite.FEED_KEY));
    }

    private static HttpRequest order(String json) {
        return HttpRequest.POST("/v1/ops/documents/DT_RESULT/" + FINAL + "/void").withEntity(ContentTypes.APPLICATION_JSON, json.getBytes(StandardCharsets.UTF_8))
                .addHeader(RawHeader.create("X-API-KEY", TestSite.OPS_KEY));
    }

    private static HttpRequest order() {
        return order("{\"version\":1,\"language\":\"ENG\",\"reason\":\"a test\"}");
    }

    private void assertBoth(int status, String type) throws Exception {
        for (HttpRequest request : List.of(message(), order())) {
            assertProblem(status, type, site.ask(request));
        }
    }

    private static void assertProblem(int status, String type, Answer answer) throws Exception {
        assertEquals(status, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals("/problems/" + type, answer.json().get("type").asText());
    }

    @Test
    void aVersionThatIsOutOfForceIsShownNoMoreAndRepeatsDoNoHarm() throws Exception {
        site.take(result(2));
        String second = "{\"version\":2,\"language\":\"ENG\",\"reason\":\"of another race\",\"by\":\"Ana\"}";
        for (int i = 0; i < 2; i++) {
            Answer done = site.ask(order(second));
            assertEquals(200, done.status(), new String(done.body(), StandardCharsets.UTF_8));
            assertEquals(2, done.json().get("voidFrom").asInt());
            assertEquals(ID.code(), done.json().at("/competitions/0").asText());
        }
        assertEquals(1, site.get("/v1/units/" + FINAL + "/result").json().get("version").asInt());
        Answer unknown = site.ask(order(second.replace("2", "9")));
        assertProblem(404, "not-found", unknown);
        assertEquals("[2,1]", unknown.json().get("versionsKept").toString());
    }

    @Test
    void whatNobodyAnsweredIsToBeSentAgain() throws Exception {
        site.instead = id -> Optional.of(CompletableFuture.failedFuture(new NoAnswer(id, new IllegalStateException("a test"))));
        assertBoth(503, "no-quorum");
    }

    @Test
    void aLimitOfTheCompetitionIsNamed() throws Exception {
        site.instead = id -> Optional.of(CompletableFuture.completedFuture(new CompetitionReply.Rejected(new TooMany("documents", 20_000))));
        assertBoth(422, "limit-reached");
    }

    @Test
    void whatCannotBeReadIsNotWritten() throws Exception {
        site.serving().setAside().add(new JournalId(ID, new ReplicaId("madrid")), "an event of a later release");
        assertBoth(503, "journal-unreadable");
    }

    @Test
    void whereAsMuchIsWorkedOnAsMayBeOthersAreSentElsewhere() throws Exception {
        CompletableFuture<CompetitionReply> held = new CompletableFuture<>();
        site.instead = id -> Optional.of(held);
        List<CompletionStage<?>> many = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            many.add(site.edge().answer(message()));
        }
        CompletableFuture.anyOf(many.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new)).get(WAIT_SECONDS, TimeUnit.SECONDS);
        assertBoth(503, "busy");
        held.completeExceptionally(new NoAnswer(ID, new IllegalStateException("a test")));
        for (CompletionStage<?> one : many) {
            one.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void aFullStoreRefusesWhatIsNew() throws Exception {
        Recorder recorder = new Recorder();
        recorder.take(Messages.result(Messages.HEAT, 1));
        OdfRoutes full = new OdfRoutes(
                site.intake(), new org.palmares.node.ingest.Ingestion(recorder::decide, recorder.contents(), HeaderClock.UTC), Keys.read(keys), site.serving(), site.watch(),
                new Admittance(recorder.board(), 0));
        var handler = pathPrefix("v1", full::routes).seal(Problems.rejections(), Problems.exceptions()).handler(site.system());
        Answer answer = site.answered(message(), handler.apply(message()).toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS));
        assertProblem(507, "store-full", answer);
    }

    /** It was answered 500, as a fault of ours. */
    @Test
    void journalsThatDoNotAnswerAreNoFaultOfOurs() throws Exception {
        site.journal = id -> CompletableFuture.failedFuture(new DriverTimeoutException("a test"));
        assertProblem(503, "no-quorum", site.ops("/v1/ops/journals"));
        site.history = (competition, replica, number) -> Source.failed(new DriverTimeoutException("a test"));
        assertProblem(503, "no-quorum", site.ops("/v1/ops/journals/" + ID.code()));
    }

    @Test
    void journalsAreReadByOneAtATime() throws Exception {
        CompletableFuture<org.palmares.competition.Competition> slow = new CompletableFuture<>();
        site.journal = id -> slow;
        var first = site.edge().answer(HttpRequest.GET("/v1/ops/journals").addHeader(RawHeader.create("X-API-KEY", TestSite.OPS_KEY)));
        assertProblem(503, "busy", site.ops("/v1/ops/journals"));
        slow.complete(org.palmares.competition.Competition.start());
        assertEquals(200, first.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS).status().intValue());
    }
}
