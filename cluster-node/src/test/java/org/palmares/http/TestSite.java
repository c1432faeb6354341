package org.palmares.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.access.Keys;
import org.palmares.board.GamesSettings;
import org.palmares.competition.ReplicaId;
import org.palmares.ingest.Recorder;
import org.palmares.ops.drill.Drills;
import org.palmares.ops.drill.Serving;
import org.palmares.journal.DataCentres;
import org.palmares.ops.Metrics;
import org.palmares.ops.Watch;

/** The routes of a node over competitions without journal, asked as functions. */
final class TestSite implements AutoCloseable {

    static final String FEED_KEY = "the-key-of-the-feed";
    static final String OPS_KEY = "the-key-of-the-ops";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WAIT_MILLIS = 20_000;

    private final ActorTestKit kit = ActorTestKit.create(
            "routes", ConfigFactory.parseResources("http.conf").withFallback(ConfigFactory.defaultReference()).resolve());
    private final Recorder recorder = new Recorder();
    private final Watch watch;
    private final Serving serving = new Serving(
            new ReplicaId("paris"), Map.of(new ReplicaId("paris"), "http://127.0.0.1:8101", new ReplicaId("madrid"), "http://127.0.0.1:8102"));
    private final Route routes;

    TestSite(Path keys) throws IOException {
        this(keys, recorder -> null);
    }

    /** A site with drills, over what its recorder holds. */
    TestSite(Path keys, Function<Recorder, Drills> drills) throws IOException {
        this(keys, true, drills, Optional.of("SG2030"));
    }

    /** A site for which no default Games are configured. */
    static TestSite withoutDefault(Path keys, Function<Recorder, Drills> drills) throws IOException {
        return new TestSite(keys, true, drills, Optional.empty());
    }

    private TestSite(Path keys, boolean ready, Function<Recorder, Drills> drills, Optional<String> defaultGames) throws IOException {
        if (ready) {
            serving.becomeReady();
        }
        for (String role : new String[] {"feed", "scheduler", "ops"}) {
            Files.writeString(keys.resolve(role + ".key"), "the-key-of-the-" + role);
        }
        GamesSettings games = new GamesSettings(ZoneId.of("Europe/Paris"), LocalTime.of(6, 0), defaultGames);
        ReplicaId paris = new ReplicaId("paris");
        watch = Watch.over(
                recorder.board(),
                new DataCentres(paris, Duration.ofSeconds(1), Duration.ofSeconds(1), System::nanoTime),
                Metrics.of(kit.system()),
                new Watch.Settings("p", List.of(), Duration.ofSeconds(1), Duration.ofSeconds(15), InstantSource.system()));
        routes = new ApiRoutes(new ApiRoutes.Parts(
                        kit.system(),
                        recorder.board(),
                        games,
                        recorder.ingestion(),
                        Keys.read(keys),
                        kit.system().ignoreRef(),
                        null,
                        paris,
                        Map.of(paris, "http://127.0.0.1:8101"),
                        id -> java.util.concurrent.CompletableFuture.completedFuture(java.util.List.of()),
                        drills.apply(recorder),
                        serving,
                        watch))
                .routes();
    }

    Serving serving() {
        return serving;
    }

    Watch watch() {
        return watch;
    }

    /** A node that has just started and does not know everything yet. */
    static TestSite starting(Path keys) throws IOException {
        return new TestSite(keys, false, recorder -> null, Optional.of("SG2030"));
    }

    Route routes() {
        return routes;
    }

    org.apache.pekko.actor.typed.ActorSystem<?> system() {
        return kit.system();
    }

    void take(byte[]... messages) throws Exception {
        for (byte[] message : messages) {
            recorder.take(message);
        }
    }

    Answer get(String address, String... headers) throws Exception {
        return ask(HttpRequest.GET(address), headers);
    }

    Answer ask(HttpMethod method, String address, String... headers) throws Exception {
        return ask(HttpRequest.create(address).withMethod(method), headers);
    }

    Answer ask(HttpRequest plain, String... headers) throws Exception {
        HttpRequest request = plain;
        for (int i = 0; i < headers.length; i += 2) {
            request = request.addHeader(RawHeader.create(headers[i], headers[i + 1]));
        }
        HttpResponse response = routes.handler(kit.system()).apply(request).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        var entity = response.entity().toStrict(WAIT_MILLIS, kit.system()).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        Map<String, String> named = new LinkedHashMap<>();
        response.getHeaders().forEach(header -> named.put(header.lowercaseName(), header.value()));
        return new Answer(response.status().intValue(), response.entity().getContentType().toString(), named, entity.getData().toArray());
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }

    /** What came back; header names in lower case. */
    record Answer(int status, String type, Map<String, String> headers, byte[] body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        byte[] unpacked() throws IOException {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return in.readAllBytes();
            }
        }
    }
}
