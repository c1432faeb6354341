package org.palmares.node.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.management.javadsl.PekkoManagement;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionCommand.VoidDocument;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Outcome;
import org.palmares.competition.Position;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Request;
import org.palmares.gateway.CompetitionGateway;
import org.palmares.gateway.DataCentres;
import org.palmares.gateway.Succession;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics.Gauge;
import org.palmares.node.watch.Metrics.Histogram;

class MetricsTest {

    private static final Pattern SAMPLE = Pattern.compile("[a-z_]+(\\{([a-z_]+=\"([^\"\\\\\n]|\\\\[\\\\\"n])*\",?)+\\})? -?\\d+(\\.\\d+(E-?\\d+)?)?");

    private final Metrics metrics = new Metrics();

    @Test
    void countsByLabel() {
        metrics.count(Counter.MESSAGES, "applied");
        metrics.count(Counter.MESSAGES, "applied");
        metrics.count(Counter.MESSAGES, "stale");
        metrics.count(Counter.FEED_GAPS);

        assertEquals(2, metrics.total(Counter.MESSAGES, "applied"));
        assertEquals(3, metrics.total(Counter.MESSAGES));
        assertEquals(1, metrics.total(Counter.FEED_GAPS));
        assertEquals(0, metrics.total(Counter.COMMAND_FALLBACKS, "madrid"));
    }

    /** Every metric there is, with labels as bad as can be. */
    private void fill() {
        Arrays.stream(Counter.values()).forEach(counter -> metrics.count(counter, counter.labels().isEmpty() ? "" : "a\"b\\c\nd"));
        Arrays.stream(Gauge.values()).forEach(gauge -> metrics.set(gauge, gauge.labels().isEmpty() ? "" : "some", 0.012));
        Arrays.stream(Histogram.values()).forEach(
                histogram -> metrics.observe(histogram, Duration.ofMillis(3), Collections.nCopies(histogram.labels().size(), "some").toArray(String[]::new)));
    }

