package org.palmares.node.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionId;
import org.palmares.node.board.Board;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.Fence;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.feed.News.Began;
import org.palmares.node.feed.News.Change;
import org.palmares.node.feed.News.Changed;
import org.palmares.node.server.HttpServer;
import org.palmares.node.server.PlainEdge;
import org.palmares.node.server.Piece;
import org.palmares.node.server.Pushed;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.FeedCursor;
import org.palmares.protocol.names.Language;

/** Readers over connections as they are: what the slow cost the others, and that nothing written is kept afterwards. */
class ManyReadersTest {

    private static final CompetitionId COMPETITION = new CompetitionId("SG2030", "ATHM100M--------------");
    private static final int READERS = 40;
    private static final int CHANGES = 600;
    private static final int KEYS = 3;
    private static final int EVENT_BYTES = 32_000;
    private static final int WAIT_MILLIS = 20_000;
    private static final LiveFrame.Form LINES = frame -> new Piece(
            (frame.event() + ' ' + frame.id().orElse("") + " ".repeat(frame.event().equals("schedule") ? EVENT_BYTES : 0) + '\n').getBytes(StandardCharsets.US_ASCII));

    private final ActorTestKit kit = ActorTestKit.create(
            "many", ConfigFactory.parseResources("live.conf").withFallback(ConfigFactory.defaultReference()).resolve());
    private final Metrics metrics = Metrics.of(kit.system());
    private final LiveHub hub = new LiveHub(
            new Board(new Fence(kind -> {})), new GamesSettings(ZoneOffset.UTC, LocalTime.of(6, 0), Optional.empty()), InstantSource.system(), metrics);
    private final AtomicInteger waiting = new AtomicInteger();
    private final ActorRef<LiveMessage> live = kit.spawn(LiveActor.create(hub, waiting));
    private final LiveQueue queue = new LiveQueue(live::tell, waiting, metrics);
    private final TestProbe<Void> probe = kit.createTestProbe();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<String> leaks = Collections.synchronizedList(new CopyOnWriteArrayList<>());
    private final ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + ": " + records));
        server = PlainEdge.bind(request -> CompletableFuture.completedFuture(HttpResponse.create().addAttribute(Pushed.KEY, stream())), READERS * 2)
                .toCompletableFuture()
                .get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        queue.tell(new Began("p", 0));
    }

    @AfterEach
    void stop() {
        ByteBufUtil.setLeakListener(null);
        ResourceLeakDetector.setLevel(before);
        kit.shutdownTestKit();
    }

    private LiveStream stream() {
        LiveFilter all = Told.all("SG2030").filter();
        return new LiveStream(kit.system(), live, new LiveStream.Asked(all, true, Language.ENGLISH, Optional.empty(), LINES));
    }

    private Socket connect(int receiveBytes) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBytes);
        socket.connect(new InetSocketAddress(server.address().getAddress(), server.address().getPort()));
        socket.setSoTimeout(WAIT_MILLIS);
        // HTTP/1.0: events come as they are, without chunks.
        socket.getOutputStream().write("GET /live HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        sockets.add(socket);
        return socket;
    }

    /** Ids of what came until {@code last}. */
    private static List<String> ids(Socket socket, String last) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        List<String> ids = new ArrayList<>();
        while (ids.isEmpty() || !ids.get(ids.size() - 1).equals(last)) {
            String line = in.readLine();
            assertTrue(line != null, "it ended after " + ids);
            if (line.startsWith("schedule ")) {
                ids.add(line.split(" ")[1]);
            }
        }
        return ids;
    }

    private void change(int number) {
        ChangeKey key = new ChangeKey.Schedule(COMPETITION, "ATHM100M--------------HEAT%06d--".formatted(number % KEYS));
        queue.tell(new Changed(
                "p", number, new Change(Set.of(key), Optional.empty(), Optional.empty(), Optional.empty()), FeedCursor.parse("p" + number).orElseThrow()));
    }

    private static long held() {
        return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream().mapToLong(PoolArenaMetric::numActiveAllocations).sum();
    }

    private List<CompletableFuture<List<String>>> fastOnes(String last) throws IOException {
        List<CompletableFuture<List<String>>> fast = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            Socket socket = connect(EVENT_BYTES * 4);
            CompletableFuture<List<String>> ids = new CompletableFuture<>();
            Thread reader = new Thread(() -> {
                try {
                    ids.complete(ids(socket, last));
                } catch (IOException | AssertionError failed) {
                    ids.completeExceptionally(failed);
                }
            });
            reader.setDaemon(true);
            reader.start();
            fast.add(ids);
        }
        return fast;
    }

    private void end() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.terminate(Duration.ZERO).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Test
    void whoReadsNothingCostsTheOthersNothingAndGetsTheNewestWhenItReads() throws Exception {
        Socket slow = connect(4_096);
        List<CompletableFuture<List<String>>> fast = fastOnes("p" + CHANGES);
        probe.awaitAssert(() -> {
            assertEquals(READERS + 1, hub.readers());
            return null;
        });
        for (int number = 1; number <= CHANGES; number++) {
            change(number);
        }
        for (CompletableFuture<List<String>> ids : fast) {
            List<String> came = ids.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            assertTrue(came.containsAll(List.of("p" + (CHANGES - 1), "p" + (CHANGES - 2))), "the newest of each");
        }
        // Many were told by then; of those it got what the kernel takes, and of the others the newest of each.
        List<String> late = ids(slow, "p" + CHANGES);
        assertEquals(List.of("p" + (CHANGES - 2), "p" + (CHANGES - 1), "p" + CHANGES), late.subList(late.size() - KEYS, late.size()));
        assertTrue(late.size() < CHANGES, late.size() + " of " + CHANGES);
        assertEquals(0, metrics.total(Counter.LIVE_CUT_OFF));
        end();
    }

    @Test
    void nothingThatWasWrittenIsHeldWhenReadersAreGone() throws Exception {
        long held = held();
        connect(4_096);
        List<CompletableFuture<List<String>>> fast = fastOnes("p" + CHANGES);
        probe.awaitAssert(() -> {
            assertEquals(READERS + 1, hub.readers());
            return null;
        });
        for (int number = 1; number <= CHANGES; number++) {
            change(number);
        }
        for (CompletableFuture<List<String>> ids : fast) {
            ids.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        }
        end();
        probe.awaitAssert(() -> {
            assertTrue(held() <= held, held() + " buffers are held, and were " + held);
            return null;
        });
        System.gc();
        PooledByteBufAllocator.DEFAULT.directBuffer().release();
        assertEquals(List.of(), leaks);
    }
}
