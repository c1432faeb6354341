package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palmares.node.api.TestSite.Answer;

/** The API described, and the page that shows it. */
class ApiPageRoutesTest {

    @TempDir
    private static Path keys;

    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        site = new TestSite(keys);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void theDescriptionIsGivenAsItIs() throws Exception {
        Answer answer = site.get("/v1/openapi.yaml");
        assertEquals("application/yaml", answer.type());
        assertEquals("no-cache", answer.header("cache-control"));
        assertTrue(text(answer).contains("openapi: 3.1.0"));
    }

    @ParameterizedTest
    @CsvSource({"/api,text/html", "/api/,text/html", "/api/browse.js,application/javascript", "/api/swagger-ui-bundle.js,application/javascript", "/api/swagger-ui.css,text/css"})
    void thePageRunsOnlyWhatIsServedHere(String address, String type) throws Exception {
        Answer answer = site.get(address);
        assertEquals(200, answer.status());
        assertTrue(answer.type().startsWith(type), answer.type());
        assertEquals(304, site.get(address, "If-None-Match", answer.header("etag")).status());
        String policy = answer.header("content-security-policy");
        assertTrue(policy.contains("script-src 'self'; style-src 'self';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
    }

    @Test
    void nothingOnThePageIsInlineAndAllOfItIsThere() throws Exception {
        String page = text(site.get("/api"));
        assertFalse(page.matches("(?s).*(<style|style=|<script>| on[a-z]+=|https?:).*"), page);
        for (String part : new String[] {"/api/swagger-ui.css", "/api/swagger-ui-bundle.js", "/api/browse.js", "/icon.svg"}) {
            assertTrue(page.contains('"' + part + '"'), part);
            assertEquals(200, site.get(part).status(), part);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/swagger-ui.js", "/api/swagger-initializer.js", "/api/none", "/api/../openapi.yaml", "/api/browse.js/", "/openapi.yaml"})
    void onlyWhatThePageNeedsIsServed(String address) throws Exception {
        assertEquals(404, site.get(address).status());
    }

    @Test
    void aMethodIsOnlyMissingWhereThereIsSomething() throws Exception {
        assertEquals(405, site.ask(HttpMethods.POST, "/api").status());
        assertEquals(405, site.ask(HttpMethods.POST, "/v1/openapi.yaml").status());
        assertEquals(405, site.ask(HttpMethods.POST, "/problems/busy").status());
        assertEquals(404, site.ask(HttpMethods.POST, "/api/none").status());
    }
}