    @Test
    void everyLineIsOfTheTextFormatAndEveryFamilyIsToldOnce() {
        fill();
        String text = metrics.text();

        assertTrue(text.endsWith("\n"));
        Set<String> families = new HashSet<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                assertTrue(families.add(line.split(" ")[2]), line);
                assertTrue(List.of("counter", "gauge", "histogram").contains(line.split(" ")[3]), line);
            } else if (!line.startsWith("# HELP ")) {
                assertTrue(SAMPLE.matcher(line).matches(), line);
                assertTrue(families.contains(line.split("[{ ]")[0].replaceAll("_(bucket|sum|count)$", "")), line);
            }
        }
        assertEquals(Set.copyOf(Metrics.names()), families);
        assertTrue(text.contains("\npalmares_messages_total{outcome=\"applied\"} 0.0\n"), text);
        assertTrue(text.contains("\npalmares_replication_lag_seconds{site=\"some\"} 0.012\n"), text);
        assertTrue(text.contains("\npalmares_feed_gaps_total 1.0\n"), text);
    }

    @Test
    void aHistogramCountsWhatTookNoLongerThanEachOfItsBounds() {
        metrics.observe(Histogram.JOURNAL_WRITE, Duration.ofMillis(4));
        metrics.observe(Histogram.JOURNAL_WRITE, Duration.ofMillis(35));
        metrics.observe(Histogram.JOURNAL_WRITE, Duration.ofMinutes(1));
        metrics.observe(Histogram.JOURNAL_WRITE, Duration.ofMillis(-3));
        String text = metrics.text();

        assertTrue(text.contains("\npalmares_journal_write_seconds_bucket{le=\"0.002\"} 1\n"), text);
        assertTrue(text.contains("\npalmares_journal_write_seconds_bucket{le=\"0.005\"} 2\n"), text);
        assertTrue(text.contains("\npalmares_journal_write_seconds_bucket{le=\"0.035\"} 3\n"), text);
        assertTrue(text.contains("\npalmares_journal_write_seconds_bucket{le=\"+Inf\"} 4\n"), text);
        assertTrue(text.contains("\npalmares_journal_write_seconds_count 4\n"), text);
    }

    /** Debian's prometheus has the tool; {@code .ci/run} brings it. */
    @Test
    void prometheusHasNothingToSayAgainstThem() throws Exception {
        Optional<Path> tool = Arrays.stream(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, "promtool")).filter(Files::isExecutable).findFirst();
        if (tool.isEmpty()) {
            System.out.println("skipped, there is no promtool here: nobody has checked the form of the metrics");
        }
        assumeTrue(tool.isPresent(), "there is no promtool here");
        fill();
        ActorTestKit kit = ActorTestKit.create("checked");
        try {
            // With what Java tells of itself.
            check(tool.get(), Metrics.of(kit.system()).text());
            check(tool.get(), metrics.text());
        } finally {
            kit.shutdownTestKit();
        }
    }

    private static void check(Path tool, String metrics) throws Exception {
        Process process = new ProcessBuilder(tool.toString(), "check", "metrics").redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(metrics.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals("", said);
        assertEquals(0, process.exitValue());
    }

    @Test
    void aLabelCannotBreakItsLine() {
        metrics.count(Counter.COMMAND_FALLBACKS, "a\"b\\c\nd");

        assertTrue(metrics.text().contains("{site=\"a\\\"b\\\\c\\nd\"} 1.0\n"));
    }

    @Test
    void aCommandThatGoesToAnotherDataCentreIsCounted() {
        List<ReplicaId> order = List.of(new ReplicaId("paris"), new ReplicaId("madrid"), new ReplicaId("barcelona"));
        CompetitionId competition = new CompetitionId("SG2030", "ATHM100M--------------");
        Succession succession = new Succession(order);
        ReplicaId home = succession.of(competition).get(0);
        DataCentres dataCentres = new DataCentres(new ReplicaId("nowhere"), Duration.ofSeconds(1), Duration.ofSeconds(1), () -> 0);
        order.forEach(site -> dataCentres.heard(site, Duration.ZERO));
        CompetitionReply accepted = new CompetitionReply.Accepted(Outcome.APPLIED, Position.start(), Set.of());
        CompetitionGateway gateway = new CompetitionGateway(
                succession,
                dataCentres,
                (id, site, command, timeout) -> site.equals(home)
                        ? CompletableFuture.failedFuture(new IllegalStateException("time-out"))
                        : CompletableFuture.completedFuture(accepted),
                new CompetitionGateway.Patience(Duration.ofSeconds(2), Duration.ofSeconds(4)),
                new CountedDetours(metrics));

        assertEquals(accepted, gateway.decide(competition, new VoidDocument(new DocumentKey("DT_RESULT", "X", "", "", ""), 0, 1, Request.NONE, "")).toCompletableFuture().join());
        assertEquals(1, metrics.total(Counter.COMMAND_FALLBACKS, home.name()));
        assertEquals(0, metrics.total(Counter.COMMAND_RETRIES));
    }

    @Test
    void labelsAreBounded() {
        for (int i = 0; i < Metrics.LABELS_MAX + 10; i++) {
            metrics.count(Counter.COMMAND_FALLBACKS, "site" + i);
        }

        assertEquals(10, metrics.total(Counter.COMMAND_FALLBACKS, "other"));
        assertEquals(Metrics.LABELS_MAX + 10, metrics.total(Counter.COMMAND_FALLBACKS));
        for (int i = 0; i < Metrics.LABELS_MAX + 10; i++) {
            metrics.observe(Histogram.HTTP_REQUEST, Duration.ofMillis(1), "kind" + i, "2xx");
        }
        assertTrue(metrics.text().contains("\npalmares_http_request_seconds_count{about=\"other\",status=\"2xx\"} 10\n"), metrics.text());
    }

    @Test
    void theManagementPortShowsThem() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Config config = ConfigFactory.parseString("pekko.management.http { hostname = \"127.0.0.1\", port = " + port
                + ", routes { palmares-metrics = \"org.palmares.node.ops.MetricsRoutes\", cluster-management = \"\" } }");
        ActorTestKit kit = ActorTestKit.create("metrics", config.withFallback(ConfigFactory.defaultReference()).resolve());
        try {
            Metrics.of(kit.system()).count(Counter.MESSAGES, "busy");
            PekkoManagement.get(kit.system()).start().toCompletableFuture().get(20, TimeUnit.SECONDS);
            HttpResponse<String> response = HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.ofString());

            assertEquals(200, response.statusCode());
            assertEquals("text/plain; version=0.0.4; charset=utf-8", response.headers().firstValue("content-type").orElse("").toLowerCase(java.util.Locale.ROOT));
            assertTrue(response.body().contains("palmares_messages_total{outcome=\"busy\"} 1.0\n"), response.body());
        } finally {
            kit.shutdownTestKit();
        }
    }
}
