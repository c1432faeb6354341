package org.palmares.tools.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.palmares.tools.client.Sites.Site;

/** A data centre that answers as a test wishes. */
public final class TestServer implements AutoCloseable {

    static final String APPLIED = "{\"outcome\":\"applied\",\"documentCode\":\"C\",\"documentType\":\"DT_RESULT\",\"version\":2,"
            + "\"competitions\":[\"ATHM\"],\"position\":{\"ATHM\":\"p1-m0-b0\"},\"later\":true}";

    static {
        // Without it every answer on a connection that is kept waits for the client's delayed acknowledgement, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    public final List<String> bodies = new CopyOnWriteArrayList<>();
    public final List<String> keys = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Answers every POST with {@code answer}. */
    public TestServer(Consumer<HttpExchange> answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-API-KEY")));
            answer.accept(exchange);
        });
        server.start();
    }

    public static TestServer acknowledging() {
        return new TestServer(exchange -> answer(exchange, 200, APPLIED));
    }

    public static void answer(HttpExchange exchange, int status, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException gone) {
            // The client did not wait; that is what some tests want.
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Site site(String name) {
        return new Site(name, url());
    }

    public int requests() {
        return bodies.size();
    }

    /** An address where nothing listens. */
    public static Site refusing(String name) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Site(name, URI.create("http://127.0.0.1:" + socket.getLocalPort()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A socket that lets connect and says nothing. */
    static ServerSocket blackHole() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Site site(String name, ServerSocket socket) {
        return new Site(name, URI.create("http://127.0.0.1:" + socket.getLocalPort()));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
