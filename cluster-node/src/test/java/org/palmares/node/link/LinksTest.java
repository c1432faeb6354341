package org.palmares.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.typed.Cluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionCommand.VoidDocument;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Decision;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Outcome;
import org.palmares.competition.Position;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Request;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.link.Frame.Ask;
import org.palmares.node.link.Frame.Form;
import org.palmares.node.link.Frame.Hello;
import org.palmares.node.link.Frame.Tell;
import org.palmares.node.presence.Heartbeat.Beat;
import org.palmares.node.watch.Metrics;
import org.palmares.node.watch.Metrics.Counter;

/** Two nodes and the connection between them, which breaks in every way that a connection does. */
class LinksTest {

    /** Not looked after by the detector of leaks, which other tests ask. */
    private static final ByteBufAllocator MEMORY = new UnpooledByteBufAllocator(false, true);
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final CompetitionId COMPETITION = CompetitionId.parse("SG2030~ATHM100M--------------");
    private static final ReplicaId PARIS = new ReplicaId("paris");
    private static final ReplicaId MADRID = new ReplicaId("madrid");
    private static final Config CONFIG = ConfigFactory.parseString("""
                    pekko.remote.artery.canonical.port = 0
                    pekko.coordinated-shutdown.exit-jvm = off
                    pekko.loglevel = WARNING
                    """)
            .withFallback(ConfigFactory.parseResources("application.conf"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve();

    /** One of them. */
    private static final class Node {
        private final ActorTestKit kit;
        private final Map<Counter, Long> before = new EnumMap<>(Counter.class);
        private final ReplicaId site;
        private final Links links;
        private final ConcurrentLinkedQueue<Beat> heard = new ConcurrentLinkedQueue<>();
        private CompletionStage<CompetitionReply> answer = CompletableFuture.completedFuture(accepted(1));

        private Node(ActorTestKit kit, ReplicaId site) {
            this.kit = kit;
            this.site = site;
            for (Counter counter : Counter.values()) {
                before.put(counter, Metrics.of(kit.system()).total(counter));
            }
            links = new Links(kit.system(), site);
            links.receive(Beat.class, heard::add);
            links.listen(0, (competition, command) -> competition.equals(COMPETITION) && command.equals(command())
                    ? answer
                    : CompletableFuture.failedFuture(new IllegalArgumentException(competition + " " + command))).toCompletableFuture().join();
        }

        private String address() {
            return End.address(Cluster.get(kit.system()).selfMember().address());
        }

        private long counted(Counter counter) {
            return Metrics.of(kit.system()).total(counter) - before.get(counter);
        }
    }

    private static final ActorTestKit HERE = ActorTestKit.create("links", CONFIG);
    private static final ActorTestKit THERE = ActorTestKit.create("links", CONFIG);

    private final List<Node> nodes = new ArrayList<>();
    private final Node paris = node(HERE, PARIS);
    private final Node madrid = node(THERE, MADRID);

    private Node node(ActorTestKit kit, ReplicaId site) {
        Node node = new Node(kit, site);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void end() {
        nodes.forEach(node -> node.links.close().toCompletableFuture().join());
    }

    @AfterAll
    static void stop() {
        HERE.shutdownTestKit();
        THERE.shutdownTestKit();
    }

    private static CompetitionCommand command() {
        return new VoidDocument(new DocumentKey("DT_RESULT", "ATHM100M------------------FNL-", "", "", "", ""), 0, 1, new Request("ops", "c"), "a date of 2204");
    }

    private static CompetitionReply accepted(int number) {
        return new CompetitionReply.Accepted(new Decision.Result(Outcome.APPLIED, Optional.empty(), Map.of()), new Position(new TreeMap<>(Map.of(PARIS, (long) number)), new TreeMap<>()), Set.of());
    }

    private static Beat beat(String node) {
        return new Beat(node, "paris", Duration.ofSeconds(1), false, Optional.empty());
    }

    private static void meet(Node one, Node other) {
        for (Node node : List.of(one, other)) {
            Node far = node == one ? other : one;
            node.links.hold(Map.of(far.address(), far.site));
            node.links.heard(far.links.own().orElseThrow());
        }
        await(() -> assertTrue(one.links.tell(other.address(), beat("first")) && other.links.tell(one.address(), beat("first"))));
    }

    private static void await(Runnable check) {
        long end = System.nanoTime() + WAIT.toNanos();
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private CompletionStage<CompetitionReply> ask(Duration longest) {
        return paris.links.ask(COMPETITION, MADRID, command(), longest).orElseThrow();
    }

    private static Throwable failureOf(CompletionStage<CompetitionReply> asked) {
        CompletionException failed = assertThrows(CompletionException.class, () -> asked.toCompletableFuture().orTimeout(WAIT.toSeconds(), TimeUnit.SECONDS).join());
        return failed.getCause();
    }

    @Test
    void whatIsToldArrivesInItsOrderInBothDirections() {
        meet(paris, madrid);
        for (int number = 0; number < 500; number++) {
            assertTrue(paris.links.tell(madrid.address(), beat("p" + number)));
            assertTrue(madrid.links.tell(paris.address(), beat("m" + number)));
        }
        await(() -> {
            assertEquals("p499", Stream.of(madrid.heard.toArray(Beat[]::new)).reduce((a, b) -> b).orElseThrow().node());
            assertEquals("m499", Stream.of(paris.heard.toArray(Beat[]::new)).reduce((a, b) -> b).orElseThrow().node());
        });
        List<String> order = madrid.heard.stream().map(Beat::node).filter(name -> name.startsWith("p")).toList();
        assertEquals(Stream.iterate(0, n -> n + 1).limit(500).map(n -> "p" + n).toList(), order);
        assertEquals(0, paris.counted(Counter.LINKS_BYPASSED));
    }

    @Test
    void aCommandIsDecidedThereAndItsAnswerComesBack() {
        meet(paris, madrid);
        assertEquals(accepted(1), ask(WAIT).toCompletableFuture().join());
        madrid.answer = CompletableFuture.failedFuture(new IllegalStateException("Cassandra has not answered yet"));
        assertTrue(failureOf(ask(WAIT)).getMessage().contains("Cassandra has not answered yet"));
    }

    @Test
    void withoutALinkNothingIsAskedOrTold() {
        assertFalse(paris.links.tell(madrid.address(), beat("x")));
        assertTrue(paris.links.ask(COMPETITION, MADRID, command(), WAIT).isEmpty());
    }

    @Test
    void anAnswerThatDoesNotComeIsWaitedForAsLongAsWasSaid() {
        meet(paris, madrid);
        CompletableFuture<CompetitionReply> late = new CompletableFuture<>();
        madrid.answer = late;
        assertInstanceOf(TimeoutException.class, failureOf(ask(Duration.ofMillis(100))));
        late.complete(accepted(7));
        madrid.answer = CompletableFuture.completedFuture(accepted(8));
        assertEquals(accepted(8), ask(WAIT).toCompletableFuture().join(), "the late answer is no one else's");
    }

    @Test
    void whatWaitsFailsAtOnceWhenTheOtherEndsAndTheNextLifeIsLinkedAgain() {
        meet(paris, madrid);
        madrid.answer = new CompletableFuture<>();
        CompletionStage<CompetitionReply> asked = ask(Duration.ofMinutes(5));
        madrid.links.close();
        assertInstanceOf(Link.Ended.class, failureOf(asked));
        await(() -> assertFalse(paris.links.tell(madrid.address(), beat("x"))));

        meet(paris, node(THERE, MADRID));
        assertEquals(accepted(1), ask(WAIT).toCompletableFuture().join());
    }

    @Test
    void aNodeThatLeftTheClusterIsLinkedNoMore() {
        meet(paris, madrid);
        paris.links.hold(Map.of());
        await(() -> assertFalse(paris.links.tell(madrid.address(), beat("x"))));
        await(() -> assertFalse(madrid.links.tell(paris.address(), beat("x"))));
        meet(paris, madrid);
    }

    @Test
    void whatIsLargeGoesAnotherWay() {
        meet(paris, madrid);
        assertFalse(paris.links.tell(madrid.address(), beat("x".repeat(Links.FORM_LONGEST))));
        CompetitionCommand large = new VoidDocument(
                new DocumentKey("DT_RESULT", "ATHM100M------------------FNL-", "", "", "", ""), 0, 1, new Request("ops", "c"), "x".repeat(Links.FORM_LONGEST));
        assertTrue(paris.links.ask(COMPETITION, MADRID, large, WAIT).isEmpty());
        assertEquals(2, paris.counted(Counter.LINKS_BYPASSED));
    }

    @Test
    void anAnswerMayBeLargerThanWhatIsTold() {
        meet(paris, madrid);
        Set<String> members = Set.of("m".repeat(2 * Links.FORM_LONGEST));
        CompetitionReply large = new CompetitionReply.Accepted(
                new Decision.Result(Outcome.APPLIED, Optional.empty(), Map.of()), Position.start(), members);
        madrid.answer = CompletableFuture.completedFuture(large);
        assertEquals(large, ask(WAIT).toCompletableFuture().join());
    }

    // Whoever calls and is no node

    private Node called() {
        return paris.address().compareTo(madrid.address()) > 0 ? paris : madrid;
    }

    private Node calling() {
        return called() == paris ? madrid : paris;
    }

    private Hello hello() {
        return new Hello(Frame.GREETING, calling().address(), "madrid", called().address());
    }

    private ActorSystem classic() {
        return Adapter.toClassic(paris.kit.system());
    }

    private static Socket call(Node node) throws IOException {
        Socket socket = new Socket("127.0.0.1", node.links.own().orElseThrow().port());
        socket.setSoTimeout((int) WAIT.toMillis());
        return socket;
    }

    private static void say(Socket socket, Frame... frames) throws IOException {
        for (Frame frame : frames) {
            ByteBuf bytes = Frame.write(frame, MEMORY);
            socket.getOutputStream().write(ByteBufUtil.getBytes(bytes));
        }
        socket.getOutputStream().flush();
    }

    /** Fails where it is not ended in time. */
    private static void awaitEnd(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketTimeoutException open) {
            throw new AssertionError("it is not ended", open);
        } catch (IOException reset) {
            // An end too.
        }
    }

    @Test
    void whoeverDoesNotBeginAsANodeIsSentAway() throws IOException {
        called().links.hold(Map.of(calling().address(), calling().site, "\uffff:1", MADRID));
        String here = called().address();
        for (Frame first : List.of(
                new Tell(new Form(1, "x", new byte[0])),
                new Hello("palmares-link-9", calling().address(), "madrid", here),
                new Hello(Frame.GREETING, calling().address(), "No Data Centre", here),
                new Hello(Frame.GREETING, "10.9.9.9:8301", "madrid", here),
                new Hello(Frame.GREETING, calling().address(), "madrid", "10.9.9.9:8301"),
                new Hello(Frame.GREETING, "\uffff:1", "madrid", here),
                new Hello(Frame.GREETING, "x".repeat(Frame.LONGEST_FIRST), "madrid", here))) {
            try (Socket socket = call(called())) {
                say(socket, first, new Tell(new Forms(classic()).of(beat("stranger"))));
                awaitEnd(socket);
            }
        }
        assertEquals(0, called().heard.size());
        try (Socket socket = call(called())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            awaitEnd(socket);
        }
        assertFalse(called().links.tell(calling().address(), beat("x")));
    }

    @Test
    void whoeverSaysNothingIsSentAwayAndWhatIsSilentLater() throws IOException {
        called().links.hold(Map.of(calling().address(), calling().site));
        try (Socket mute = call(called()); Socket silent = call(called())) {
            say(silent, hello());
            await(() -> assertTrue(called().links.tell(calling().address(), beat("x"))));
            awaitEnd(silent);
            awaitEnd(mute);
        }
        await(() -> assertFalse(called().links.tell(calling().address(), beat("x"))));
    }

    @Test
    void aMessageThatCannotBeUsedCostsItself() throws IOException {
        called().links.hold(Map.of(calling().address(), calling().site));
        Forms forms = new Forms(classic());
        try (Socket socket = call(called())) {
            say(socket, hello(),
                    new Tell(new Form(4_711, "x", new byte[0])),
                    new Tell(new Form(forms.of(beat("x")).serializer(), "beat-99", new byte[0])),
                    new Tell(new Form(forms.of(beat("x")).serializer(), "beat-1", new byte[] {-1})),
                    new Tell(forms.of(accepted(1))),
                    new Ask(1, COMPETITION.value(), forms.of(accepted(1))),
                    new Ask(2, "no competition", forms.of(accepted(1))),
                    new Tell(forms.of(beat("last"))));
            await(() -> assertEquals(List.of("last"), called().heard.stream().map(Beat::node).toList()));
        }
        assertEquals(6, called().counted(Counter.LINKS_UNREADABLE));
    }

    @Test
    void aNodeThatCallsAgainIsTheOneThatCounts() throws IOException {
        called().links.hold(Map.of(calling().address(), calling().site));
        try (Socket before = call(called()); Socket now = call(called())) {
            say(before, hello());
            await(() -> assertTrue(called().links.tell(calling().address(), beat("x"))));
            say(now, hello());
            Instant begin = Instant.now();
            awaitEnd(before);
            assertTrue(Duration.between(begin, Instant.now()).compareTo(Link.LOOK.multipliedBy(5)) < 0, "before its silence would end it");
            assertTrue(called().links.tell(calling().address(), beat("x")));
        }
    }

    @Test
    void aCallThatWasMeantForAnotherDoesNotEndTheLinkThereIs() throws IOException {
        called().links.hold(Map.of(calling().address(), calling().site));
        try (Socket linked = call(called()); Socket lost = call(called())) {
            say(linked, hello());
            await(() -> assertTrue(called().links.tell(calling().address(), beat("x"))));
            say(lost, new Hello(Frame.GREETING, calling().address(), "madrid", "10.9.9.9:8301"));
            awaitEnd(lost);
            assertTrue(called().links.tell(calling().address(), beat("x")));
        }
    }

    @Test
    void whereNobodyReadsItIsFullAndThenItEnds() throws IOException {
        called().links.hold(Map.of(calling().address(), calling().site));
        try (Socket deaf = call(called())) {
            say(deaf, hello());
            await(() -> assertTrue(called().links.tell(calling().address(), beat("x"))));
            Beat large = beat("x".repeat(Links.FORM_LONGEST / 2));
            await(() -> assertFalse(called().links.tell(calling().address(), large)));
            assertTrue(called().counted(Counter.LINKS_BYPASSED) > 0);
            await(() -> {
                long before = called().counted(Counter.LINKS_BYPASSED);
                assertFalse(called().links.tell(calling().address(), beat("x")));
                assertEquals(before, called().counted(Counter.LINKS_BYPASSED), "it is full, and has not ended for its silence");
            });
        }
    }

    @Test
    void somethingLongThatComesSlowlyIsNoSilence() throws Exception {
        called().links.hold(Map.of(calling().address(), calling().site));
        try (Socket slow = call(called())) {
            say(slow, hello());
            byte[] bytes = ByteBufUtil.getBytes(Frame.write(new Tell(new Forms(classic()).of(beat("y".repeat(30)))), MEMORY));
            for (byte one : bytes) {
                slow.getOutputStream().write(one);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(60));
            }
            await(() -> assertEquals(1, called().heard.size()));
        }
    }

    @Test
    void strangersDoNotTakeThePlaceOfNodes() throws Exception {
        List<Socket> mute = new ArrayList<>();
        try {
            for (int i = 0; i < Connections.STRANGERS_MAX + 6; i++) {
                mute.add(call(called()));
            }
            Instant begin = Instant.now();
            meet(paris, madrid);
            awaitEnd(mute.get(0));
            assertTrue(Duration.between(begin, Instant.now()).compareTo(Link.LOOK.multipliedBy(5)) < 0, "before their silence ends them");
        } finally {
            for (Socket socket : mute) {
                socket.close();
            }
        }
    }

    @Test
    void aDataCentreWithSeveralNodesIsAskedAnotherWay() {
        meet(paris, madrid);
        paris.links.hold(Map.of(madrid.address(), MADRID, "10.9.9.9:8301", MADRID));
        assertTrue(paris.links.ask(COMPETITION, MADRID, command(), WAIT).isEmpty());
        assertTrue(paris.links.tell(madrid.address(), beat("x")), "beats and the feed go to each");
    }

    @Test
    void whoWaitsForAnAnswerGoesOnWithAnotherThreadAlsoWhereItFails() {
        meet(paris, madrid);
        madrid.answer = new CompletableFuture<>();
        CompletableFuture<String> thread = new CompletableFuture<>();
        ask(Duration.ofMillis(100)).whenComplete((any, failure) -> thread.complete(Thread.currentThread().getName()));
        assertFalse(thread.join().startsWith("link-"), thread.join());
    }

    @Test
    void afterItsEndNothingIsAskedOrTold() {
        meet(paris, madrid);
        paris.links.close().toCompletableFuture().join();
        assertFalse(paris.links.tell(madrid.address(), beat("x")));
        assertTrue(paris.links.ask(COMPETITION, MADRID, command(), WAIT).isEmpty());
    }

    /** Nobody listens at the port that it says. */
    @Test
    void aNodeThatIsHeardAndNotLinkedIsMissedUntilItIsHeardNoMore() {
        calling().links.hold(Map.of(called().address(), called().site));
        await(() -> {
            calling().links.heard(new End(called().address(), 1));
            assertTrue(measured(calling()).contains("\npalmares_links_missing 1.0\n"));
        });
        await(() -> assertTrue(measured(calling()).contains("\npalmares_links_missing 0.0\n")));
        meet(paris, madrid);
        await(() -> assertTrue(measured(calling()).contains("\npalmares_links 1.0\n")));
    }

    private static String measured(Node node) {
        return Metrics.of(node.kit.system()).text();
    }
}
