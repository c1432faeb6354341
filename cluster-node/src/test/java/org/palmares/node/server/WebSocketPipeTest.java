package org.palmares.node.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that become WebSockets, over real sockets: by the JDK's client, and byte by byte for what no client would do. */
class WebSocketPipeTest {

    private static final int WAIT_MILLIS = 20_000;
    private static final int PINGS = 10_000;
    private static final String HANDSHAKE = " / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private static volatile Held held;
    private static HttpServer server;

    /** Keeps its pipe. */
    private static final class Held implements Pushed {

        private final CompletableFuture<Pipe> pipe = new CompletableFuture<>();
        private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
        private final CompletableFuture<Boolean> gone = new CompletableFuture<>();

        @Override
        public void begin(Pipe to) {
            pipe.complete(to);
        }

        @Override
        public void isReady() {
            ready.complete(true);
        }

        @Override
        public void gone() {
            gone.complete(true);
        }

        private Pipe pipe() throws Exception {
            return pipe.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void write(String text) throws Exception {
            pipe().write(new Piece(text.getBytes(StandardCharsets.UTF_8)));
            pipe().flush();
        }

        private void awaitGone() throws Exception {
            assertTrue(gone.get(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private static HttpResponse answer(HttpRequest request) {
        int status = Upgrade.of(request) == Upgrade.SOUND ? 101 : 200;
        return HttpResponse.create().withStatus(StatusCodes.get(status)).addAttribute(Pushed.KEY, held);
    }

    private static HttpServer listen() throws Exception {
        return PlainEdge.bind(request -> CompletableFuture.completedFuture(answer(request)), 100).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    @BeforeAll
    static void start() throws Exception {
        server = listen();
    }

    @BeforeEach
    void hold() {
        held = new Held();
    }

    @AfterAll
    static void end() throws Exception {
        server.terminate(Duration.ZERO).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private SocketReader connect() {
        return SocketReader.connect(server.address(), "/");
    }

    /** A socket of which only the request was sent. */
    private Socket raw(String request) throws IOException {
        Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(WAIT_MILLIS);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** First byte of the next frame, and its payload. */
    private record Frame(int first, byte[] payload) {

        private static Frame read(DataInputStream in) throws IOException {
            int first = in.readUnsignedByte();
            return new Frame(first, in.readNBytes(in.readUnsignedByte()));
        }

        private int closeCode() {
            assertEquals(0x88, first);
            return ByteBuffer.wrap(payload).getShort();
        }
    }

    /** A frame as a client sends it, masked with nothing but zeros. */
    private static byte[] masked(int first, String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(6 + payload.length).put((byte) first).put((byte) (0x80 | payload.length)).putInt(0).put(payload).array();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** The sample of RFC 6455, 1.3. */
    @Test
    void theHandshakeIsAnsweredAsTheStandardSays() throws Exception {
        try (Socket socket = raw("GET" + HANDSHAKE)) {
            String head = head(new DataInputStream(socket.getInputStream()));
            assertTrue(head.startsWith("HTTP/1.1 101 "), head);
            assertTrue(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") && head.contains("server: Palmares"), head);
        }
        held.awaitGone();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 1_500_000})
    void messagesOfAnyLengthArriveWhole(int length) throws Exception {
        SocketReader reader = connect();
        held.write("x".repeat(length));
        held.write("é");
        assertEquals("x".repeat(length), reader.next());
        assertEquals("é", reader.next());
    }

    @Test
    void whoDoesNotReadIsNotWrittenToWithoutEnd() throws Exception {
        try (Socket socket = raw("GET" + HANDSHAKE)) {
            Pipe pipe = held.pipe();
            int written = 0;
            while (pipe.isReady()) {
                held.write("x".repeat(100));
                written++;
                assertTrue(written < 1_000_000, "it takes whatever comes");
            }
            DataInputStream in = new DataInputStream(socket.getInputStream());
            head(in);
            for (int i = 0; i < written; i++) {
                assertEquals(100, Frame.read(in).payload().length);
            }
            assertTrue(held.ready.get(WAIT_MILLIS, TimeUnit.MILLISECONDS), "and is told when more is taken");
        }
    }

    @Test
    void aPingIsAnsweredAndAPongIsNot() throws Exception {
        SocketReader reader = connect();
        reader.socket().sendPong(ByteBuffer.allocate(0)).join();
        reader.socket().sendPing(StandardCharsets.UTF_8.encode("are you there?")).join();
        assertEquals("are you there?", reader.pong());
        held.write("still");
        assertEquals("still", reader.next());
    }

    /** Else whoever asks and does not read would fill the memory with answers. */
    @Test
    void ofManyPingsTheLastIsAnsweredAndOthersNeedNotBe() throws Exception {
        try (Socket socket = raw("GET" + HANDSHAKE)) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            head(in);
            ByteArrayOutputStream pings = new ByteArrayOutputStream();
            for (int i = 0; i < PINGS; i++) {
                pings.writeBytes(masked(0x89, String.valueOf(i)));
            }
            socket.getOutputStream().write(pings.toByteArray());
            int answers = 1;
            for (Frame pong = Frame.read(in); !new String(pong.payload(), StandardCharsets.US_ASCII).equals(String.valueOf(PINGS - 1)); pong = Frame.read(in)) {
                assertEquals(0x8A, pong.first());
                answers++;
            }
            assertTrue(answers < PINGS / 2, answers + " answers");
        }
    }

    @Test
    void whoClosesIsAnsweredWithTheSame() throws Exception {
        try (Socket socket = raw("GET" + HANDSHAKE)) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            head(in);
            socket.getOutputStream().write(bytes("888600000000" + "03e8" + "62796521"));
            Frame close = Frame.read(in);
            assertEquals(1000, close.closeCode());
            assertArrayEquals(bytes("03e862796521"), close.payload());
            assertEquals(-1, in.read(), "and the connection ends with it");
        }
        held.awaitGone();
    }

    @ParameterizedTest
    @CsvSource({"GOING_AWAY,1001", "BUSY,1013", "TOO_SLOW,1008", "FAILED,1011"})
    void theReaderIsToldWhyItEndsAndNothingAfterIt(Ending why, int code) throws Exception {
        SocketReader reader = connect();
        held.write("last");
        held.pipe().end(why);
        held.write("too late");
        assertEquals("last", reader.next());
        assertEquals(code, reader.closed());
        held.awaitGone();
    }

    @Test
    void whoDoesNotAnswerTheEndIsLeftAlone() throws Exception {
        try (Socket socket = raw("GET" + HANDSHAKE)) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            head(in);
            held.pipe().cut(Ending.TOO_SLOW);
            assertEquals(1008, Frame.read(in).closeCode());
            assertEquals(-1, in.read());
        }
        held.awaitGone();
    }

    @Test
    void nothingIsExpectedOfReadersAndWhatTheySayEndsIt() throws Exception {
        SocketReader reader = connect();
        reader.socket().sendText("hello?", true).join();
        assertEquals(1003, reader.closed());
        held.awaitGone();
    }

    @ParameterizedTest
    @CsvSource({
        "82810000000061, 1003", // binary
        "01810000000061, 1003", // the first of several fragments
        "80810000000061, 1002", // a fragment of nothing
        "810161,         1002", // not masked
        "c1810000000061, 1002", // compressed, which was not agreed on
        "83810000000061, 1002", // of no kind
        "09810000000061, 1002", // a ping in fragments
        "89fe007e00000000, 1002", // a ping that is too long
        "81fe080000000000, 1009", // more than anybody has to say here
        "81ff7fffffffffffffff00000000, 1009",
        "888200000000" + "03e7, 1002", // a code that is none
    })
    void whatIsNotAsItShouldBeEndsItWithTheReason(String frame, int code) throws Exception {
        try (Socket socket = raw("GET" + HANDSHAKE)) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            head(in);
            socket.getOutputStream().write(bytes(frame));
            assertEquals(code, Frame.read(in).closeCode());
        }
        held.awaitGone();
    }

    @Test
    void whoSaysSomethingBeforeItIsAnsweredGetsNoAnswer() throws Exception {
        try (Socket socket = raw("GET" + HANDSHAKE + "GET / HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertEquals("", new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    /** No connection changes for who asks only for a head, nor for who may not know what that is. */
    @ParameterizedTest
    @ValueSource(strings = {"HEAD / HTTP/1.1", "GET / HTTP/1.0"})
    void othersAreAnsweredAsEverybodyIs(String line) throws Exception {
        try (Socket socket = raw(line + HANDSHAKE.substring(HANDSHAKE.indexOf("\r\n")))) {
            String head = head(new DataInputStream(socket.getInputStream()));
            assertTrue(head.startsWith("HTTP/1.1 200 "), head);
        }
    }

    @Test
    void aReaderThatLeavesWithoutAWordIsNoticed() throws Exception {
        SocketReader reader = connect();
        reader.socket().abort();
        held.awaitGone();
    }

    @Test
    void aServerThatEndsSaysSo() throws Exception {
        HttpServer ending = listen();
        SocketReader reader = SocketReader.connect(ending.address(), "/");
        held.write("hello");
        assertEquals("hello", reader.next());
        ending.terminate(Duration.ofSeconds(5)).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        assertEquals(1001, reader.closed());
    }
}
