package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.access.Keys;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.feed.FeedMessage;
import org.palmares.node.feed.FeedStatus;
import org.palmares.node.feed.JournalHistory;
import org.palmares.node.feed.LiveFeed;
import org.palmares.node.feed.News;
import org.palmares.node.http.Bodies;
import org.palmares.node.http.Budget;
import org.palmares.node.http.HttpSettings;
import org.palmares.node.ingest.HeaderClock;
import org.palmares.node.ingest.Ingestion;
import org.palmares.node.ingest.OdfIntake;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.live.LiveHub;
import org.palmares.node.live.LiveMessage;
import org.palmares.node.ops.drill.Drills;
import org.palmares.node.records.Records;
import org.palmares.node.schedule.ClashSettingsFile;
import org.palmares.node.schedule.Editor;
import org.palmares.node.schedule.change.Changes;
import org.palmares.node.schedule.hold.Holds;
import org.palmares.node.schedule.proposal.PlannerSettings;
import org.palmares.node.sites.Serving;
import org.palmares.node.watch.Metrics;
import org.palmares.node.watch.Watch;

/** The routes of a node over competitions without journal, asked as functions. */
public final class TestSite implements AutoCloseable {

    /** Live readers that the site takes. */
    static final int READERS_MAX = 5;

    public static final String FEED_KEY = "the-key-of-the-feed";
    static final String OPS_KEY = "the-key-of-the-ops";
    static final String SCHEDULER_KEY = "the-key-of-the-scheduler";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PlannerSettings NO_PLANNER = new PlannerSettings(Path.of("none"), PlannerSettings.ownJava(), Duration.ofSeconds(2), 0);
    private static final int WAIT_MILLIS = 20_000;

    private final ActorTestKit kit;
    private final Recorder recorder = new Recorder();
    private final AtomicReference<ActorRef<FeedMessage>> feed;
    private final AtomicReference<ActorRef<LiveMessage>> live;
    private final AtomicReference<LiveHub> hub = new AtomicReference<>();
    private final Recorder elsewhere = new Recorder();
    private final GamesSettings games;
    private final Watch watch;
    private final Serving serving = new Serving(
            new ReplicaId("paris"), Map.of(new ReplicaId("paris"), "http://127.0.0.1:8101", new ReplicaId("madrid"), "http://127.0.0.1:8102"));
    /** As the keeper of a node would bring to an end. */
    final Holds holds;
    final Changes changes;
    private final ApiRoutes api;
    private final Wrap routes;
    /** What the journals hold. */
    volatile JournalHistory history = (competition, replica, number) -> Source.empty();
    /** What becomes of a command in place of its being carried out. */
    volatile Function<CompetitionId, Optional<CompletionStage<CompetitionReply>>> instead = id -> Optional.empty();
    /** Reads a journal. */
    volatile Function<CompetitionId, CompletionStage<Competition>> journal = id -> CompletableFuture.completedFuture(Competition.start());

    TestSite(Path keys) throws IOException {
        this(keys, "");
    }

    /** A site with other settings than those of http.conf. */
    TestSite(Path keys, String settings) throws IOException {
        this(keys, true, settings, recorder -> null, Optional.of("SG2030"), NO_PLANNER);
    }

    /** A site with a planner for its storm desk. */
    static TestSite with(Path keys, PlannerSettings planner) throws IOException {
        return new TestSite(keys, true, "", recorder -> null, Optional.of("SG2030"), planner);
    }

    /** A site whose live readers are told of what changes. */
    static TestSite live(Path keys) throws IOException {
        TestSite site = new TestSite(keys);
        LiveFeed live = LiveFeed.start(site.kit, site.recorder.board(), site.games, site.watch);
        site.feed.set(live.feed());
        site.live.set(live.live());
        site.hub.set(live.hub());
        return site;
    }

