package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.FINAL;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.watch.Metrics;

/** Whatever goes wrong is answered as problem+json that says what to do next. */
class ProblemRoutesTest {

    @TempDir
    private static Path keys;

    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        site = new TestSite(keys);
        site.take(Messages.schedule(1, Messages.unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale")));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/schedule?date=2030-13-01,date",
        "/v1/schedule?date=today,date",
        "/v1/schedule?limit=0,limit",
        "/v1/schedule?limit=1001,limit",
        "/v1/schedule?limit=-5,limit",
        "/v1/competitions?limit=many,limit",
        "/v1/schedule?cursor=%21%21,cursor",
        "/v1/schedule?cursor=bm9uZQ,cursor",
        "/v1/medals?lang=tlh,lang",
        "/v1/schedule?status=DONE,status",
        "/v1/competitions?status=DONE,status",
        "/v1/units/ATHM100M--------------FNL-000100--/result?version=two,version",
    })
    void aParameterThatCannotBeIsNamed(String address, String parameter) throws Exception {
        Answer answer = site.get(address);

        assertProblem(answer, 400, "/problems/bad-request");
        assertEquals(parameter, answer.json().get("parameter").asText());
        assertTrue(answer.json().get("detail").asText().contains(parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/units/ATHM100M", "/v1/units/athm100m--------------fnl-000100--", "/v1/competitions/100m"})
    void whatIsMalformedIsABadRequest(String address) throws Exception {
        assertProblem(site.get(address), 400, "/problems/bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/nowhere", "/v1/units", "/nowhere.html", "/v1/odf/DT_RESULT/nothing", "/v1/odf/no%20type/%C3%A9", "/problems/none"
            })
    void whatDoesNotExistIsNotFound(String address) throws Exception {
        assertProblem(site.get(address), 404, "/problems/not-found");
    }

    @Test
    void aMethodThatIsNotOfferedIsAnsweredWithThoseThatAre() throws Exception {
        Answer posted = site.ask(HttpMethods.POST, "/v1/schedule");
        assertProblem(posted, 405, "/problems/method-not-allowed");
        assertTrue(posted.header("allow").contains("GET"), posted.header("allow"));

        Answer got = site.get("/v1/odf");
        assertProblem(got, 405, "/problems/method-not-allowed");
        assertTrue(got.header("allow").contains("POST"), got.header("allow"));

        assertProblem(site.ask(HttpMethods.POST, "/v1/nowhere"), 404, "/problems/not-found");
    }

    @Test
    void aProblemKeepsTheCorrelationIdOfTheRequestUnlessItIsUnfit() throws Exception {
        assertEquals("run-17", site.get("/v1/nowhere", "X-Correlation-ID", "run-17").json().get("correlationId").asText());
        assertFalse(site.get("/v1/nowhere", "X-Correlation-ID", "a b<c>").json().get("correlationId").asText().contains("<"));
    }

    /**
     * Found by the drill kill: a node that had just started called results unknown that it only had not read yet, and let senders wait until
     * they gave up.
     */
    @Test
    void aNodeThatDoesNotKnowEverythingYetSendsReadersAndSendersElsewhere() throws Exception {
        try (TestSite starting = TestSite.starting(keys)) {
            Answer answer = starting.get("/v1/units/" + FINAL + "/result");
            assertProblem(answer, 503, "/problems/not-ready");
            assertEquals("http://127.0.0.1:8102", answer.header("palmares-move"));
            assertEquals(503, starting.get("/v1/live").status());
            assertProblem(starting.ask(HttpMethods.POST, "/v1/odf", "X-API-KEY", TestSite.FEED_KEY), 503, "/problems/not-ready");
            assertEquals(1, starting.watch().metrics().total(Metrics.Counter.MESSAGES, "not_ready"));
            assertEquals(200, starting.get("/v1/sites").status());
        }
    }

    @Test
    void everyProblemTypeSaysWhatItMeans() throws Exception {
        Answer meaning = site.get("/problems/withdrawn");
        assertEquals(200, meaning.status());
        assertTrue(new String(meaning.body(), StandardCharsets.UTF_8).contains("withdrawn"));
    }

    @Test
    void messagesWithoutKeyOrOutsideOdfAreRefusedWithThePlaceOfTheFault() throws Exception {
        HttpRequest broken = post("<OdfBody><Competition></OdfBody>");
        assertProblem(site.ask(broken), 401, "/problems/unauthorized");
        assertProblem(site.ask(broken, "X-API-KEY", "another-key-of-the-feed"), 401, "/problems/unauthorized");

        Answer notXml = site.ask(broken, "X-API-KEY", TestSite.FEED_KEY);
        assertProblem(notXml, 400, "/problems/not-well-formed");
        assertEquals(1, notXml.json().get("line").asInt());

        Answer notOdf = site.ask(post("<OdfBody Version=\"x\"/>"), "Authorization", "Bearer " + TestSite.FEED_KEY);
        assertProblem(notOdf, 422, "/problems/invalid-odf");
        assertTrue(notOdf.json().get("faults").size() > 3, notOdf.json().toString());

        HttpRequest picture = HttpRequest.POST("/v1/odf").withEntity(ContentTypes.parse("image/png"), new byte[] {1});
        assertProblem(site.ask(picture, "X-API-KEY", TestSite.FEED_KEY), 415, "/problems/unsupported-media-type");
    }

    @Test
    void aRepeatIsADuplicateAndOtherContentOfTheSameVersionAConflict() throws Exception {
        String heat = Messages.HEAT;
        byte[] message = Messages.result(heat, 1, Messages.row(1, "NOR", "DAHL", "Kai", "9.99"));
        byte[] other = Messages.result(heat, 1, Messages.row(1, "NOR", "DAHL", "Kai", "9.98"));

        assertEquals("applied", feed(message).json().get("outcome").asText());
        assertEquals("duplicate", feed(message).json().get("outcome").asText());
        assertProblem(feed(other), 409, "/problems/version-conflict");
        assertEquals("9.99", site.get("/v1/units/" + heat + "/result").json().at("/rows/0/result").asText());
    }

    @Test
    void pagesOfOtherOriginsMayAskAndReadTheTag() throws Exception {
        assertEquals("*", site.get("/v1/medals").header("access-control-allow-origin"));
        assertTrue(site.get("/v1/nowhere").header("access-control-expose-headers").contains("ETag"));
        Answer preflight = site.ask(HttpMethods.OPTIONS, "/v1/medals");
        assertEquals(204, preflight.status());
        assertTrue(preflight.header("access-control-allow-headers").contains("If-None-Match"));
    }

    @Test
    void headGivesTheHeadersOfGetWithoutBody() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + site.bind().getPort() + "/v1/units/" + FINAL);
        HttpClient client = HttpClient.newHttpClient();
        var request = java.net.http.HttpRequest.newBuilder(address);
        var got = client.send(request.build(), BodyHandlers.ofString());
        var head = client.send(request.method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());

        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(got.headers().firstValue("etag"), head.headers().firstValue("etag"));
        assertTrue(got.headers().firstValue("etag").isPresent() && got.body().contains(FINAL));
    }

    private static Answer feed(byte[] message) throws Exception {
        HttpRequest request = HttpRequest.POST("/v1/odf").withEntity(ContentTypes.parse("application/xml"), message);
        return site.ask(request, "X-API-KEY", TestSite.FEED_KEY);
    }

    private static HttpRequest post(String xml) {
        return HttpRequest.POST("/v1/odf").withEntity(ContentTypes.parse("application/xml"), xml.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertProblem(Answer answer, int status, String type) throws Exception {
        assertEquals(status, answer.status());
        assertTrue(answer.type().startsWith("application/problem+json"), answer.type());
        JsonNode problem = answer.json();
        assertEquals(type, problem.get("type").asText());
        assertEquals(status, problem.get("status").asInt());
        for (String member : new String[] {"title", "detail", "instance", "correlationId"}) {
            assertFalse(problem.get(member).asText().isBlank(), member);
        }
    }
}
