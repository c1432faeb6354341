package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palmares.node.api.TestSite.Answer;
import org.slf4j.LoggerFactory;

/** Every request has a name by which it can be followed, is timed and counted, and where it changes something it is in the log. */
class WrapTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String NEW = "[0-9a-f]{32}";

    @TempDir
    private Path keys;

    private TestSite site;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.palmares.node");
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
        logger.setLevel(Level.INFO);
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(appender);
        logger.setLevel(null);
        ((Logger) LoggerFactory.getLogger(Wrap.class)).setLevel(null);
        site.close();
    }

    private static String id(Answer answer) {
        return answer.header("x-correlation-id");
    }

    private Answer post(int version, String correlation) throws Exception {
        return site.ask(
                HttpRequest.POST("/v1/odf").withEntity(
                        ContentTypes.parse("application/xml"), Messages.result(Messages.HEAT, version, Messages.row(1, "FRA", "DOE", "Jo", "9.99"))),
                "X-API-KEY", TestSite.FEED_KEY, "X-Correlation-ID", correlation);
    }

    private List<String> about(String what) {
        return lines.stream().filter(line -> line.contains(what)).toList();
    }

    private boolean counts(String sample) {
        return site.watch().metrics().text().contains("\n" + sample + "\n");
    }

    @Test
    void theSendersOwnNameComesBack() throws Exception {
        assertEquals("run-17_a.B", id(site.get("/v1/sites", "X-Correlation-ID", "run-17_a.B", "traceparent", PARENT)));
        Answer problem = site.get("/v1/nowhere", "X-Correlation-ID", "run-17");
        assertEquals("run-17", id(problem));
        assertEquals("run-17", problem.json().get("correlationId").asText());
    }

    @Test
    void elseThatOfTheTrace() throws Exception {
        assertEquals(TRACE, id(site.get("/v1/sites", "traceparent", PARENT)));
        assertEquals(TRACE, id(site.get("/v1/sites", "traceparent", PARENT, "X-Correlation-ID", "not fit")));
        assertEquals(TRACE, id(site.get("/v1/sites", "traceparent", PARENT.replaceFirst("00", "01") + "-more")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "00-00000000000000000000000000000000-b7ad6b7169203331-01", "00-" + TRACE + "-0000000000000000-01", "ff-" + TRACE + "-b7ad6b7169203331-01",
        "00-" + TRACE + "-b7ad6b7169203331-01-more", "01-" + TRACE + "-b7ad6b7169203331-01more", "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", "00", ""
    })
    void whatIsNoTraceGivesNone(String parent) throws Exception {
        String made = id(site.get("/v1/sites", "traceparent", parent));
        assertTrue(made.matches(NEW) && !made.equals(TRACE), made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "<script>", "01234567890123456789012345678901234567890123456789012345678901234"})
    void whatIsUnfitIsNotRepeatedAndEveryRequestHasAnother(String unfit) throws Exception {
        Answer first = site.get("/v1/nowhere", "X-Correlation-ID", unfit);
        assertTrue(id(first).matches(NEW), id(first));
        assertEquals(id(first), first.json().get("correlationId").asText());
        assertFalse(id(first).equals(id(site.get("/v1/nowhere", "X-Correlation-ID", unfit))));
    }

    @Test
    void pagesOfOtherOriginsMaySendAndReadIt() throws Exception {
        assertTrue(site.get("/v1/sites").header("access-control-expose-headers").contains("X-Correlation-ID"));
        String allowed = site.ask(HttpMethods.OPTIONS, "/v1/odf").header("access-control-allow-headers");
        assertTrue(allowed.contains("X-Correlation-ID") && allowed.contains("traceparent"), allowed);
    }

    @Test
    void whoeverChangesSomethingIsInTheLogAndWhoeverReadsIsNot() throws Exception {
        assertEquals(200, post(1, "run-17").status());
        site.get("/v1/sites", "X-Correlation-ID", "run-18");
        site.ops("/v1/ops/incidents");
        site.ask(HttpRequest.POST("/v1/odf"), "X-Correlation-ID", "run-19");

        site.ask(HttpRequest.POST("/v1/odf"), "X-API-KEY", TestSite.OPS_KEY, "X-Correlation-ID", "run-21");
        assertEquals(1, about("run-21").stream().filter(line -> line.startsWith("ops POST /v1/odf answered 403 in ")).count(), lines::toString);

        List<String> told = about("run-17");
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.get(0).matches("feed POST /v1/odf answered 200 in \\d+ ms \\(run-17\\)"), told.get(0));
        assertEquals(List.of(), about(" answered 200 in ").stream().filter(line -> line.contains("GET")).toList());
        assertEquals(List.of(), about("answered 401 in"), "nobody knows who that was; the problem itself is told");
        assertFalse(about("run-19").isEmpty());
    }

    @Test
    void whoWantsToSeeEverythingDoes() throws Exception {
        ((Logger) LoggerFactory.getLogger(Wrap.class)).setLevel(Level.DEBUG);
        site.get("/v1/sites", "X-Correlation-ID", "run-18");
        site.get("/v1/ops/incidents", "X-Correlation-ID", "run-20", "X-API-KEY", TestSite.OPS_KEY);

        assertTrue(about("run-18").get(0).startsWith("somebody GET /v1/sites answered 200 in "), about("run-18").toString());
        assertTrue(about("run-20").get(0).startsWith("ops GET /v1/ops/incidents answered 200 in "), about("run-20").toString());
    }

    @Test
    void messagesDoNotFillTheLog() throws Exception {
        long begun = System.nanoTime();
        for (int version = 1; version <= 60; version++) {
            post(version, "run-17");
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + 2;
        int told = about("POST /v1/odf answered 200").size();
        assertTrue(told > 0 && told <= seconds * Wrap.MESSAGES_PER_SECOND, lines::toString);
    }

    @Test
    void aRefusalAndAFaultOfOursAreToldWithTheName() throws Exception {
        post(1, "run-1");
        site.ask(
                HttpRequest.POST("/v1/odf").withEntity(
                        ContentTypes.parse("application/xml"), Messages.result(Messages.HEAT, 1, Messages.row(1, "FRA", "DOE", "Jo", "9.98"))),
                "X-API-KEY", TestSite.FEED_KEY, "X-Correlation-ID", "run-2");
        assertTrue(about("is refused (run-2): ").size() == 1, lines::toString);

        site.journal = id -> CompletableFuture.failedFuture(new IllegalStateException("a fault of ours"));
        site.get("/v1/ops/journals", "X-API-KEY", TestSite.OPS_KEY, "X-Correlation-ID", "run-3");
        assertEquals(1, about("an unexpected failure (run-3)").size(), lines::toString);
    }

    @Test
    void itIsTimedByWhatItIsAboutAndNeverByWhatAnybodyMayWrite() throws Exception {
        post(1, "run-17");
        site.get("/v1/sites");
        site.get("/v1/sites/");
        site.get("/");
        site.get("/v1/units/none");
        site.get("/v1/made-up-" + System.nanoTime());

        assertTrue(counts("palmares_http_request_seconds_count{about=\"odf\",status=\"2xx\"} 1"));
        assertTrue(counts("palmares_http_request_seconds_count{about=\"sites\",status=\"2xx\"} 1"));
        assertTrue(counts("palmares_http_request_seconds_count{about=\"sites\",status=\"4xx\"} 1"));
        assertTrue(counts("palmares_http_request_seconds_count{about=\"pages\",status=\"2xx\"} 1"));
        assertTrue(counts("palmares_http_request_seconds_count{about=\"units\",status=\"4xx\"} 1"));
        assertTrue(counts("palmares_http_request_seconds_count{about=\"other\",status=\"4xx\"} 1"));
        assertFalse(site.watch().metrics().text().contains("made-up"));
        assertTrue(counts("palmares_acknowledgement_seconds_count 1"));
    }
}
