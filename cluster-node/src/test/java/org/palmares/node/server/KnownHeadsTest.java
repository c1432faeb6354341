package org.palmares.node.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes in the same words as before is answered without being read, and nothing else is. */
class KnownHeadsTest {

    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final String KNOWN = "GET /known HTTP/1.1\r\nHost: x\r\n\r\n";

    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicBoolean holds = new AtomicBoolean(true);
    private HttpServer server;
    private Socket socket;

    /** What is below {@code /known} is ready. */
    private final class ReadyEdge implements Edge {

        private final Ready known = Ready.of(HttpResponse.create().withEntity("what is known"));

        @Override
        public Optional<Ready.Now> ready(Head head) {
            read.incrementAndGet();
            return head.target().startsWith("/known") ? Optional.of(now(new Ready.Standing(known, holds::get), head)) : Optional.empty();
        }

        @Override
        public Optional<Ready.Now> again(Head head, Ready.Standing before) {
            again.incrementAndGet();
            return before.holds().getAsBoolean() ? Optional.of(now(before, head)) : Optional.empty();
        }

        private Ready.Now now(Ready.Standing standing, Head head) {
            return new Ready.Now(standing, "X-Word", String.valueOf(head.headers().apply("x-word")));
        }

        @Override
        public CompletionStage<HttpResponse> answer(HttpRequest request) {
            return CompletableFuture.completedFuture(HttpResponse.create().withEntity("made for " + request.getUri().getPathString()));
        }

        @Override
        public HttpResponse unread(int status, String summary) {
            return HttpResponse.create().withStatus(StatusCodes.get(status)).withEntity("cannot be read");
        }

        @Override
        public HttpResponse late(HttpRequest request) {
            return HttpResponse.create().withStatus(StatusCodes.SERVICE_UNAVAILABLE);
        }

        @Override
        public HttpResponse crowded(HttpRequest request, int max) {
            return late(request);
        }

        @Override
        public HttpResponse failed(HttpRequest request, Throwable failure) {
            return late(request);
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new ReadyEdge(), new Bounds(WAIT, WAIT, WAIT, WAIT, 0, 10), ForkJoinPool.commonPool())
                .toCompletableFuture()
                .get(WAIT.toSeconds(), TimeUnit.SECONDS);
        socket = new Socket(server.address().getAddress(), server.address().getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) WAIT.toMillis());
    }

    @AfterEach
    void end() throws Exception {
        socket.close();
        server.terminate(Duration.ZERO).toCompletableFuture().get(WAIT.toSeconds(), TimeUnit.SECONDS);
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String until(String end) throws IOException {
        return Heard.until(socket, end);
    }

    private void ask(String request) throws IOException {
        send(request);
        until("what is known");
    }

    @Test
    void theSameWordsAreReadOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            ask(KNOWN);
        }
        assertEquals(1, read.get());
        assertEquals(4, again.get());
        ask("GET /known?other HTTP/1.1\r\nHost: x\r\n\r\n");
        assertEquals(2, read.get());
    }

    @Test
    void whatHoldsNoMoreIsAskedForAgain() throws Exception {
        ask(KNOWN);
        ask(KNOWN);
        holds.set(false);
        ask(KNOWN);
        assertEquals(2, read.get());
        assertEquals(2, again.get());
    }

    @Test
    void headersAreFoundWhateverTheirCase() throws Exception {
        String request = "GET /known HTTP/1.1\r\nHost: x\r\nX-WORD: mine\r\n\r\n";
        for (int i = 0; i < 3; i++) {
            send(request);
            String head = until("\r\n\r\n");
            assertTrue(head.contains("X-Word: mine\r\n"), head);
            until("what is known");
        }
        assertEquals(2, again.get());
    }

    @Test
    void theHeadAloneIsGivenToWhoAsksForIt() throws Exception {
        ask(KNOWN);
        for (int i = 0; i < 3; i++) {
            send("HEAD /known HTTP/1.1\r\nHost: x\r\n\r\n");
            until("\r\n\r\n");
        }
        assertEquals(2, again.get());
        // Had there been a body, it would stand before this.
        send(KNOWN);
        assertTrue(until("what is known").startsWith("HTTP/1.1 200 OK"));
    }

    @Test
    void whatEndsARequestIsNoRequestOfItsOwn() throws Exception {
        ask(KNOWN);
        ask(KNOWN);
        send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nX-Long: ");
        until("made for /a");
        send(KNOWN);
        until("made for /b");
        assertEquals(1, again.get());
        ask(KNOWN);
        assertEquals(2, again.get());
    }

    @Test
    void aBodyThatLooksLikeARequestIsABody() throws Exception {
        ask(KNOWN);
        send("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: " + KNOWN.length() + "\r\n\r\n");
        send(KNOWN);
        until("made for /p");
        assertEquals(0, again.get());
    }

    @Test
    void severalAtOnceAreAnsweredInOrderEachTime() throws Exception {
        ask(KNOWN);
        for (int i = 0; i < 3; i++) {
            send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n" + KNOWN);
            until("made for /a");
            until("what is known");
            send(KNOWN + KNOWN);
            until("what is known");
            until("what is known");
        }
        assertEquals(0, again.get());
        ask(KNOWN);
        assertEquals(1, again.get());
    }

    /** Else the second would be answered with the question's answer, and nobody would have taken what was sent. */
    @Test
    void whatIsSentBeforeAQuestionIsTakenEachTime() throws Exception {
        for (int i = 0; i < 3; i++) {
            send("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" + KNOWN);
            until("made for /p");
            until("what is known");
        }
        assertEquals(0, again.get());
    }

    @Test
    void whatIsTooLongIsReadEachTime() throws Exception {
        String request = "GET /known HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(KnownHeads.BYTES_MAX) + "\r\n\r\n";
        ask(request);
        ask(request);
        assertEquals(2, read.get());
        assertFalse(again.get() > 0);
    }

    @Test
    void whatCannotBeReadIsNotLearned() throws Exception {
        ask(KNOWN);
        send("GET /known HTTP/1.1\r\n\r\n");
        until("cannot be read");
        assertEquals(-1, socket.getInputStream().read());
        assertEquals(0, again.get());
    }
}