    /** Brings a message that was accepted elsewhere, through the feed, so that live readers are told of what it says of {@code id}. */
    void hear(CompetitionId id, byte[] message) throws Exception {
        int before = elsewhere.events(id).size();
        elsewhere.take(message);
        List<CompetitionEvent> events = elsewhere.events(id);
        feed.get().tell(new FeedMessage.Persisted(id, events.subList(before, events.size()), Instant.now()));
    }

    /** How many values have been rendered for live readers. */
    long rendered() {
        return hub.get().rendered();
    }

    /** Waits until there are as many live readers. */
    void awaitReaders(int count) {
        kit.createTestProbe().awaitAssert(Duration.ofMillis(WAIT_MILLIS), () -> {
            assertEquals(count, status().toCompletableFuture().join().readers());
            return null;
        });
    }

    /** Waits until it is so. */
    void awaitTrue(Supplier<Boolean> so) {
        kit.createTestProbe().awaitAssert(Duration.ofMillis(WAIT_MILLIS), () -> {
            assertEquals(true, so.get());
            return null;
        });
    }

    /** Tells the live actor. */
    void tellReaders(LiveMessage message) {
        live.get().tell(message);
    }

    /** Readers who come from now on are shown what was taken. */
    void showToReaders() {
        recorder.board().all().forEach(view -> tellReaders(new LiveMessage.Told(new News.Revised(view))));
    }

    private CompletionStage<FeedStatus> status() {
        return AskPattern.ask(feed.get(), FeedMessage.GetFeedStatus::new, Duration.ofMillis(WAIT_MILLIS), kit.system().scheduler());
    }

    /** A site with drills, over what its recorder holds. */
    TestSite(Path keys, Function<Recorder, Drills> drills) throws IOException {
        this(keys, true, "", drills, Optional.of("SG2030"), NO_PLANNER);
    }

    /** A site for which no default Games are configured. */
    static TestSite withoutDefault(Path keys, Function<Recorder, Drills> drills) throws IOException {
        return new TestSite(keys, true, "", drills, Optional.empty(), NO_PLANNER);
    }

