package org.palmares.node.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.Test;

/** What many are told goes out past Netty's queue where nothing waits there, and whole and in order whatever a socket takes. */
class EagerChannelTest {

    private static final int WAIT_MILLIS = 20_000;

    /** Its words are written by the connection's thread, all of them before one is read. */
    private record Words(Consumer<Pipe> words, CompletableFuture<Boolean> written) implements Pushed {

        @Override
        public void begin(Pipe to) {
            to.thread().execute(() -> {
                words.accept(to);
                written.complete(true);
            });
        }

        @Override
        public void isReady() {}

        @Override
        public void gone() {}
    }

    private static byte[] told(Consumer<Pipe> told, int bytes) throws Exception {
        Words words = new Words(told, new CompletableFuture<>());
        HttpResponse response = HttpResponse.create().addAttribute(Pushed.KEY, words);
        HttpServer server = PlainEdge.bind(request -> CompletableFuture.completedFuture(response), 10)
                .toCompletableFuture()
                .get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(WAIT_MILLIS);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            words.written().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            skipHead(socket.getInputStream());
            return socket.getInputStream().readNBytes(bytes);
        } finally {
            server.terminate(Duration.ZERO).toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static void skipHead(InputStream in) throws IOException {
        int last = 0;
        while (last != 0x0D0A0D0A) {
            last = last << Byte.SIZE | in.read();
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatWasWrittenBeforeIsWrittenAgainWithoutBeingFlushed() throws Exception {
        Piece piece = new Piece("again".getBytes(StandardCharsets.US_ASCII));
        byte[] came = told(pipe -> {
            pipe.write(piece);
            pipe.flush();
            pipe.write(piece);
        }, 10);
        assertEquals("againagain", new String(came, StandardCharsets.US_ASCII));
    }

    @Test
    void whoReadsLateHasAllOfItInOrder() throws Exception {
        byte[] large = bytes(5_000_000);
        byte[] small = bytes(100);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (byte[] each : new byte[][] {small, small, large, small, large, large, small, small}) {
            expected.write(each);
        }
        Piece largePiece = new Piece(large);
        Piece smallPiece = new Piece(small);
        byte[] came = told(pipe -> {
            for (Piece each : new Piece[] {smallPiece, smallPiece, largePiece, smallPiece, largePiece, largePiece, smallPiece, smallPiece}) {
                pipe.write(each);
                pipe.flush();
            }
        }, expected.size());
        assertArrayEquals(expected.toByteArray(), came);
    }
}
