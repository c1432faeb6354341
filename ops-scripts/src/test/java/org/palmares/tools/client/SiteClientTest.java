package org.palmares.tools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.palmares.tools.client.Sent.Acknowledged;
import org.palmares.tools.client.Sent.Refused;
import org.palmares.tools.client.Sent.Unknown;
import org.palmares.tools.client.Sites.Site;

@Timeout(30)
final class SiteClientTest {

    private static final Patience QUICK = new Patience(
            Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofMillis(500), Duration.ofMillis(10));
    private static final Outgoing MESSAGE = Outgoing.plain("<OdfBody/>".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    private static Sent send(SiteClient client) {
        return client.send(MESSAGE, 0).join();
    }

    private static SiteClient client(Patience patience, Site... sites) {
        return new SiteClient(new Sites(List.of(sites)), "secret", patience);
    }

    @Test
    void tellsTheAnswerOfTheDataCentreThatAcknowledged() {
        try (TestServer paris = TestServer.acknowledging()) {
            Acknowledged sent = assertInstanceOf(Acknowledged.class, send(client(QUICK, paris.site("paris"))));

            assertEquals("applied", sent.answer().outcome());
            assertEquals("p1-m0-b0", sent.answer().position().get("ATHM"));
            assertEquals("paris", sent.timing().site());
            assertTrue(sent.timing().nanos() > 0);
            assertEquals(List.of("secret"), paris.keys);
            assertEquals(List.of("<OdfBody/>"), paris.bodies);
        }
    }

    @Test
    void goesToTheNextWhenTheConnectionIsRefusedAndRemembersIt() {
        try (TestServer madrid = TestServer.acknowledging()) {
            SiteClient client = client(QUICK, TestServer.refusing("paris"), madrid.site("madrid"));

            assertEquals(2, send(client).timing().attempts());
            assertEquals(1, send(client).timing().attempts(), "paris is left alone now");
        }
    }

    @Test
    void leavesADataCentreThatSwallowsRequestsAfterTheTimeOut() throws IOException {
        try (ServerSocket hole = TestServer.blackHole(); TestServer madrid = TestServer.acknowledging()) {
            Sent sent = send(client(QUICK, TestServer.site("paris", hole), madrid.site("madrid")));

            assertEquals("madrid", assertInstanceOf(Acknowledged.class, sent).timing().site());
            assertTrue(sent.timing().nanos() >= Duration.ofMillis(290).toNanos());
        }
    }

    @Test
    void leavesADataCentreWhoseAnswerComesTooLate() {
        CountDownLatch end = new CountDownLatch(1);
        try (TestServer slow = new TestServer(exchange -> {
                    awaitQuietly(end);
                    TestServer.answer(exchange, 200, TestServer.APPLIED);
                });
                TestServer madrid = TestServer.acknowledging()) {
            assertEquals("madrid", send(client(QUICK, slow.site("paris"), madrid.site("madrid"))).timing().site());
            end.countDown();
        }
    }

    @Test
    void waitsLongerForADataCentreThatAnswersOthers() {
        CountDownLatch end = new CountDownLatch(1);
        try (TestServer paris = new TestServer(exchange -> {
                    if (exchange.getRequestHeaders().getFirst("Content-Encoding") != null) {
                        awaitQuietly(end);
                    }
                    TestServer.answer(exchange, 200, TestServer.APPLIED);
                });
                TestServer madrid = TestServer.acknowledging()) {
            SiteClient client = client(QUICK, paris.site("paris"), madrid.site("madrid"));
            CompletableFuture<Sent> slow = client.send(new Outgoing(new byte[0], true), 0);
            long start = System.nanoTime();
            while (System.nanoTime() - start < Duration.ofMillis(600).toNanos()) {
                assertEquals("paris", send(client).timing().site());
            }
            end.countDown();

            assertEquals("paris", slow.join().timing().site());
            assertEquals(0, madrid.requests());
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void goesToTheNextWhenThereIsNoQuorumAndLeavesTheFirstAloneForTheTimeItAsks() {
        try (TestServer paris = new TestServer(exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "1");
                    TestServer.answer(exchange, 503, "{\"title\":\"no quorum\",\"detail\":\"Send again.\"}");
                });
                TestServer madrid = TestServer.acknowledging()) {
            SiteClient client = client(QUICK, paris.site("paris"), madrid.site("madrid"));

            assertEquals(2, send(client).timing().attempts());
            assertEquals(1, send(client).timing().attempts());
            assertEquals(1, paris.requests());
        }
    }

    @Test
    void neverRepeatsWhatWasRefused() {
        String problem = "{\"title\":\"Not valid\",\"detail\":\"Correct it.\",\"faults\":[{\"place\":\"/OdfBody/@Version\",\"message\":\"is no number\"}]}";
        try (TestServer paris = new TestServer(exchange -> TestServer.answer(exchange, 422, problem)); TestServer madrid = TestServer.acknowledging()) {
            Refused sent = assertInstanceOf(Refused.class, send(client(QUICK, paris.site("paris"), madrid.site("madrid"))));

            assertEquals(422, sent.status());
            assertEquals("Not valid: Correct it. [/OdfBody/@Version: is no number]", sent.problem());
            assertEquals(0, madrid.requests());
        }
    }

    @Test
    void saysUnknownWhenNobodyAnswersWithinTheBudget() {
        Patience brief = QUICK.withBudget(Duration.ofSeconds(2));
        Unknown sent = assertInstanceOf(Unknown.class, send(client(brief, TestServer.refusing("paris"), TestServer.refusing("madrid"))));

        assertTrue(sent.timing().attempts() > 2, "all are asked again while there is time");
        // The last request may have had no time left to be refused.
        assertTrue(sent.reason().contains("ConnectException") || sent.reason().contains("no answer in time"), sent.reason());
        assertTrue(sent.timing().nanos() < QUICK.budget().toNanos(), "the budget is what ends it");
    }

    /** On the thread that hears answers nobody would be told of it otherwise. */
    @Test
    void whatCannotBeSentAtAllIsToldToo() {
        try (TestServer paris = TestServer.acknowledging()) {
            SiteClient client = new SiteClient(new Sites(List.of(paris.site("paris"))), "two\nlines", QUICK);

            Unknown sent = assertInstanceOf(Unknown.class, send(client));
            assertTrue(sent.reason().contains("IllegalArgumentException"), sent.reason());
            assertEquals(0, paris.requests());
        }
    }

    @Test
    void asksThoseItAvoidsWhenThereIsNobodyElse() {
        try (TestServer paris = TestServer.acknowledging()) {
            Sites sites = new Sites(List.of(paris.site("paris"), TestServer.refusing("madrid")));
            sites.avoid(0, Duration.ofMinutes(1));
            sites.avoid(1, Duration.ofMinutes(1));

            assertEquals("paris", new SiteClient(sites, "secret", QUICK).send(MESSAGE, 0).join().timing().site());
        }
    }

    @Test
    void keepsManyMessagesOnTheirWayAtOnce() {
        CountDownLatch all = new CountDownLatch(20);
        try (TestServer paris = new TestServer(exchange -> {
                    all.countDown();
                    awaitQuietly(all);
                    TestServer.answer(exchange, 200, TestServer.APPLIED);
                })) {
            SiteClient client = client(QUICK.withAttempt(Duration.ofSeconds(10)).withBudget(Duration.ofSeconds(20)), paris.site("paris"));
            List<CompletableFuture<Sent>> sent = IntStream.range(0, 20).mapToObj(i -> client.send(MESSAGE, 0)).toList();

            sent.forEach(one -> assertInstanceOf(Acknowledged.class, one.join()));
        }
    }

    @Test
    void letsOnlyOneTryADataCentreThatWasDownWhenItsTimeIsOver() {
        long[] now = {1_000};
        Sites sites = new Sites(List.of(TestServer.refusing("paris")), () -> now[0]);
        Duration two = Duration.ofSeconds(2);
        sites.avoid(0, two);

        assertFalse(sites.claim(0, two));
        now[0] += two.toNanos();
        assertTrue(sites.claim(0, two), "the first after the time tries");
        assertFalse(sites.claim(0, two), "the others wait for what it finds");
        sites.answered(0);
        assertTrue(sites.claim(0, two));
        assertTrue(sites.claim(0, two));
    }
}
