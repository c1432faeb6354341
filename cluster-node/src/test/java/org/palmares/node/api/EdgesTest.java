package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.FINAL;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palmares.node.watch.Metrics.Counter;

/** A bound server, asked over raw connections: by who is slow, breaks off, sends too much, or speaks another HTTP. */
class EdgesTest {

    private static final int SOCKET_MILLIS = 25_000;
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir
    private static Path keys;

    private static TestSite site;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        site = new TestSite(keys, "palmares.http { bodies { idle = 500ms, whole = 3s }, connections { first-request = 1s, next-request = 1s, answer = 4s } }");
        port = site.bind().getPort();
        site.take(Messages.schedule(1, Messages.unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale")));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(SOCKET_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Everything that comes until the connection is closed. */
    private static Reply ask(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return Reply.read(socket.getInputStream()).to(request);
        }
    }

    private static String post(String key, long length) {
        return "POST /v1/odf HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-KEY: " + key + "\r\nContent-Type: application/xml\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "GET /v1/medals?q=%zz HTTP/1.1; 400",
        "GET /v1/units/%zz HTTP/1.1; 400",
        "GET /v1/participants?q=100% HTTP/1.1; 400",
        "GET /v1/participants?q=%_D HTTP/1.1; 400",
        "GET /v1/participants?q=%FF%FE HTTP/1.1; 200",
        "GET /v1/participants?q=a|b HTTP/1.1; 200",
        "GET http://x/v1/schedule HTTP/1.1; 200",
        "GET /v1/participants?q=Müller HTTP/1.1; 400",
        "BREW /v1/medals HTTP/1.1; 405",
        "BREWEVERYTHINGATONCEPLEASE /v1/medals HTTP/1.1; 405",
        "GET /v1/medals HTTP/3.0; 400",
        "CONNECT x:443 HTTP/1.1; 405",
        "GET /v1/medals; 400",
    })
    void whatTheParserRefusesIsAProblemToo(String line, int status) throws Exception {
        Reply reply = ask(line + "\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertEquals(status, reply.status(), reply.head());
        if (status != 200) {
            reply.problem();
        }
    }

    @Test
    void anAddressAndHeadersMayNotBeEndless() throws Exception {
        assertEquals("/problems/address-too-long", ask("GET /v1/medals?q=" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n").problem().get("type").asText());
        assertEquals("/problems/headers-too-large", ask("GET /v1/medals HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(9_000) + "\r\n\r\n").problem().get("type").asText());
        ask("GET /v1/medals HTTP/1.1\r\nHost: x\r\n" + "X-Many: a\r\n".repeat(80) + "\r\n").problem();
    }

    @Test
    void withoutHostOnlyHttp10IsUnderstood() throws Exception {
        assertEquals(200, ask("GET /v1/medals HTTP/1.0\r\n\r\n").status());
        assertEquals(400, ask("GET /v1/medals HTTP/1.1\r\n\r\n").problem().get("status").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Accept-Charset: (select 1),utf-9;q=x", "Accept-Language: x;q=2,,,;;fr-", "Accept-Encoding: gzip;q=zero, ;;", "If-None-Match: \"a, W/\"b\"\", *x",
        "Range: bytes=9-1,a-", "Accept: a/b/c, */", "Cookie: =;=", "Authorization: Bearer", "Content-Type: /", "Expect: a-miracle"
    })
    void oddHeadersAreNeverOurFault(String header) throws Exception {
        for (String address : new String[] {"/v1/schedule", "/"}) {
            Reply reply = ask("GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n\r\n");
            assertTrue(reply.status() >= 200 && reply.status() < 500, header + " " + reply.head());
        }
    }

    @Test
    void aSenderWithAWrongKeyAndABigBodyReadsIts401() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertEquals("/problems/unauthorized", sendAll("another-key-than-the-feeds", 8 * MEBIBYTE).problem().get("type").asText());
        }
    }

    @Test
    void aSenderOfTooMuchReadsIts413() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertEquals("/problems/too-large", sendAll(TestSite.FEED_KEY, 11 * MEBIBYTE).problem().get("type").asText());
        }
        assertEquals(405, sendAllTo("POST /v1/schedule HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + 3 * MEBIBYTE + "\r\n\r\n", 3 * MEBIBYTE).status());
    }

    @Test
    void aBodyInChunksIsBoundedToo() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "POST /v1/odf HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-KEY: " + TestSite.FEED_KEY + "\r\nContent-Type: application/xml\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = Integer.toHexString(MEBIBYTE / 2) + "\r\n" + " ".repeat(MEBIBYTE / 2) + "\r\n";
            for (int i = 0; i < 24; i++) {
                send(socket, chunk);
            }
            send(socket, "0\r\n\r\n");
            assertEquals("/problems/too-large", Reply.read(socket.getInputStream()).problem().get("type").asText());
        }
    }

    /** As simple clients do: the answer is read only when everything is sent. */
    private static Reply sendAll(String key, int bytes) throws IOException {
        return sendAllTo(post(key, bytes), bytes);
    }

    private static Reply sendAllTo(String head, int bytes) throws IOException {
        try (Socket socket = connect()) {
            send(socket, head);
            byte[] part = " ".repeat(MEBIBYTE / 4).getBytes(StandardCharsets.UTF_8);
            for (int sent = 0; sent < bytes; sent += part.length) {
                socket.getOutputStream().write(part);
            }
            return Reply.read(socket.getInputStream()).to(head);
        }
    }

    @Test
    void anUploadThatStallsIsA408OfTheSenderAndNothingIsRecorded() throws Exception {
        long before = site.watch().metrics().total(Counter.MESSAGES, "rejected_request");
        byte[] message = Messages.result(Messages.HEAT, 1, Messages.row(1, "FRA", "DOE", "Jo", "9.99"));
        try (Socket socket = connect()) {
            send(socket, post(TestSite.FEED_KEY, message.length));
            socket.getOutputStream().write(message, 0, message.length / 2);
            Reply reply = Reply.read(socket.getInputStream()).to(post(TestSite.FEED_KEY, 0));
            assertEquals("/problems/timeout", reply.problem().get("type").asText());
        }
        assertEquals(404, site.get("/v1/units/" + Messages.HEAT + "/result").status());
        assertEquals(before + 1, site.watch().metrics().total(Counter.MESSAGES, "rejected_request"));
        assertEquals(0, site.watch().metrics().total(Counter.MESSAGES, "failed"));
    }

    @Test
    void aByteNowAndThenIsNotEnough() throws Exception {
        try (Socket socket = connect()) {
            send(socket, post(TestSite.FEED_KEY, 1_000));
            long begin = System.nanoTime();
            try {
                while (socket.getInputStream().available() == 0) {
                    send(socket, " ");
                    java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                }
                assertEquals(408, Reply.read(socket.getInputStream()).status());
            } catch (java.net.SocketException closed) {
                // Whoever goes on writing may miss the answer; what counts is that the connection is free.
                assertTrue(System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(2), closed.toString());
            }
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(20));
        }
    }

