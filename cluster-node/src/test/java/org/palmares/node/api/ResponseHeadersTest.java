package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.FINAL;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
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
import org.palmares.node.http.Encoded;
import org.palmares.node.watch.Metrics.Counter;

/** What every answer tells browsers and caches; which forms are offered and taken. */
class ResponseHeadersTest {

    @TempDir
    private static Path keys;

    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        site = new TestSite(keys);
        site.take(
                Messages.schedule(1, Messages.unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale")),
                Messages.result(FINAL, 1, Messages.row(1, "FRA", "DOE", "Jo", "9.99")));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/,no-cache", "/shared/page.js,no-cache", "/shared/shared.css,no-cache", "/words/fr.json,no-cache", "/v1/schedule,no-cache", "/v1/odf/DT_RESULT/" + FINAL + ",no-cache", "/v1/sites,no-cache",
        "/v1/nowhere,no-store", "/nowhere,no-store", "/v1/units/x,no-store", "/v1/ops/feed,no-store", "/problems/busy,no-store", "/v1/schedule?date=x,no-store"
    })
    void everyAnswerSaysHowLongItIsKeptAndWhatItMayDo(String address, String kept) throws Exception {
        Answer answer = site.get(address);

        assertEquals(kept, answer.header("cache-control"));
        assertEquals("nosniff", answer.header("x-content-type-options"));
        assertEquals("DENY", answer.header("x-frame-options"));
        assertEquals("no-referrer", answer.header("referrer-policy"));
        String policy = answer.header("content-security-policy");
        assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
    }

    @Test
    void aDocumentAsItCameCanRunNothing() throws Exception {
        String policy = site.get("/v1/odf/DT_RESULT/" + FINAL).header("content-security-policy");
        assertTrue(policy.startsWith("sandbox; default-src 'none'"), policy);
    }

    @Test
    void aPageRunsWhatIsServedHereAndAsksTheDataCentres() throws Exception {
        String policy = site.get("/").header("content-security-policy");
        assertEquals(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' http://127.0.0.1:8101;"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                policy);
        assertFalse(new String(site.get("/").body(), StandardCharsets.UTF_8).matches("(?s).*(<style|style=|<script>| on[a-z]+=).*"), "the policy allows nothing inline");
    }

    @Test
    void filesAreTaggedByWhatIsInThem() throws Exception {
        Answer page = site.get("/shared/page.js");
        assertTrue(page.type().startsWith("application/javascript"), page.type());
        assertEquals(304, site.get("/shared/page.js", "If-None-Match", page.header("etag")).status());
        assertEquals(Encoded.of(page.body()).tag(), page.header("etag").replace("\"", ""));
        assertEquals("gzip", site.get("/shared/page.js", "Accept-Encoding", "gzip").header("content-encoding"));
        assertEquals(page.header("etag"), site.get("/shared/page.js").header("etag"));
        assertTrue(site.get("/").type().startsWith("text/html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../http.conf", "/..%2fhttp.conf", "/.", "/web", "/%00.js", "//icon.svg", "/shared/page.js/", "/a/b/c/d/e/f/g.js"})
    void onlyPagesAreFiles(String address) throws Exception {
        assertEquals(404, site.get(address).status(), address);
    }

    @Test
    void aMethodIsOnlyMissingWhereThereIsSomething() throws Exception {
        Answer posted = site.ask(HttpMethods.POST, "/shared/page.js");
        assertEquals(405, posted.status());
        assertEquals("GET, HEAD", posted.header("allow"));
        assertEquals(404, site.ask(HttpMethods.POST, "/nowhere.js").status());
        assertEquals(405, site.ask(HttpMethods.DELETE, "/v1/medals").status());
    }

    @Test
    void whatIsNotAcceptedIsNotGiven() throws Exception {
        Answer answer = site.get("/v1/schedule", "Accept", "image/png");
        assertEquals(406, answer.status());
        assertEquals("application/json", answer.json().get("offered").asText());
        assertEquals(200, site.get("/v1/odf/DT_RESULT/" + FINAL, "Accept", "application/json").status(), "a message comes back as it came");
        for (String accepted : List.of("application/json", "text/html, */*;q=0.1", "a/b/c, */", "application/*")) {
            assertEquals(200, site.get("/v1/schedule", "Accept", accepted).status(), accepted);
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip,200", "x-gzip,200", "GZIP,200", "identity,400", "br,415", "deflate,415", "'gzip, gzip',415"})
    void contentEncodingIsGzipOrNone(String encoding, int status) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Messages.result(Messages.HEAT, 1, Messages.row(1, "FRA", "DOE", "Jo", "9.99")));
        }
        byte[] body = encoding.equals("identity") ? "<OdfBody".getBytes(StandardCharsets.UTF_8) : packed.toByteArray();
        HttpRequest request = HttpRequest.POST("/v1/odf").withEntity(ContentTypes.parse("application/xml"), body);
        assertEquals(status, site.ask(request, "X-API-KEY", TestSite.FEED_KEY, "Content-Encoding", encoding).status());
    }

    @Test
    void aSmallBodyThatUnpacksToTooMuchIsRefused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[11 * 1024 * 1024]);
        }
        HttpRequest request = HttpRequest.POST("/v1/odf").withEntity(ContentTypes.parse("application/xml"), packed.toByteArray());
        Answer answer = site.ask(request, "X-API-KEY", TestSite.FEED_KEY);
        assertEquals(413, answer.status());
        byte[] broken = java.util.Arrays.copyOf(packed.toByteArray(), 500);
        assertEquals(400, site.ask(HttpRequest.POST("/v1/odf").withEntity(ContentTypes.parse("application/xml"), broken), "X-API-KEY", TestSite.FEED_KEY).status());
    }

    @Test
    void whoAsksAgainAndAgainForTheSameListGetsWhatIsKept() throws Exception {
        assertEquals(200, site.get("/v1/schedule?x=1&x=2&noc=FRA").status());
        long made = site.watch().metrics().total(Counter.ANSWERS_MADE);
        for (int i = 0; i < 5; i++) {
            assertEquals(200, site.get("/v1/schedule?noc=FRA&x=" + i).status());
        }
        assertEquals(made, site.watch().metrics().total(Counter.ANSWERS_MADE), "it is kept between requests");
        assertEquals(1, site.get("/v1/schedule?noc=FRA&noc=USA").json().get("units").size(), "the first of two counts");
        assertEquals(400, site.get("/v1/schedule?date=2030-08-04&limit=%2d1").status());
    }

    @Test
    void aPageOfGamesThatAreNotKnownIsNotFoundAndStillAPageForBrowsers() throws Exception {
        assertEquals(200, site.get("/?games=SG2030").status());
        assertEquals(404, site.get("/?games=UNKNOWN").status());
        assertEquals("application/problem+json", site.get("/?games=UNKNOWN").type());
        assertEquals(404, site.get("/pages/results/index.html?games=UNKNOWN", "Accept", "text/html").status());
        assertTrue(site.get("/?games=UNKNOWN", "Accept", "text/html,*/*;q=0.8").type().startsWith("text/html"));
        assertEquals(200, site.get("/shared/page.js?games=UNKNOWN").status());
    }
}
