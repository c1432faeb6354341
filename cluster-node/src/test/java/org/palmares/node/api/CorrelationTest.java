package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.protocol.contract.Headers;

/** The name by which a request can be followed is found again in the journals of all competitions that it changed. */
class CorrelationTest {

    private static final String ATHLETICS = "ATH" + "-".repeat(31);

    @TempDir
    private Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
        site.history = (competition, replica, number) -> Source.from(site.journalled(competition))
                .filter(event -> event.origin().replica().equals(replica) && event.origin().number() > number);
        odf("run-1", Messages.schedule(1, Messages.unit(FINAL, "2030-08-04T21:55:00+02:00", "Final", "Finale")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private void odf(String correlation, byte[] message) throws Exception {
        HttpRequest request = HttpRequest.POST("/v1/odf").withEntity(ContentTypes.parse("application/xml"), message);
        assertEquals(200, site.ask(request, "X-API-KEY", TestSite.FEED_KEY, Headers.CORRELATION, correlation).status());
    }

    private JsonNode json(HttpMethod method, String address, String body, String... headers) throws Exception {
        HttpRequest request = HttpRequest.create(address).withMethod(method).withEntity(ContentTypes.APPLICATION_JSON, body.getBytes(StandardCharsets.UTF_8));
        TestSite.Answer answer = site.ask(request, headers);
        assertEquals(2, answer.status() / 100, () -> new String(answer.body(), StandardCharsets.UTF_8));
        return answer.json();
    }

    /** {@code by correlation} of each event. */
    private List<String> journal(String competition) throws Exception {
        List<String> found = new ArrayList<>();
        site.ops("/v1/ops/journals/" + competition + "?games=SG2030").json().get("events")
                .forEach(event -> found.add(event.get("by").asText() + ' ' + event.get("correlationId").asText()));
        return found;
    }

    @Test
    void aMessageIsFoundInTheJournalsOfAllCompetitionsItSpeaksOf() throws Exception {
        assertEquals(List.of("feed run-1"), journal("ATH-------------------"));
        assertEquals(List.of("feed run-1"), journal(EVENT));
        odf("run-2", Messages.result(FINAL, 1, Messages.row(1, "FRA", "DOE", "Jo", "9.99")));
        odf("run-3", Messages.result(FINAL, 1, Messages.row(1, "FRA", "DOE", "Jo", "9.99")));
        assertEquals(List.of("feed run-1", "feed run-2"), journal(EVENT), "what changes nothing is no event");
    }

    @Test
    void soIsWhatPeopleChange() throws Exception {
        json(HttpMethods.PATCH, "/v1/units/" + FINAL + "/schedule?games=SG2030", "{\"order\": 2, \"reason\": \"rain\"}",
                "X-API-KEY", TestSite.SCHEDULER_KEY, Headers.CORRELATION, "edit-1");
        JsonNode change = json(HttpMethods.POST, "/v1/schedule/changes?games=SG2030",
                "{\"select\": {\"units\": [\"" + FINAL + "\"]}, \"action\": \"shift\", \"minutes\": 10, \"reason\": \"rain\"}",
                "X-API-KEY", TestSite.SCHEDULER_KEY, Headers.CORRELATION, "edit-2");
        json(HttpMethods.POST, "/v1/schedule/changes/" + change.get("id").asText() + "/undo", "{\"reason\": \"sun\"}",
                "X-API-KEY", TestSite.SCHEDULER_KEY, Headers.CORRELATION, "edit-3");
        assertEquals(List.of("feed run-1", "scheduler edit-1", "scheduler edit-2", "scheduler edit-3"), journal(EVENT));
    }

    @Test
    void soIsWhatOperationsTakeOutOfForce() throws Exception {
        json(HttpMethods.POST, "/v1/ops/documents/DT_SCHEDULE/" + ATHLETICS + "/void?games=SG2030",
                "{\"version\": 1, \"source\": \"\", \"by\": \"Ana\", \"reason\": \"a mistake\"}", "X-API-KEY", TestSite.OPS_KEY, Headers.CORRELATION, "void-1");
        assertEquals(List.of("feed run-1", "ops (Ana) void-1"), journal("ATH-------------------"));
        assertEquals(List.of("feed run-1", "ops (Ana) void-1"), journal(EVENT));
    }
}
