package org.palmares.tools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.palmares.tools.client.Sites.Site;

@Timeout(30)
final class LiveClientTest {

    private static final LiveClient.Settings PATIENT =
            new LiveClient.Settings(Duration.ofSeconds(8), Duration.ofSeconds(20), Duration.ofMillis(20));

    private static final String END = "0\r\n\r\n";

    private final BlockingQueue<LiveEvent> events = new LinkedBlockingQueue<>();

    /** A data centre that begins each stream with the same words; a test writes the rest by hand: each connection is one element. */
    private static final class Streams implements AutoCloseable {

        private record Open(Socket socket, List<String> head) {

            void write(String text) throws IOException {
                socket.getOutputStream().write(chunk(text).getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }

            void endInOrder() throws IOException {
                socket.getOutputStream().write(END.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }

            Optional<String> header(String name) {
                return head.stream().filter(line -> line.toLowerCase().startsWith(name + ":")).map(line -> line.substring(name.length() + 1).strip()).findFirst();
            }
        }

        private final ServerSocket server;
        private final BlockingQueue<Open> opened = new LinkedBlockingQueue<>();

        private Streams(String status) {
            this(status, "");
        }

        /** @param words chunks */
        private Streams(String status, String words) {
            try {
                server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            Thread thread = new Thread(() -> accept(status, words));
            thread.setDaemon(true);
            thread.start();
        }

        private void accept(String status, String words) {
            while (true) {
                try {
                    Socket socket = server.accept();
                    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                    List<String> head = in.lines().takeWhile(line -> !line.isEmpty()).toList();
                    socket.getOutputStream()
                            .write(("HTTP/1.1 " + status + "\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n" + words)
                                    .getBytes(StandardCharsets.UTF_8));
                    socket.getOutputStream().flush();
                    opened.add(new Open(socket, head));
                } catch (IOException | UncheckedIOException gone) {
                    // A client that did not wait; or the test is over.
                    if (server.isClosed()) {
                        return;
                    }
                }
            }
        }

        private Open next() throws InterruptedException {
            Open open = opened.poll(10, TimeUnit.SECONDS);
            assertNotNull(open, "a connection was expected");
            return open;
        }

        private Site site(String name) {
            return TestServer.site(name, server);
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Open open : opened) {
                open.socket().close();
            }
        }
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    private LiveClient client(Site... sites) {
        return new LiveClient(new Sites(List.of(sites)), "games=G", 0, PATIENT, events::add);
    }

    private LiveEvent event() throws InterruptedException {
        LiveEvent event = events.poll(10, TimeUnit.SECONDS);
        assertNotNull(event, "an event was expected");
        return event;
    }

    private static String result(String cursor, int version) {
        return "event: result\nid: " + cursor + "\ndata: {\"unit\":\"ATHM100M--------------FNL-000100--\",\"version\":" + version + ",\"position\":\"p" + version
                + "-m0-b0\"}\n\n";
    }

    @Test
    void tellsWhatEachEventIsAbout() throws Exception {
        try (Streams paris = new Streams("200 OK"); LiveClient client = client(paris.site("paris")).start()) {
            Streams.Open stream = paris.next();
            stream.write(":\n\nretry: 300\nid: c1\n\n");
            stream.write(result("c2", 7));

            LiveEvent event = event();

            assertEquals("GET /v1/live?games=G HTTP/1.1", stream.head().get(0));
            assertEquals(Optional.empty(), stream.header("last-event-id"));
            assertEquals("result", event.event());
            assertEquals("paris", event.site());
            assertEquals("c2", event.cursor());
            assertEquals("ATHM100M--------------", event.competition());
            assertEquals(7, event.version());
            assertEquals("p7-m0-b0", event.position());
            assertEquals("c2", client.cursor());
        }
    }

    @Test
    void goesOnInTheNextDataCentreWithItsCursorWhenTheStreamIsCut() throws Exception {
        try (Streams paris = new Streams("200 OK");
                Streams madrid = new Streams("200 OK");
                LiveClient client = client(paris.site("paris"), madrid.site("madrid")).start()) {
            Streams.Open first = paris.next();
            first.write(result("c2", 7));
            event();
            first.write("event: result\nid: c3\ndata: {\"unit\"");
            first.socket().close();

            Streams.Open second = madrid.next();
            second.write(result("c3", 8));

            assertEquals(Optional.of("c2"), second.header("last-event-id"), "the event that was cut does not count");
            assertEquals(8, event().version());
            assertEquals("madrid", client.site());
            assertEquals(2, client.connections());
        }
    }

    @Test
    void resumesInTheSameDataCentreWhenTheStreamEndsInOrder() throws Exception {
        try (Streams paris = new Streams("200 OK");
                Streams madrid = new Streams("200 OK");
                LiveClient client = client(paris.site("paris"), madrid.site("madrid")).start()) {
            Streams.Open first = paris.next();
            first.write("id: c9\n\n");
            first.endInOrder();

            assertEquals(Optional.of("c9"), paris.next().header("last-event-id"), "an id without data counts too");
            assertTrue(madrid.opened.isEmpty());
            assertEquals("paris", client.site());
        }
    }

    /** Whoever is impatient with one is so with all: on a busy machine it goes round more than once, and each of its connections is answered. */
    @Test
    void passesOverDataCentresThatRefuseOrSwallowOrFail() throws Exception {
        LiveClient.Settings impatient = new LiveClient.Settings(Duration.ofMillis(400), Duration.ofSeconds(20), Duration.ofMillis(20));
        try (ServerSocket hole = TestServer.blackHole();
                Streams failing = new Streams("503 Service Unavailable", END);
                Streams barcelona = new Streams("200 OK", chunk(result("c1", 1)));
                LiveClient client = new LiveClient(
                        new Sites(List.of(TestServer.refusing("paris"), TestServer.site("hole", hole), failing.site("madrid"), barcelona.site("barcelona"))),
                        "games=G", 0, impatient, events::add)) {
            client.start();

            assertEquals("barcelona", event().site());
            assertEquals("barcelona", client.site());
        }
    }

    @Test
    void tellsHowItsStreamsComeAndGoAndWhereItGoesOn() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (Streams paris = new Streams("200 OK"); Streams madrid = new Streams("200 OK");
                LiveClient client = new LiveClient(
                        new Sites(List.of(paris.site("paris"), madrid.site("madrid"))), "", 0, PATIENT, events::add,
                        (site, what, cursor) -> told.add(site + ' ' + what + ' ' + cursor))) {
            client.start();
            Streams.Open first = paris.next();
            first.write(result("c2", 7));
            event();
            first.socket().close();
            madrid.next().write(result("c3", 8));
            event();
        }

        assertEquals(List.of("paris began ", "paris failed c2", "madrid began c2", "madrid closed c3"), told);
    }

