package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.FINAL;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.ReplicaId;
import org.palmares.node.access.Keys;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.board.Board;
import org.palmares.node.board.Fence;
import org.palmares.node.http.Problems;
import org.palmares.node.ingest.Admittance;
import org.palmares.node.ingest.HeaderClock;
import org.palmares.node.ingest.Ingestion;
import org.palmares.node.ingest.MemoryContents;
import org.palmares.node.ingest.OdfRoutes;
import org.palmares.node.watch.Incidents.About;
import org.palmares.node.watch.Incidents.Kind;
import org.palmares.node.watch.Metrics.Counter;

/** What goes wrong with messages is counted, and what lasts is listed. */
class IncidentRoutesTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", "ATHM100M--------------");

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Answer post(byte[] message, String... headers) throws Exception {
        HttpRequest request = HttpRequest.POST("/v1/odf").withEntity(MediaTypes.APPLICATION_XML.toContentType(HttpCharsets.UTF_8), message);
        return site.ask(request, headers.length > 0 ? headers : new String[] {"X-API-KEY", TestSite.FEED_KEY});
    }

    private long messages(String outcome) {
        return site.watch().metrics().total(Counter.MESSAGES, outcome);
    }

    private static byte[] result(int version, String mark) {
        return Messages.result(FINAL, version, Messages.row(1, "FRA", "DOE", "Jo", mark));
    }

    @Test
    void whatBecameOfEachMessageIsCounted() throws Exception {
        assertEquals(200, post(result(2, "9.87")).status());
        post(result(2, "9.87"));
        post(result(1, "9.99"));
        assertEquals(409, post(result(2, "9.88")).status());
        assertEquals(400, post("<OdfBody".getBytes(StandardCharsets.UTF_8)).status());
        assertEquals(422, post("<OdfBody/>".getBytes(StandardCharsets.UTF_8)).status());
        assertEquals(401, post(result(3, "9.86"), "X-API-KEY", "none").status());

        List<Long> counts = new ArrayList<>();
        for (String outcome : List.of("applied", "duplicate", "stale", "refused", "rejected_syntax", "rejected_invalid", "rejected_request")) {
            counts.add(messages(outcome));
        }
        assertEquals(List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L), counts);
        assertEquals(7, site.watch().metrics().total(Counter.MESSAGES));
        assertEquals(1, site.watch().metrics().total(Counter.VERSION_CONFLICTS, "refused"));
    }

    @Test
    void aRefusedVersionIsAnIncidentUntilAHigherOneComes() throws Exception {
        post(result(2, "9.87"));
        post(result(2, "9.88"));
        post(result(2, "9.88"));

        JsonNode incidents = site.ops("/v1/ops/incidents?open=true").json().get("incidents");
        assertEquals(1, incidents.size());
        assertEquals("version-conflict", incidents.get(0).get("kind").asText());
        assertEquals("ATHM100M--------------", incidents.get(0).get("competition").asText());
        assertEquals("SG2030", incidents.get(0).get("games").asText());
        assertEquals("2", incidents.get(0).get("detail").get("version").asText());
        assertFalse(incidents.get(0).has("closed"));

        post(result(3, "9.88"));
        site.watch().conflicts().changed(ID, List.of(new DocumentKey("DT_RESULT", FINAL, "", "", "")));
        assertEquals(0, site.ops("/v1/ops/incidents?open=true").json().get("incidents").size());
        JsonNode over = site.ops("/v1/ops/incidents").json().get("incidents").get(0);
        assertTrue(over.has("closed"));
    }

    /** The status of a message that fails with {@code failure} where it is carried out. */
    private int posted(Throwable failure) throws Exception {
        Ingestion failing = new Ingestion((competition, command) -> CompletableFuture.failedFuture(failure), new MemoryContents(), HeaderClock.UTC);
        HttpRequest request = HttpRequest.POST("/odf")
                .withEntity(MediaTypes.APPLICATION_XML.toContentType(HttpCharsets.UTF_8), result(2, "9.87"))
                .addHeader(RawHeader.create("X-API-KEY", TestSite.FEED_KEY));
        return new OdfRoutes(site.intake(), failing, Keys.read(keys), site.serving(), site.watch(), new Admittance(new Board(new Fence(kind -> {}))))
                .routes()
                .seal(Problems.rejections(), Problems.exceptions())
                .handler(site.system())
                .apply(request)
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .status()
                .intValue();
    }

    @Test
    void aFaultOfOursIsNoMissingQuorum() throws Exception {
        assertEquals(500, posted(new IllegalStateException("a fault of ours")));
        assertEquals(1, messages("failed"));
        assertEquals(0, site.ops("/v1/ops/incidents?open=true").json().get("incidents").size());
    }

    @Test
    void aCompetitionThatNobodyCouldWriteIsAnIncidentUntilSomebodyCan() throws Exception {
        assertEquals(503, posted(new TimeoutException("no answer")));
        assertEquals(1, messages("unanswered"));
        JsonNode incident = site.ops("/v1/ops/incidents?open=true").json().get("incidents").get(0);
        assertEquals("no-quorum", incident.get("kind").asText());
        assertEquals("ATHM100M--------------", incident.get("competition").asText());

        post(result(2, "9.87"));
        assertEquals(0, site.ops("/v1/ops/incidents?open=true").json().get("incidents").size());
    }

    @Test
    void theListIsPagedNewestFirst() throws Exception {
        for (String name : new String[] {"paris", "madrid", "barcelona"}) {
            site.watch().incidents().open(Kind.DATA_CENTRE_SILENT, About.of(new ReplicaId(name)), "away", Map.of());
        }
        JsonNode first = site.ops("/v1/ops/incidents?limit=2").json();
        JsonNode second = site.ops("/v1/ops/incidents?limit=2&cursor=" + first.get("next").asText()).json();

        assertEquals("barcelona", first.get("incidents").get(0).get("site").asText());
        assertEquals("madrid", first.get("incidents").get(1).get("site").asText());
        assertEquals("paris", second.get("incidents").get(0).get("site").asText());
        assertTrue(second.get("next").isNull());
    }

    @Test
    void aParameterThatCannotBeIsNamed() throws Exception {
        Answer answer = site.ops("/v1/ops/incidents?open=perhaps");

        assertEquals(400, answer.status());
        assertEquals("open", answer.json().get("parameter").asText());
        assertEquals(405, site.ask(HttpRequest.POST("/v1/ops/incidents").withEntity(ContentTypes.APPLICATION_JSON, "{}"), "X-API-KEY", TestSite.OPS_KEY).status());
    }
}
