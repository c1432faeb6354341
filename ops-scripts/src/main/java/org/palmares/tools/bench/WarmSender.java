package org.palmares.tools.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.palmares.tools.client.Outgoing;
import org.palmares.tools.client.Patience;
import org.palmares.tools.client.Sent;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.testfeed.ResultMaker;

/**
 * Sends messages to a server of its own before any counts. A sender that has just been started takes a tenth of a second for its first message; a venue has
 * sent for hours, and what is measured is not the sender.
 */
final class WarmSender {

    private static final int ROUNDS = 50;
    private static final int AT_ONCE = 8;
    private static final byte[] ANSWER = """
            {"outcome":"applied","documentCode":"-","documentType":"DT_RESULT","version":1,"competitions":["-"],"position":"p1","warnings":[]}"""
            .getBytes(StandardCharsets.UTF_8);

    private static boolean warm;

    private WarmSender() {}

    /** Sends what {@code maker} makes, once in a process; the answers do not matter. */
    static synchronized void warm(ResultMaker maker) {
        if (!warm) {
            send(maker);
            warm = true;
        }
    }

    private static void send(ResultMaker maker) {
        HttpServer server = listen();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            SiteClient client = new SiteClient(new Sites(List.of(new Sites.Site("warm-up", address))), "none", Patience.SHORT);
            for (int round = 0; round < ROUNDS; round++) {
                Outgoing message = Outgoing.plain(maker.message(0, round + 1, LocalDateTime.now()));
                List<CompletableFuture<Sent>> sent = IntStream.range(0, AT_ONCE).mapToObj(one -> client.send(message, 0)).toList();
                sent.forEach(CompletableFuture::join);
            }
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer listen() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", WarmSender::answer);
            server.start();
            return server;
        } catch (IOException failed) {
            throw new ToolException("The sender cannot be warmed up: " + failed.getMessage(), failed);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        }
    }
}