    @Test
    void leavesADataCentreThatFallsSilent() throws Exception {
        LiveClient.Settings impatient = new LiveClient.Settings(Duration.ofSeconds(8), Duration.ofSeconds(1), Duration.ofMillis(20));
        try (Streams paris = new Streams("200 OK", chunk(result("c2", 7))); Streams madrid = new Streams("200 OK");
                LiveClient client = new LiveClient(
                        new Sites(List.of(paris.site("paris"), madrid.site("madrid"))), "", 0, impatient, events::add)) {
            client.start();

            assertEquals(Optional.of("c2"), madrid.next().header("last-event-id"));
        }
    }

    @Test
    void readsEventStreamsAsTheStandardSays() {
        ServerEvents stream = new ServerEvents("old");

        assertEquals(Optional.empty(), stream.line(": comment"));
        assertEquals(Optional.empty(), stream.line(""));
        assertEquals("old", stream.id());
        stream.line("data:one");
        stream.line("data:  two");
        stream.line("unknown: x");
        assertEquals(Optional.of(new ServerEvents.Event("message", "old", "one\n two")), stream.line(""));
        stream.line("event: medals");
        stream.line("id");
        stream.line("data");
        assertEquals(Optional.of(new ServerEvents.Event("medals", "", "")), stream.line(""));
        assertEquals(Optional.empty(), stream.line(""));
    }
}