    @Test
    void aSenderThatBreaksOffIsNoFailureOfOurs() throws Exception {
        long before = site.watch().metrics().total(Counter.MESSAGES, "rejected_request");
        try (Socket socket = connect()) {
            send(socket, post(TestSite.FEED_KEY, 1_000) + "<OdfBody");
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end && site.watch().metrics().total(Counter.MESSAGES, "rejected_request") == before) {
            Thread.onSpinWait();
        }
        assertEquals(before + 1, site.watch().metrics().total(Counter.MESSAGES, "rejected_request"));
        assertEquals(0, site.watch().metrics().total(Counter.MESSAGES, "failed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "GET /v1/medals HTTP/1.1\r\nHost: x\r\nX-Slow: "})
    void aConnectionThatDoesNotAskIsClosed(String begun) throws Exception {
        try (Socket socket = connect()) {
            send(socket, begun);
            // No byte: there is no request that could be answered.
            assertEquals(0, socket.getInputStream().readAllBytes().length);
        }
    }

    @Test
    void aConnectionIsKeptForTheNextRequestAndClosedWhenNoneComes() throws Exception {
        try (Socket socket = connect()) {
            send(socket, "GET /problems/withdrawn HTTP/1.1\r\nHost: x\r\n\r\n");
            read(socket, "withdrawn it.\n");
            send(socket, "GET /problems/withdrawn HTTP/1.1\r\nHost: x\r\n\r\n");
            read(socket, "withdrawn it.\n");
            send(socket, "GET /v1/medals HT");
            assertEquals(0, socket.getInputStream().readAllBytes().length);
        }
    }

    private static void read(Socket socket, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            assertTrue(next >= 0, text.toString());
            text.append((char) next);
        }
    }

    @Test
    void aRequestWithBodyWhereNoneIsLookedAtIsAnswered() throws Exception {
        Reply reply = sendAllTo("GET /v1/schedule HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + MEBIBYTE + "\r\n\r\n", MEBIBYTE);
        assertEquals(200, reply.status(), reply.head());
    }

    @Test
    void whatIsNotAnsweredInTimeIsAProblem() throws Exception {
        java.util.concurrent.CompletableFuture<org.palmares.competition.Competition> never = new java.util.concurrent.CompletableFuture<>();
        site.journal = id -> never;
        long before = site.watch().metrics().total(Counter.HTTP_PROBLEMS, "503");
        Reply reply = ask("GET /v1/ops/journals HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-KEY: " + TestSite.OPS_KEY + "\r\n\r\n");
        assertEquals(503, reply.status(), reply.head());
        assertEquals("/problems/no-answer-in-time", reply.problem().get("type").asText());
        never.completeExceptionally(new java.util.concurrent.TimeoutException("too late"));
        assertEquals(before + 1, site.watch().metrics().total(Counter.HTTP_PROBLEMS, "503"), "what comes too late is no second answer");
    }
}