    private TestSite(Path keys, boolean ready, String settings, Function<Recorder, Drills> drills, Optional<String> defaultGames, PlannerSettings planner)
            throws IOException {
        kit = ActorTestKit.create("routes", ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.parseString("palmares.live.readers-max = " + READERS_MAX))
                .withFallback(ConfigFactory.parseResources("http.conf"))
                .withFallback(ConfigFactory.parseResources("live.conf")).withFallback(ConfigFactory.defaultReference()).resolve());
        feed = new AtomicReference<>(kit.system().ignoreRef());
        live = new AtomicReference<>(kit.system().ignoreRef());
        if (ready) {
            serving.becomeReady();
        }
        for (String role : new String[] {"feed", "scheduler", "ops"}) {
            Files.writeString(keys.resolve(role + ".key"), "the-key-of-the-" + role);
        }
        games = new GamesSettings(ZoneId.of("Europe/Paris"), LocalTime.of(6, 0), defaultGames);
        ReplicaId paris = new ReplicaId("paris");
        watch = Watch.over(
                recorder.board(),
                new DataCentres(paris, Duration.ofSeconds(1), Duration.ofSeconds(1), System::nanoTime),
                Metrics.of(kit.system()),
                new Watch.Settings("p", List.of(), Duration.ofSeconds(15), InstantSource.system()));
        Records records = new Records(recorder.board(), this::decide, InstantSource.system(), new Metrics());
        Editor editor = new Editor(recorder.board(), serving.setAside().guarding(this::decide));
        holds = new Holds(recorder.board(), records, editor, InstantSource.system());
        changes = new Changes(records, editor);
        api = new ApiRoutes(new ApiRoutes.Parts(
                        kit.system(),
                        recorder.board(),
                        games,
                        serving.setAside().guarding(this::decide),
                        new Ingestion(serving.setAside().guarding(this::decide), recorder.contents(), HeaderClock.of(ZoneId.of("Europe/Paris"))),
                        recorder.contents(),
                        Keys.read(keys, hash -> recorder.board().decisions().revokedKeys().contains(hash)),
                        kit.spawn(Behaviors.receive((context, message) -> {
                            live.get().tell(message);
                            return Behaviors.same();
                        })),
                        this::status,
                        id -> journal.apply(id),
                        "p",
                        paris,
                        Map.of(paris, "http://127.0.0.1:8101"),
                        (competition, replica, number) -> history.after(competition, replica, number),
                        records,
                        changes,
                        holds,
                        drills.apply(recorder),
                        serving,
                        watch,
                        ClashSettingsFile.shipped(),
                        planner));
        routes = api.wrapped();
    }

    /** Its records of operations. */
    Records records() {
        return records(recorder);
    }

    /** The records of operations on the board of {@code recorder}. */
    static Records records(Recorder recorder) {
        return new Records(recorder.board(), recorder::decide, InstantSource.system(), new Metrics());
    }

    private CompletionStage<CompetitionReply> decide(CompetitionId id, CompetitionCommand command) {
        return instead.apply(id).orElseGet(() -> recorder.decide(id, command));
    }

    /** The way in, as the server has it. */
    Wrap edge() {
        return routes;
    }

    Serving serving() {
        return serving;
    }

    public Watch watch() {
        return watch;
    }

    /** A node that has just started and does not know everything yet. */
    static TestSite starting(Path keys) throws IOException {
        return new TestSite(keys, false, "", recorder -> null, Optional.of("SG2030"), NO_PLANNER);
    }

    /** Listens; where. */
    InetSocketAddress bind() throws Exception {
        return api.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS).address();
    }

    OdfIntake intake() {
        HttpSettings settings = HttpSettings.of(kit.system().settings().config());
        return new OdfIntake(
                new Bodies(kit.system(), settings.bodies()), new Budget(settings.bodyBytes(), settings.budgetWait()),
                OdfIntake.reading(settings.budgetWait()), kit.system().executionContext());
    }

    org.apache.pekko.actor.typed.ActorSystem<?> system() {
        return kit.system();
    }

    void take(byte[]... messages) throws Exception {
        for (byte[] message : messages) {
            recorder.take(message);
        }
    }

    /** Events as a journal could hold them. */
    List<CompetitionEvent> journalled(CompetitionId id) {
        return recorder.events(id);
    }

    public Answer get(String address, String... headers) throws Exception {
        return ask(HttpRequest.GET(address), headers);
    }

    /** Asks with the key of operations. */
    Answer ops(String address) throws Exception {
        return get(address, "X-API-KEY", OPS_KEY);
    }

    Answer ask(HttpMethod method, String address, String... headers) throws Exception {
        return ask(HttpRequest.create(address).withMethod(method), headers);
    }

    Answer ask(HttpRequest plain, String... headers) throws Exception {
        HttpRequest request = plain;
        for (int i = 0; i < headers.length; i += 2) {
            request = request.addHeader(RawHeader.create(headers[i], headers[i + 1]));
        }
        return answered(request, routes.answer(request).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** What came back, held against the description of the API. */
    Answer answered(HttpRequest request, HttpResponse response) throws Exception {
        var entity = response.entity().toStrict(WAIT_MILLIS, kit.system()).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        Map<String, String> named = new LinkedHashMap<>();
        response.getHeaders().forEach(header -> named.put(header.lowercaseName(), header.value()));
        Answer answer = new Answer(response.status().intValue(), response.entity().getContentType().toString(), named, entity.getData().toArray());
        var sent = request.entity().toStrict(WAIT_MILLIS, kit.system()).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        boolean json = request.entity().getContentType().mediaType().toString().equals("application/json");
        Contract.check(
                request.method().name(), request.getUri().toRelative().toString().split("[?#]", 2)[0], json ? sent.getData().toArray() : new byte[0], answer);
        return answer;
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }

    /** What came back; header names in lower case. */
    public record Answer(int status, String type, Map<String, String> headers, byte[] body) {

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
