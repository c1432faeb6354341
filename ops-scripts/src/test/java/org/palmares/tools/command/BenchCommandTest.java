package org.palmares.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.bench.peer.Nginx;
import org.palmares.tools.bench.peer.NginxSettings;
import org.palmares.tools.testfeed.ResultMaker;
import picocli.CommandLine;

@Timeout(60)
final class BenchCommandTest {

    private static final Pattern HEADER = Pattern.compile("DocumentCode=\"([^\"]+)\".*? Version=\"(\\d+)\"");

    @TempDir
    private Path folder;

    private final List<Long> versions = new CopyOnWriteArrayList<>();
    private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
    /** One: what came first is told first. */
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer node;
    private int status = 200;
    private int medals;

    /** A node that acknowledges at once and tells all who follow. */
    @BeforeEach
    void startsANode() throws IOException {
        Files.writeString(folder.resolve("feed.key"), "key");
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.setExecutor(threads);
        node.createContext("/v1/odf", this::odf);
        node.createContext("/v1/live", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream stream = exchange.getResponseBody();
            stream.write("retry: 300\nid: c0\n\n".getBytes(StandardCharsets.UTF_8));
            stream.flush();
            streams.add(stream);
        });
        node.createContext("/v1/units", exchange -> answer(exchange, 200, "{}"));
        // There once, and not afterwards.
        node.createContext("/v1/medals", exchange -> answer(exchange, medals++ == 0 ? 200 : 503, "{}"));
        node.start();
    }

    @AfterEach
    void stops() {
        node.stop(0);
        threads.shutdownNow();
    }

    private void odf(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            boolean known = exchange.getRequestURI().getPath().endsWith(ResultMaker.unit(0));
            answer(exchange, known ? 200 : 404, known ? "<?xml version=\"1.0\"?><OdfBody Version=\"41\" />" : "{}");
            return;
        }
        Matcher header = HEADER.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        assertTrue(header.find());
        if (header.group(1).equals(ResultMaker.unit(0))) {
            versions.add(Long.parseLong(header.group(2)));
        }
        if (status == 200) {
            tell(header.group(1), header.group(2));
        }
        answer(exchange, status, "{\"outcome\":\"applied\"}");
    }

    private synchronized void tell(String unit, String version) {
        byte[] event = ("event: result\nid: c1\ndata: {\"unit\":\"" + unit + "\",\"version\":" + version
                        + ",\"stamps\":{\"accepted\":\"2026-01-01T00:00:00Z\"},\"rows\":\"" + "x".repeat(200) + "\"}\n\n")
                .getBytes(StandardCharsets.UTF_8);
        for (OutputStream stream : streams) {
            try {
                stream.write(event);
                stream.flush();
            } catch (IOException gone) {
                streams.remove(stream);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final List<String> LOAD = List.of("--competitions", "3", "--rate", "10");
    private static final List<String> TIME = List.of("--seconds", "1", "--warm-up", "1");

    private int sending(String what, String... more) {
        List<String> time = List.of(more).contains("--warm-up") ? List.of("--seconds", "1") : TIME;
        return bench(what, Stream.of(LOAD.stream(), time.stream(), Stream.of(more)).flatMap(words -> words));
    }

    private int bench(String what, Stream<String> more) {
        return run(Stream.concat(Stream.of(what, "--sites", address(), "--key-file", folder.resolve("feed.key").toString(), "--var", folder.resolve("var").toString(),
                "--json", folder.resolve("figures.json").toString()), more));
    }

    private int run(Stream<String> arguments) {
        return new CommandLine(new BenchCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments.toArray(String[]::new));
    }

    private String address() {
        return "http://127.0.0.1:" + node.getAddress().getPort();
    }

    private JsonNode written() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("figures.json").toFile());
    }

    private JsonNode figures() throws IOException {
        return written().path("figures");
    }

    @Test
    void measuresAcknowledgementsWithoutTheWarmUpAndStatesTheMachine() throws IOException {
        assertEquals(0, sending("ingest", "--no-peer", "--step-seconds", "0"), out::toString);

        assertEquals(30, figures().path("acknowledged").path("count").asInt(), "the messages of one second of two");
        assertTrue(figures().path("acknowledged").path("p99Millis").asDouble() > 0);
        assertEquals(Runtime.getRuntime().availableProcessors(), written().path("machine").path("cores").asInt());
        assertEquals(42, Collections.min(versions), "versions go on after those of earlier runs");
        assertEquals(61, Collections.max(versions), "in whatever order they came");
        assertEquals(out.toString().startsWith("NOT TO BE QUOTED"), !written().path("quotable").asBoolean(), out::toString);
        assertEquals(written().path("notQuotable").isEmpty(), written().path("quotable").asBoolean());
        assertTrue(figures().path("oursCpu").path("otherShare").isNumber());
        comparesAndReports();
    }

    private void comparesAndReports() throws IOException {
        String file = folder.resolve("figures.json").toString();

        assertEquals(0, run(Stream.of("compare", file, file)), err::toString);
        assertTrue(out.toString().contains("acknowledged.count                                           30             30     1.00"), out::toString);
        boolean shown = written().path("quotable").asBoolean();
        assertEquals(shown ? 0 : 1, run(Stream.of("report", "--docs", folder.resolve("docs").toString(), file)), err::toString);
        assertEquals(shown, Files.readString(folder.resolve("docs/PERFORMANCE.md")).contains("Palmarès p50"));
    }

    @Test
    void stepsUpUntilMoreAtOnceBringsNothing() throws IOException {
        assertEquals(0, sending("ingest", "--no-peer", "--step-seconds", "0.2"), out::toString);

        assertTrue(figures().path("steps").size() >= 2, out::toString);
        assertTrue(figures().path("highestRate").path("messagesASecond").asDouble() > 0);
    }

    @Test
    void failsWhenMessagesAreRefused() throws IOException {
        status = 422;

        assertEquals(1, sending("ingest", "--no-peer", "--step-seconds", "0"));

        assertEquals(60, figures().path("notAcknowledged").asInt());
        assertEquals(0, figures().path("acknowledged").path("count").asInt());
    }

    @Test
    void measuresEventsAtLiveReadersAndMissesNoFinalValue() throws IOException {
        assertEquals(0, sending("live"), out::toString);

        assertEquals(30, figures().path("sameDataCentre").path("count").asInt());
        assertEquals(30, figures().path("eventsExpected").asInt());
        assertEquals(0, figures().path("finalValuesMissing").asInt());
    }

    @Test
    void measuresHowLongAfterTheFirstTheLastOfManyListenersHasAnEvent() throws IOException {
        assertEquals(0, bench("fanout", Stream.of("--clients", "40", "--rounds", "5", "--quiet-seconds", "1", "--no-peer")), () -> out + "\n" + err);

        assertEquals(40, figures().path("oursListeners").asInt());
        assertEquals(0, figures().path("oursMissed").asInt());
        assertEquals(5, figures().path("oursPublishToLast").path("count").asInt());
        assertEquals(200, figures().path("oursCpu").path("counted").asInt());
        assertTrue(figures().path("oursEventBytes").asInt() > 300);
    }

    @Test
    void asksAsOftenAsAnswersComeAndSetsThePeerBesideIt() throws IOException {
        assertEquals(0, bench("query", Stream.of("--seconds", "1", "--warm-up", "0", "--connections", "4")), () -> out + "\n" + err);

        assertEquals(2, figures().path("answerBytes").asInt());
        assertTrue(figures().path("oursAnswersASecond").asDouble() > 10, out::toString);
        boolean peer = Nginx.missing(NginxSettings.serving("a", new byte[0])).isEmpty();
        assertEquals(peer, figures().path("nginxAnswersASecond").asDouble() > 10, out::toString);
        assertEquals(!peer, out.toString().contains("apt-get install nginx"), out::toString);
    }

    @Test
    void anAnswerThatIsNoneFailsAlsoAtAFixedRate() throws IOException {
        assertEquals(1, bench("query", Stream.of("--seconds", "1", "--warm-up", "0", "--connections", "2", "--queries", "20", "--path", "/v1/medals", "--no-peer")),
                () -> out + "\n" + err);

        assertEquals(20, figures().path("oursWrong").asInt());
        assertEquals(0, figures().path("oursAnswered").path("count").asInt());
        assertTrue(out.toString().contains("the last: status 503"), out::toString);
    }

    @Test
    void setsAcknowledgementsWithReadersAndQueriesBesideThoseWithout() throws IOException {
        assertEquals(0, sending("mixed", "--warm-up", "0", "--readers", "9", "--queries", "20", "--path", "/v1/units/x"), () -> out + "\n" + err);

        assertEquals(30, figures().path("without").path("count").asInt());
        assertEquals(figures().path("without"),
                figures().path(figures().path("withoutLast").path("p99Millis").asDouble() < figures().path("withoutFirst").path("p99Millis").asDouble()
                        ? "withoutLast"
                        : "withoutFirst"));
        assertEquals(30, figures().path("with").path("count").asInt());
        assertEquals(20, figures().path("answered").path("count").asInt());
        assertTrue(figures().path("p99Ratio").asDouble() > 0);
        assertTrue(figures().path("readersBytes").asLong() > 300);
    }

    @Test
    void measuresWhatAMessageCostsInSmallAndInLargeAtTheSameRate() throws IOException {
        assertEquals(0, sending("growth", "--warm-up", "0", "--programme", "6", "--events", "8", "--few-events", "4", "--biographies", "5", "--rounds", "2", "--quiet-seconds", "1"),
                () -> out + "\n" + err);

        for (String row : List.of("small", "programme", "fewEvents", "manyEvents", "biographies")) {
            assertEquals(30, figures().path(row + "Acknowledged").path("count").asInt(), row);
        }
        assertEquals(8, figures().path("manyEvents").asInt());
        assertEquals(4, figures().path("fewEvents").asInt());
        assertEquals(5, figures().path("biographiesMade").asInt());
        assertTrue(figures().path("programmeMicrosBeyondRest").isNumber());
        assertTrue(figures().path("smallTimes").isMissingNode());
        assertTrue(out.toString().contains("times: flat") || out.toString().contains("times: NOT FLAT"), out::toString);
        assertEquals(1, written().path("settings").path("nodesPerSite").asInt());
    }

    @Test
    void whatEndsDataCentresDoesSoOnlyToThoseOfThisMachine() {
        assertEquals(1, bench("coldstart", Stream.of("--competitions", "3")));
        assertTrue(err.toString().contains("leave --sites out"), err::toString);
    }

    @Test
    void saysSoWhereThereIsNoCassandraToCompareWith() throws Exception {
        assertEquals(0, sending("ingest", "--step-seconds", "0", "--port-offset", "20000"));
        assertTrue(out.toString().contains("Cassandra alone, QUORUM       not measured: "), out::toString);
        assertTrue(figures().path("cassandraAlone").isMissingNode());
    }

    @Test
    void saysSoWhenThereIsNoSuchDataCentre() {
        assertEquals(1, sending("ingest", "--to", "lisbon"));
        assertTrue(err.toString().contains("There is no data centre \"lisbon\""), err::toString);
    }
}
