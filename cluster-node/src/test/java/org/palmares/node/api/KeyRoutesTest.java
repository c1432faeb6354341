package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionId;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.protocol.contract.NamedKey;

/** Who asks has a name, may do what its key says, and can be stopped. */
class KeyRoutesTest {

    private static final CompetitionId EVENT = new CompetitionId("SG2030", "ATHM100M--------------");

    @TempDir
    Path keys;

    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(keys.resolve(NamedKey.FILE), String.join("\n",
                line("timing", Set.of("feed"), Set.of("ATH"), Set.of("DT_RESULT")),
                line("Ana", Set.of("ops"), Set.of(), Set.of()),
                "nonsense that is left out") + "\n");
        site = new TestSite(keys);
    }

    private static String line(String name, Set<String> roles, Set<String> disciplines, Set<String> types) {
        return new NamedKey(name, roles, disciplines, Set.of(), types, Instant.parse("2030-01-01T00:00:00Z"), NamedKey.hash("key of " + name)).line();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private Answer post(String key, byte[] message) throws Exception {
        return site.ask(HttpRequest.POST("/v1/odf").withEntity(ContentTypes.parse("application/xml"), message), "X-API-KEY", key);
    }

    private static byte[] result(int version) {
        return Messages.result(Messages.HEAT, version, Messages.row(1, "FRA", "DOE", "Jo", "9.99"));
    }

    @Test
    void whoSendsIsInTheRecordAndIsHeldToItsKey() throws Exception {
        assertEquals(200, post("key of timing", result(1)).status());
        DocumentRecorded event = (DocumentRecorded) site.journalled(EVENT).get(0);
        assertEquals("timing", event.request().by());

        Answer schedule = post("key of timing", Messages.schedule(1, Messages.unit(Messages.FINAL, "2030-08-04T21:55:00+02:00", "Final", "Finale")));
        assertEquals(403, schedule.status());
        assertEquals("/problems/forbidden", schedule.json().get("type").asText());
        assertEquals(403, post("key of Ana", result(2)).status(), "another role");
        assertEquals(401, post("key of nobody", result(2)).status());
        assertEquals(200, post(TestSite.FEED_KEY, result(2)).status(), "the key of the role goes on working");
    }

    @Test
    void whoHasAKeyIsToldWhoseItIsAndWhatItAllows() throws Exception {
        assertEquals(
                "{\"name\":\"timing\",\"roles\":[\"feed\"],\"disciplines\":[\"ATH\"],\"venues\":[],\"types\":[\"DT_RESULT\"]}",
                site.get("/v1/access", "X-API-KEY", "key of timing").json().toString());
        assertEquals("scheduler", site.get("/v1/access", "Authorization", "Bearer " + TestSite.SCHEDULER_KEY).json().path("name").asText());
        assertEquals(401, site.get("/v1/access", "X-API-KEY", "key of nobody").status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                            | it is not of that form
            42                            | it is not of that form
            {"reason": {"a": 1}}          | reason is not of that form
            {"reason": "x" "y"}           | (line 1, column
            {                             | (line 1, column
            """)
    void whatIsNotTheJsonAskedForSaysWhereAndNamesNothingOfOurs(String body, String where) throws Exception {
        Answer refused = site.ask(HttpRequest.POST("/v1/ops/keys/timing/revocation").withEntity(ContentTypes.APPLICATION_JSON, body.getBytes()), "X-API-KEY", "key of Ana");
        String detail = refused.json().get("detail").asText();
        assertEquals(400, refused.status());
        assertTrue(detail.startsWith("The body is not the JSON that is asked for here: ") && detail.contains(where), detail);
        assertFalse(detail.contains("palmares") || detail.contains("StreamReadFeature") || detail.contains("JsonToken"), detail);
    }

    @Test
    void aKeyThatIsRevokedCountsNoMore() throws Exception {
        Answer list = site.get("/v1/ops/keys", "X-API-KEY", "key of Ana");
        assertEquals(5, list.json().get("keys").size());
        assertFalse(list.json().toString().contains("key of"));

        HttpRequest revocation = HttpRequest.POST("/v1/ops/keys/timing/revocation").withEntity(ContentTypes.APPLICATION_JSON, "{\"reason\": \"it leaked\"}".getBytes());
        assertEquals(200, site.ask(revocation, "X-API-KEY", "key of Ana").status());
        assertEquals(401, post("key of timing", result(1)).status());
        assertEquals(401, site.get("/v1/access", "X-API-KEY", "key of timing").status());
        assertTrue(site.get("/v1/ops/keys", "X-API-KEY", "key of Ana").json().toString().contains("\"revoked\":true"));
        assertEquals(404, site.ask(
                HttpRequest.POST("/v1/ops/keys/nobody/revocation").withEntity(ContentTypes.APPLICATION_JSON, "{\"reason\": \"x\"}".getBytes()),
                "X-API-KEY", "key of Ana").status());
        assertEquals(400, site.ask(
                HttpRequest.POST("/v1/ops/keys/timing/revocation").withEntity(ContentTypes.APPLICATION_JSON, "{}".getBytes()), "X-API-KEY", "key of Ana").status());
    }
}
