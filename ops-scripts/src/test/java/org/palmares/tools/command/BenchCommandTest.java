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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
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
    private HttpServer node;
    private int status = 200;

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

    private synchronized void tell(String unit, String version) throws IOException {
        byte[] event = ("event: result\nid: c1\ndata: {\"unit\":\"" + unit + "\",\"version\":" + version
                        + ",\"stamps\":{\"accepted\":\"2026-01-01T00:00:00Z\"},\"rows\":\"" + "x".repeat(200) + "\"}\n\n")
                .getBytes(StandardCharsets.UTF_8);
        for (OutputStream stream : streams) {
            stream.write(event);
            stream.flush();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private int bench(String what, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                what, "--sites", "http://127.0.0.1:" + node.getAddress().getPort(), "--key-file", folder.resolve("feed.key").toString(),
                "--competitions", "3", "--rate", "10", "--seconds", "1", "--warm-up", "1", "--json", folder.resolve("figures.json").toString()));
        arguments.addAll(List.of(more));
        return new CommandLine(new BenchCommand()).setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
    }

    private JsonNode figures() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("figures.json").toFile());
    }

    @Test
    void measuresAcknowledgementsWithoutTheWarmUpAndStatesTheMachine() throws IOException {
        assertEquals(0, bench("ingest", "--no-peer", "--step-seconds", "0"), out::toString);

        assertEquals(30, figures().path("acknowledged").path("count").asInt(), "the messages of one second of two");
        assertTrue(figures().path("acknowledged").path("p99Millis").asDouble() > 0);
        assertEquals(Runtime.getRuntime().availableProcessors(), figures().path("machine").path("cores").asInt());
        assertEquals(42, Collections.min(versions), "versions go on after those of earlier runs");
        assertEquals(61, Collections.max(versions), "in whatever order they came");
    }

    @Test
    void stepsUpUntilMoreAtOnceBringsNothing() throws IOException {
        assertEquals(0, bench("ingest", "--no-peer", "--step-seconds", "0.2"), out::toString);

        assertTrue(figures().path("steps").size() >= 2, out::toString);
        assertTrue(figures().path("highestRate").path("messagesASecond").asDouble() > 0);
    }

    @Test
    void failsWhenMessagesAreRefused() throws IOException {
        status = 422;

        assertEquals(1, bench("ingest", "--no-peer", "--step-seconds", "0"));

        assertEquals(60, figures().path("notAcknowledged").asInt());
        assertEquals(0, figures().path("acknowledged").path("count").asInt());
    }

    @Test
    void measuresEventsAtLiveReadersAndMissesNoFinalValue() throws IOException {
        assertEquals(0, bench("live"), out::toString);

        assertEquals(30, figures().path("sameDataCentre").path("count").asInt());
        assertEquals(30, figures().path("eventsExpected").asInt());
        assertEquals(0, figures().path("finalValuesMissing").asInt());
    }

    @Test
    void measuresHowLongAfterTheFirstTheLastOfManyListenersHasAnEvent() throws IOException {
        assertEquals(0, bench("live", "--only-clients", "--clients", "40"), out::toString);

        assertEquals(40, figures().path("listeners").asInt());
        assertEquals(0, figures().path("eventsMissed").asInt());
        assertEquals(12, figures().path("spreadFirstToLast").path("count").asInt());
        assertTrue(figures().path("eventBytes").asInt() > 300);
    }

    @Test
    void saysSoWhereThereIsNoCassandraToCompareWith() throws Exception {
        assertEquals(0, bench("ingest", "--step-seconds", "0", "--port-offset", "20000"));
        assertTrue(out.toString().contains("Cassandra alone, QUORUM       not measured: "), out::toString);
        assertTrue(figures().path("cassandraAlone").isMissingNode());
    }

    @Test
    void saysSoWhenThereIsNoSuchDataCentre() {
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new BenchCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

        assertEquals(1, line.execute("ingest", "--sites", "http://127.0.0.1:" + node.getAddress().getPort(), "--key-file",
                folder.resolve("feed.key").toString(), "--to", "lisbon"));
        assertTrue(err.toString().contains("There is no data centre \"lisbon\""), err::toString);
    }
}
