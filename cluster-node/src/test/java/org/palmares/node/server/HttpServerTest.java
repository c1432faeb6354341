package org.palmares.node.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections as they are: many requests at once, bodies with and without a length, streams, and the end of a server. */
class HttpServerTest {

    private static final int WAIT_MILLIS = 20_000;
    private static final int MANY = 5_000;

    private final AtomicReference<HttpServer> running = new AtomicReference<>();

    private static CompletionStage<HttpResponse> path(HttpRequest request) {
        return CompletableFuture.completedFuture(HttpResponse.create().withEntity(request.getUri().getPathString()));
    }

    private Socket connect(Function<HttpRequest, CompletionStage<HttpResponse>> answers) throws Exception {
        return connect(answers, 100);
    }

    private Socket connect(Function<HttpRequest, CompletionStage<HttpResponse>> answers, int connections) throws Exception {
        if (running.get() == null) {
            running.set(PlainEdge.bind(answers, connections).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        }
        Socket socket = new Socket(running.get().address().getAddress(), running.get().address().getPort());
        socket.setSoTimeout(WAIT_MILLIS);
        return socket;
    }

    @AfterEach
    void end() throws Exception {
        if (running.get() != null) {
            running.get().terminate(Duration.ZERO).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String all(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsAskedAtOnceIsAnsweredInOrder() throws Exception {
        try (Socket socket = connect(HttpServerTest::path)) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < MANY; i++) {
                requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: x\r\n").append(i == MANY - 1 ? "Connection: close\r\n" : "").append("\r\n");
            }
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    send(socket, requests.toString());
                } catch (IOException failed) {
                    throw new java.io.UncheckedIOException(failed);
                }
            });
            String answers = all(socket);
            List<String> bodies = answers.lines().filter(line -> line.startsWith("/")).map(line -> line.replaceAll("HTTP/1.1.*", "")).toList();
            sent.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            assertEquals(MANY, bodies.size(), () -> answers.substring(0, Math.min(500, answers.length())));
            assertEquals("/0", bodies.get(0));
            assertEquals("/" + (MANY - 1), bodies.get(MANY - 1));
        }
    }

    private static CompletionStage<HttpResponse> body(HttpRequest request) {
        return request.entity().toStrict(WAIT_MILLIS, BODIES).thenApply(strict -> HttpResponse.create().withEntity(strict.getData().size() + " bytes"));
    }

    private static final org.apache.pekko.actor.ActorSystem BODIES =
            org.apache.pekko.actor.ActorSystem.create("bodies", com.typesafe.config.ConfigFactory.defaultReference());

    @org.junit.jupiter.api.AfterAll
    static void stop() {
        BODIES.terminate();
    }

    @Test
    void aBodyComesAtOnceOrInPartsWithOrWithoutItsLength() throws Exception {
        try (Socket socket = connect(HttpServerTest::body)) {
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n12345");
            Heard.until(socket, "5 bytes");
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n");
            send(socket, "x".repeat(200_000));
            send(socket, "x".repeat(100_000));
            Heard.until(socket, "300000 bytes");
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            send(socket, "2\r\nde\r\n0\r\n\r\n");
            Heard.until(socket, "5 bytes");
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            Heard.until(socket, "HTTP/1.1 100 Continue\r\n\r\n");
            send(socket, "abc");
            Heard.until(socket, "3 bytes");
        }
    }

    @Test
    void whoBreaksOffDoesNotLeaveABodyWaitingForEver() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        try (Socket socket = connect(request -> body(request).whenComplete((any, failed) -> failure.complete(failed)))) {
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\nabc");
        }
        Throwable told = failure.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        assertTrue(told.toString().contains("the body ended before its end"), String.valueOf(told));
    }

    @Test
    void aFailureIsAnsweredAndWhatComesTooLateIsNot() throws Exception {
        CompletableFuture<HttpResponse> never = new CompletableFuture<>();
        Function<HttpRequest, CompletionStage<HttpResponse>> answers =
                request -> request.getUri().getPathString().equals("/late") ? never : CompletableFuture.failedFuture(new IllegalStateException());
        running.set(PlainEdge.bind(answers, 1, Duration.ofSeconds(1)).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        try (Socket socket = connect(answers)) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            Heard.until(socket, "HTTP/1.1 500");
            send(socket, "GET /late HTTP/1.1\r\nHost: x\r\n\r\n");
            Heard.until(socket, "HTTP/1.1 503");
            never.complete(HttpResponse.create().withEntity("too late"));
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            String rest = all(socket);
            assertTrue(rest.contains("HTTP/1.1 500") && !rest.contains("too late"), rest);
        }
    }

    @Test
    void anAnswerThatCannotBeWrittenEndsItsConnection() throws Exception {
        var broken = HttpResponse.create().addHeader(org.apache.pekko.http.javadsl.model.headers.RawHeader.create("X-Broken", "a\r\nb"));
        try (Socket socket = connect(request -> CompletableFuture.completedFuture(broken))) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals("", all(socket));
        }
    }

    /** Else a venue with a slow line would be told that this node does not answer. */
    @Test
    void theTimeForAnAnswerBeginsWithTheEndOfTheRequest() throws Exception {
        running.set(PlainEdge.bind(HttpServerTest::body, 1, Duration.ofSeconds(1)).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        try (Socket socket = connect(HttpServerTest::body)) {
            send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na");
            socket.setSoTimeout(2_000);
            assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
            socket.setSoTimeout(WAIT_MILLIS);
            send(socket, "b");
            Heard.until(socket, "2 bytes");
        }
    }

    /** Says a word when it begins and one when it is told that more is taken. */
    private static final class Words implements Pushed {

        private final CompletableFuture<Pipe> pipe = new CompletableFuture<>();
        private final CompletableFuture<Boolean> gone = new CompletableFuture<>();

        @Override
        public void begin(Pipe to) {
            to.write(new Piece("hello".getBytes(StandardCharsets.US_ASCII)));
            to.flush();
            pipe.complete(to);
        }

        @Override
        public void isReady() {}

        @Override
        public void gone() {
            gone.complete(true);
        }
    }

    private static CompletionStage<HttpResponse> pushed(Words words) {
        return CompletableFuture.completedFuture(HttpResponse.create().addAttribute(Pushed.KEY, words));
    }

    @Test
    void aStreamIsChunkedForWhoKnowsChunksAndPlainForOthers() throws Exception {
        Words words = new Words();
        try (Socket socket = connect(request -> pushed(words))) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            Heard.until(socket, "\r\n\r\n5\r\nhello\r\n");
            words.pipe.join().end(Ending.GOING_AWAY);
            assertEquals("0\r\n\r\n", all(socket));
            assertTrue(words.gone.get(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        }
        end();
        running.set(null);
        Words plain = new Words();
        try (Socket socket = connect(request -> pushed(plain))) {
            send(socket, "GET / HTTP/1.0\r\n\r\n");
            Heard.until(socket, "\r\n\r\nhello");
            plain.pipe.join().end(Ending.GOING_AWAY);
            assertEquals("", all(socket));
        }
    }

    @Test
    void aReaderThatLeavesIsNoticedThoughNothingIsToBeTold() throws Exception {
        Words words = new Words();
        try (Socket socket = connect(request -> pushed(words))) {
            send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            Heard.until(socket, "hello");
        }
        assertTrue(words.gone.get(WAIT_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Test
    void aServerThatEndsAnswersWhatItHasInHandAndClosesTheRestAtOnce() throws Exception {
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        Words words = new Words();
        try (Socket busy = connect(request -> {
                    if (request.getUri().getPathString().equals("/stream")) {
                        return pushed(words);
                    }
                    asked.complete(true);
                    return answer;
                });
                Socket idle = connect(request -> answer);
                Socket stream = connect(request -> answer)) {
            send(stream, "GET /stream HTTP/1.1\r\nHost: x\r\n\r\n");
            Heard.until(stream, "hello");
            send(busy, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            asked.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            var ended = running.get().terminate(Duration.ofSeconds(15)).toCompletableFuture();
            assertEquals("", all(idle));
            assertEquals("\r\n", all(stream));
            answer.complete(HttpResponse.create().withEntity("done"));
            String last = all(busy);
            assertTrue(last.contains("connection: close") && last.endsWith("done"), last);
            ended.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void whoeverIsTooManyWaitsUntilAnotherLeaves() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Socket socket = connect(HttpServerTest::path, 2);
            send(socket, "GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
            Heard.until(socket, "/a");
            sockets.add(socket);
        }
        try (Socket third = connect(HttpServerTest::path)) {
            send(third, "GET /b HTTP/1.1\r\nHost: x\r\n\r\n");
            third.setSoTimeout(300);
            assertThrows(SocketTimeoutException.class, () -> Heard.until(third, "/b"));
            sockets.get(0).close();
            third.setSoTimeout(WAIT_MILLIS);
            Heard.until(third, "/b");
        }
        sockets.get(1).close();
    }
}
