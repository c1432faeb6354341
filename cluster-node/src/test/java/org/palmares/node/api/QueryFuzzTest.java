package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;
import static org.palmares.node.api.Messages.medal;
import static org.palmares.node.api.Messages.medallists;
import static org.palmares.node.api.Messages.participants;
import static org.palmares.node.api.Messages.person;
import static org.palmares.node.api.Messages.result;
import static org.palmares.node.api.Messages.row;
import static org.palmares.node.api.Messages.schedule;
import static org.palmares.node.api.Messages.unit;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.node.api.TestSite.Answer;

/** Any path and query below /v1. Jazzer makes them by hand (CONTRIBUTING.md), a normal build tries those that are kept. */
class QueryFuzzTest {

    /** Answers that do not end, and what asks actors that are not there. */
    private static final Set<String> ELSEWHERE = Set.of("live", "ops", "sites");

    @TempDir
    private static Path keys;

    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        site = new TestSite(keys);
        site.take(
                schedule(
                        1,
                        unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale"),
                        unit(HEAT, "2030-08-03T10:05:00+02:00", "Men's 100m Heat 1", "100m hommes, série 1")),
                participants(person(1, "USA", "ASHE", "Ida"), person(2, "FRA", "BEAU", "Léo")),
                result(FINAL, 1, row(1, "USA", "ASHE", "Ida", "9.79"), row(2, "FRA", "BEAU", "Léo", "9.80")),
                medallists(EVENT, 1, medal("ME_GOLD", 1, "USA", "ASHE", "Ida")));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @FuzzTest(maxDuration = "20m")
    @DictionaryFile(resourcePath = "QueryFuzzTest.dict")
    void anyQueryIsAnsweredOrRefusedWithAProblemAndTheSameTwice(byte[] input) throws Exception {
        Uri uri;
        try {
            uri = Uri.create("/v1/" + new String(input, StandardCharsets.UTF_8));
        } catch (IllegalUriException refused) {
            // The server's parser refuses it before any route sees it.
            return;
        }
        for (String segment : uri.pathSegments()) {
            if (ELSEWHERE.contains(segment)) {
                return;
            }
        }
        Answer answer = site.ask(HttpRequest.create().withUri(uri));
        assertTrue(answer.status() < 500, () -> uri + " is answered with " + answer.status() + " " + text(answer));
        if (answer.status() >= 400) {
            assertTrue(answer.type().startsWith("application/problem+json"), () -> uri + " " + answer.status() + " " + answer.type());
            assertEquals(answer.status(), answer.json().get("status").asInt());
            assertFalse(answer.json().get("detail").asText().isBlank(), () -> uri + " is refused without a word on what to do");
        } else {
            assertEquals(answer.header("etag"), site.ask(HttpRequest.create().withUri(uri)).header("etag"));
        }
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
