package org.palmares.tools.drill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillProgress;
import org.palmares.protocol.json.Json;
import org.palmares.tools.client.Sites.Site;

/** The operations of a data centre: its drills, as a test has put them there. */
public final class OperationsServer implements AutoCloseable {

    public static final String KEY = "the-key-of-the-ops";

    private static final String DRILLS = "/v1/ops/drills";

    /** What everything is answered with instead, as a status and JSON. */
    record Instead(int status, Object body) {}

    /** Which drills were told about, in order; refused attempts too. */
    public final List<String> told = new CopyOnWriteArrayList<>();

    /** How often the drills were listed. */
    public final AtomicInteger listed = new AtomicInteger();

    private final List<Drill> list = new CopyOnWriteArrayList<>();
    private final Map<String, Drill> known = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile Optional<Instead> instead = Optional.empty();

    public OperationsServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    Site site(String name) {
        return new Site(name, URI.create("http://127.0.0.1:" + port()));
    }

    public void has(Drill drill) {
        known.put(drill.id(), drill);
        list.add(drill);
    }

    /** The list does not show this yet. */
    public void hasMeanwhile(Drill drill) {
        known.put(drill.id(), drill);
    }

    public Drill drill(String id) {
        return known.get(id);
    }

    void answersInstead(int status, Object body) {
        instead = Optional.of(new Instead(status, body));
    }

    void answersItself() {
        instead = Optional.empty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Optional<Instead> other = instead;
        if (other.isPresent()) {
            send(exchange, other.get().status(), other.get().body());
        } else if (!KEY.equals(exchange.getRequestHeaders().getFirst("X-API-KEY"))) {
            send(exchange, 401, Map.of());
        } else if (exchange.getRequestMethod().equals("POST") && path.equals(DRILLS)) {
            send(exchange, 409, Map.of("detail", "Another drill runs."));
        } else if (path.equals(DRILLS)) {
            listed.incrementAndGet();
            send(exchange, 200, Map.of("drills", list));
        } else {
            String id = path.substring(DRILLS.length() + 1).split("/")[0];
            boolean kept = !path.endsWith("/progress") || isTold(id, Json.read(body, DrillProgress.class));
            send(exchange, kept ? 200 : 409, kept ? known.get(id) : Map.of());
        }
    }

    private boolean isTold(String id, DrillProgress progress) {
        told.add(id);
        Drill before = known.get(id);
        if (before.version() != progress.version()) {
            return false;
        }
        Drill after = progress.applied(before);
        known.put(id, after);
        list.replaceAll(one -> one.id().equals(id) ? after : one);
        return true;
    }

    private static void send(HttpExchange exchange, int status, Object value) throws IOException {
        byte[] bytes = Json.bytes(value);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
