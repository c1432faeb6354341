package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.medal;
import static org.palmares.node.api.Messages.person;
import static org.palmares.node.api.Messages.row;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.Succession;
import org.palmares.node.api.Description.Operation;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.board.Decisions;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.ops.drill.DrillRecords;
import org.palmares.node.ops.drill.Drills;
import org.palmares.node.records.Shelf;
import org.palmares.node.sites.SiteRecords;

/** What all routes have in common, asked of each that the description knows. */
class EveryRouteTest {

    private static final Description DESCRIPTION = Description.HERE;
    private static final String RETIRED = "RT2020";
    /** More than any route takes. */
    private static final byte[] TOO_LARGE = " ".repeat(11 * 1024 * 1024).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path keys;

    private static TestSite site;
    private static TestSite starting;
    private static TestSite busy;

    @BeforeAll
    static void start() throws Exception {
        site = new TestSite(keys, EveryRouteTest::drills);
        starting = TestSite.starting(keys);
        busy = new TestSite(keys, "palmares.http.reads.at-once = 0");
        fill(site);
        fill(busy);
        site.records().record(Shelf.DECISIONS, Decisions.RETIRED_GAMES, RETIRED, 1, new Decisions.Retirement(1, RETIRED, "over", ""));
    }

    private static void fill(TestSite one) throws Exception {
        one.history = (competition, replica, number) -> Source.from(one.journalled(competition)).filter(event -> event.origin().number() > number);
        one.take(
                Messages.schedule(1, Messages.unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale")),
                Messages.participants(person(1544323, "USA", "ASHE", "Ida")),
                Messages.result(FINAL, 1, row(1544323, "USA", "ASHE", "Ida", "9.79")),
                Messages.medallists(EVENT, 1, medal("ME_GOLD", 1544323, "USA", "ASHE", "Ida")));
    }

    @AfterAll
    static void stop() {
        site.close();
        starting.close();
        busy.close();
    }

    /** There only for its records. */
    private static Drills drills(Recorder over) {
        InstantSource clock = InstantSource.fixed(Instant.parse("2030-08-04T00:00:00Z"));
        return new Drills(new Drills.Surroundings(
                over.board(), new DrillRecords(TestSite.records(over)), new SiteRecords(TestSite.records(over)), new Succession(List.of(new ReplicaId("paris"), new ReplicaId("madrid"))),
                false, () -> CompletableFuture.failedFuture(new IllegalStateException("not asked")), () -> CompletableFuture.completedFuture(List.of()), clock));
    }

    static List<Operation> all() {
        return DESCRIPTION.operations();
    }

    private static Stream<Operation> described(String status) {
        return all().stream().filter(operation -> DESCRIPTION.statuses(operation).contains(status));
    }

    private static Stream<Operation> unavailable(String type) {
        return described("503").filter(operation -> DESCRIPTION.problems(DESCRIPTION.response(operation, "503")).contains("/problems/" + type));
    }

    static List<Operation> tagged() {
        return described("304").toList();
    }

    static List<Operation> choosy() {
        return described("406").toList();
    }

    static List<Operation> guarded() {
        return described("401").toList();
    }

    static List<Operation> restricted() {
        return described("403").toList();
    }

    static List<Operation> bounded() {
        return described("413").toList();
    }

    static List<Operation> notReady() {
        return unavailable("not-ready").toList();
    }

    /** Those that are made by the threads of readers. */
    static List<Operation> made() {
        return unavailable("busy").filter(operation -> operation.method().equals("GET"))
                .filter(operation -> !operation.template().matches("/v1/(live|ops/journals.*|units/.*/history)"))
                .toList();
    }

    static List<Operation> ofOneGames() {
        return described("404").filter(operation -> names(operation).contains("games")).toList();
    }

    static List<Operation> particular() {
        return described("400").filter(operation -> operation.method().equals("GET")).toList();
    }

    static List<Operation> reading() {
        return described("400").filter(operation -> !operation.method().equals("GET")).toList();
    }

    private static Set<String> names(Operation operation) {
        return DESCRIPTION.parameters(operation).filter(one -> one.get("in").asText().equals("query")).map(one -> one.get("name").asText())
                .collect(Collectors.toSet());
    }

    private static HttpRequest request(Operation operation) {
        return HttpRequest.create(DESCRIPTION.address(operation)).withMethod(HttpMethods.lookup(operation.method()).orElseThrow());
    }

    /** With the key that the route asks for. */
    private static Answer ask(TestSite of, Operation operation, HttpRequest request, String... headers) throws Exception {
        String key = operation.template().equals("/v1/odf") ? TestSite.FEED_KEY : isOfSchedulers(operation) ? TestSite.SCHEDULER_KEY : TestSite.OPS_KEY;
        return of.ask(request, Stream.concat(Stream.of("X-API-KEY", key), Stream.of(headers)).toArray(String[]::new));
    }

    private static boolean isOfSchedulers(Operation operation) {
        return operation.template().startsWith("/v1/schedule/") || operation.method().equals("PATCH");
    }

    private static void assertProblem(int status, String type, Answer answer) throws Exception {
        assertEquals(status, answer.status(), new String(answer.body(), StandardCharsets.UTF_8));
        assertEquals("/problems/" + type, answer.json().get("type").asText());
    }

    @ParameterizedTest
    @MethodSource("tagged")
    void whatTheClientHasIsNotSentAgain(Operation operation) throws Exception {
        Answer first = ask(site, operation, request(operation));
        assertEquals(200, first.status(), new String(first.body(), StandardCharsets.UTF_8));
        assertEquals(304, ask(site, operation, request(operation), "If-None-Match", first.header("etag")).status());
    }

    @ParameterizedTest
    @MethodSource("choosy")
    void whatIsNotAcceptedIsNotGiven(Operation operation) throws Exception {
        assertProblem(406, "not-acceptable", ask(site, operation, request(operation), "Accept", "image/png"));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void whoHasNoKeyIsRefused(Operation operation) throws Exception {
        for (Answer nobody : List.of(site.ask(request(operation)), site.ask(request(operation), "X-API-KEY", "of nobody"))) {
            assertProblem(401, "unauthorized", nobody);
            assertEquals("no-store", nobody.header("cache-control"));
        }
    }

    @ParameterizedTest
    @MethodSource("restricted")
    void whoHasTheKeyOfAnotherIsRefused(Operation operation) throws Exception {
        String another = operation.template().equals("/v1/odf") ? TestSite.OPS_KEY : TestSite.FEED_KEY;
        assertProblem(403, "forbidden", site.ask(request(operation), "Authorization", "Bearer " + another));
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void whatIsTooLargeIsRefused(Operation operation) throws Exception {
        var type = operation.template().equals("/v1/odf") ? ContentTypes.parse("application/xml") : ContentTypes.APPLICATION_JSON;
        assertProblem(413, "too-large", ask(site, operation, request(operation).withEntity(type, TOO_LARGE)));
    }

    @ParameterizedTest
    @MethodSource("reading")
    void whatCannotBeReadIsRefused(Operation operation) throws Exception {
        boolean odf = operation.template().equals("/v1/odf");
        var type = odf ? ContentTypes.parse("application/xml") : ContentTypes.APPLICATION_JSON;
        Answer answer = ask(site, operation, request(operation).withEntity(type, "{".getBytes(StandardCharsets.UTF_8)));
        assertProblem(400, odf ? "not-well-formed" : "bad-request", answer);
    }

    @ParameterizedTest
    @MethodSource("particular")
    void aParameterThatCannotBeIsNamed(Operation operation) throws Exception {
        List<String> wrong = List.of("lang=tlh", "version=two", "limit=0");
        String one = wrong.stream().filter(is -> names(operation).contains(is.substring(0, is.indexOf('=')))).findFirst().orElseThrow();
        Answer answer = ask(site, operation, request(operation).withUri(DESCRIPTION.address(operation) + '?' + one));
        assertProblem(400, "bad-request", answer);
        assertEquals(one.substring(0, one.indexOf('=')), answer.json().get("parameter").asText());
    }

    @ParameterizedTest
    @MethodSource("ofOneGames")
    void gamesThatCannotBeAreNotFound(Operation operation) throws Exception {
        assertProblem(404, "not-found", askOf("XX%201900", operation));
    }

    @ParameterizedTest
    @MethodSource("ofOneGames")
    void gamesThatAreRetiredAreGone(Operation operation) throws Exception {
        assertProblem(410, "games-retired", askOf(RETIRED, operation));
    }

    private static Answer askOf(String games, Operation operation) throws Exception {
        HttpRequest request = request(operation).withUri(DESCRIPTION.address(operation) + "?games=" + games);
        boolean sends = !operation.method().equals("GET");
        HttpRequest whole = sends ? request.withEntity(ContentTypes.APPLICATION_JSON, "{\"version\":1,\"reason\":\"a test\"}".getBytes(StandardCharsets.UTF_8)) : request;
        return ask(site, operation, whole);
    }

    @ParameterizedTest
    @MethodSource("notReady")
    void aNodeThatHasJustStartedSendsElsewhere(Operation operation) throws Exception {
        Answer answer = ask(starting, operation, request(operation));
        assertProblem(503, "not-ready", answer);
        assertEquals("http://127.0.0.1:8102", answer.header("palmares-move"));
    }

    @ParameterizedTest
    @MethodSource("made")
    void aNodeThatHasAsMuchWorkAsItTakesSendsElsewhere(Operation operation) throws Exception {
        assertProblem(503, "busy", ask(busy, operation, request(operation)));
    }

    /** What the server answers in place of a route, where none answers in time or at all, or before it is asked. */
    @ParameterizedTest
    @MethodSource("all")
    void whatIsAnsweredInPlaceOfARouteIsDescribedToo(Operation operation) throws Exception {
        Wrap edge = site.edge();
        HttpRequest request = request(operation);
        assertProblem(503, "no-answer-in-time", site.answered(request, edge.late(request)));
        assertProblem(429, "too-many-connections", site.answered(request, edge.crowded(request, 1)));
        assertProblem(500, "internal", site.answered(request, edge.failed(request, new IllegalStateException("a fault of ours"))));
        for (int status : new int[] {400, 408, 414, 431}) {
            assertEquals(status, site.answered(request, edge.unread(status, "a test")).status());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aMethodThatIsNotThereIsAnsweredWithThoseThatAre(Operation operation) throws Exception {
        boolean deletes = all().stream().anyMatch(other -> other.template().equals(operation.template()) && other.method().equals("DELETE"));
        Answer answer = ask(site, operation, request(operation).withMethod(deletes ? HttpMethods.PATCH : HttpMethods.DELETE));
        assertProblem(405, "method-not-allowed", answer);
        assertTrue(answer.header("allow").contains(operation.method()), answer.header("allow"));
    }
}
