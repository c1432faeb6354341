package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.protocol.odf.SharedData;

/** Every odd and broken message of the shared data gets the answer that its README documents, and what is refused changes nothing. */
class BadSamplesTest {

    private static final String RESULT = "/v1/units/ATHM100M--------------FNL-000100--/result?games=OG2024";

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

    @ParameterizedTest
    @CsvSource({
        "01-not-well-formed, 400, line",
        "02-truncated, 400, column",
        "03-wrong-root, 422, OdfBodies",
        "04-xxe-file-entity, 400, document type declaration",
        "05-no-DocumentCode, 422, @DocumentCode",
        "06-rsc-33-characters, 422, @DocumentCode",
        "08-version-not-a-number, 422, @Version",
        "11-time-without-zone, 422, @StartDate",
    })
    void whatIsRefusedIsNamedAndChangesNothing(String sample, int status, String named) throws Exception {
        assertEquals("applied", post("09a-version-7").json().get("outcome").asText());
        String before = site.get(RESULT).json().toString();

        Answer answer = post(sample);

        assertEquals(status, answer.status(), sample);
        assertTrue(answer.type().startsWith("application/problem+json"), answer.type());
        assertTrue(answer.json().toString().contains(named), answer.json().toString());
        assertFalse(answer.json().toString().contains("root:"), "nothing of a local file is in the answer");
        assertEquals(before, site.get(RESULT).json().toString());
    }

    @Test
    void anUnknownTypeIsKeptWholeAndSaidNotToBeUnderstood() throws Exception {
        Answer answer = post("07-unknown-DocumentType");

        assertEquals("applied", answer.json().get("outcome").asText());
        assertFalse(answer.json().get("understood").asBoolean());
        String kept = "/v1/odf/" + answer.json().get("documentType").asText() + '/' + answer.json().get("documentCode").asText() + "?games=OG2024";
        assertEquals(200, site.get(kept).status());
    }

    @Test
    void aLowerVersionAfterAHigherOneIsStale() throws Exception {
        assertEquals("applied", post("09a-version-7").json().get("outcome").asText());
        assertEquals("stale", post("09b-version-6-after-7-stale").json().get("outcome").asText());
        assertEquals(7, site.get(RESULT).json().get("version").asInt());
    }

    @Test
    void aSortOrderGivenTwiceIsTakenWithAWarningThatNamesIt() throws Exception {
        Answer answer = post("10-sortorder-twice");

        assertEquals("applied", answer.json().get("outcome").asText());
        assertTrue(answer.json().get("warnings").toString().contains("SortOrder"), answer.json().toString());
        assertEquals(site.get(RESULT).json(), site.get(RESULT).json());
    }

    @Test
    void withdrawalsAndUnknownAttributesAreLegal() throws Exception {
        post("09a-version-7");
        assertEquals("withdrawn", post("12-withdrawal-no-Competition").json().get("outcome").asText());
        assertEquals(410, site.get(RESULT).status());
        assertEquals("applied", post("13-unknown-attributes-and-elements").json().get("outcome").asText());
        assertEquals(200, site.get(RESULT).status());
    }

    private Answer post(String sample) throws Exception {
        byte[] bytes = Files.readAllBytes(SharedData.folder().resolve("bad").resolve(sample + ".xml"));
        HttpRequest request = HttpRequest.POST("/v1/odf").withEntity(ContentTypes.parse("application/xml"), bytes);
        return site.ask(request, "X-API-KEY", TestSite.FEED_KEY);
    }
}
