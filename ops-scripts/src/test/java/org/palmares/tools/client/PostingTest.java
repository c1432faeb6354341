package org.palmares.tools.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class PostingTest {

    private static final byte[] BODY = "<OdfBody/>".getBytes(StandardCharsets.UTF_8);
    private static final String PASSWORD = "changeit";

    private final Posting posting = new Posting(Duration.ofSeconds(2));

    private CompletableFuture<Posting.Answer> post(URI server) {
        return posting.post(server.resolve("/v1/odf"), Map.of("X-API-KEY", "the key"), BODY);
    }

    private static URI of(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static void answer(Socket socket, String headers) throws IOException {
        socket.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + headers + "\r\nok").getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads until the body has come. */
    private static String request(Socket socket) throws IOException {
        StringBuilder all = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (all.indexOf("<OdfBody/>") < 0) {
            int next = in.read();
            assertTrue(next >= 0, "ended after " + all);
            all.append((char) next);
        }
        return all.toString();
    }

    private static <T extends Throwable> T failure(Class<T> kind, CompletableFuture<?> answer) {
        return assertInstanceOf(kind, assertThrows(ExecutionException.class, answer::get).getCause());
    }

    @Test
    void asksOneAfterTheOtherOnOneConnectionAndAtOnceOnMore() {
        List<Integer> ports = new CopyOnWriteArrayList<>();
        try (TestServer server = new TestServer(exchange -> {
                    ports.add(exchange.getRemoteAddress().getPort());
                    TestServer.answer(exchange, 202, "taken");
                })) {
            for (int i = 0; i < 5; i++) {
                Posting.Answer answer = post(server.url()).join();
                assertEquals("202 taken", answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
            }
            assertEquals(1, ports.stream().distinct().count(), ports.toString());
            assertEquals("the key", server.keys.get(4));
            assertEquals("<OdfBody/>", server.bodies.get(4));

            List<CompletableFuture<Posting.Answer>> all = Stream.generate(() -> post(server.url())).limit(20).toList();
            all.forEach(CompletableFuture::join);
            assertTrue(ports.stream().distinct().count() > 1, ports.toString());
        }
    }

    @Test
    void saysHostAndLengthAndLeavesAConnectionThatTheServerCloses() throws Exception {
        try (ServerSocket server = TestServer.blackHole()) {
            CompletableFuture<Posting.Answer> first = post(of(server));
            try (Socket socket = server.accept()) {
                String request = request(socket);
                assertTrue(request.startsWith("POST /v1/odf HTTP/1.1\r\n"), request);
                assertTrue(request.toLowerCase(Locale.ROOT).contains("host: 127.0.0.1:" + server.getLocalPort()), request);
                assertTrue(request.toLowerCase(Locale.ROOT).contains("content-length: 10"), request);
                answer(socket, "Connection: close\r\nRetry-After: 7\r\n");
                assertEquals("7", first.get().header("Retry-After").orElseThrow());

                CompletableFuture<Posting.Answer> second = post(of(server));
                try (Socket other = server.accept()) {
                    request(other);
                    answer(other, "");
                    assertEquals(200, second.get().status());
                }
            }
        }
    }

    @Test
    void failsWhenTheConnectionEndsBeforeAnAnswer() throws Exception {
        try (ServerSocket server = TestServer.blackHole()) {
            CompletableFuture<Posting.Answer> answer = post(of(server));
            try (Socket socket = server.accept()) {
                request(socket);
            }
            failure(IOException.class, answer);
        }
    }

    @Test
    void failsWhenTheAnswerIsNoHttp() throws Exception {
        try (ServerSocket server = TestServer.blackHole()) {
            CompletableFuture<Posting.Answer> answer = post(of(server));
            try (Socket socket = server.accept()) {
                request(socket);
                socket.getOutputStream().write("SSH-2.0-OpenSSH\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                failure(IllegalArgumentException.class, answer);
            }
        }
    }

    @Test
    void endsTheConnectionOfARequestThatIsGivenUp() throws Exception {
        try (ServerSocket server = TestServer.blackHole()) {
            CompletableFuture<Posting.Answer> answer = post(of(server));
            try (Socket socket = server.accept()) {
                request(socket);
                answer.cancel(true);
                assertEquals(-1, socket.getInputStream().read(), "nothing more can come on it, and nobody takes its answer for another one's");
            }
        }
    }

    @Test
    void saysWhereNobodyListens() {
        CompletionException failure = assertThrows(CompletionException.class, () -> post(TestServer.refusing("paris").url()).join());
        assertEquals(ConnectException.class, failure.getCause().getClass());
    }

    /** Certificates are for 127.0.0.1, and are not among those that Java believes by itself. */
    @Test
    void believesOnlyCertificatesThatAreVouchedForAndOfTheServerThatIsCalled(@TempDir Path folder) throws Exception {
        KeyStore own = ofItsOwn(folder.resolve("own.p12"));
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving(own)));
        server.createContext("/", exchange -> TestServer.answer(exchange, 200, "ok"));
        server.start();
        try {
            String port = ":" + server.getAddress().getPort();
            failure(SSLHandshakeException.class, post(URI.create("https://127.0.0.1" + port)));

            TrustManagerFactory believing = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            known.setCertificateEntry("own", own.getCertificate("own"));
            believing.init(known);
            SslContext secure = Posting.secure(Optional.of(believing));
            Posting trusting = new Posting(Duration.ofSeconds(2), () -> secure);
            assertEquals(200, trusting.post(URI.create("https://127.0.0.1" + port + "/v1/odf"), Map.of(), BODY).get().status());
            failure(SSLHandshakeException.class, trusting.post(URI.create("https://localhost" + port + "/v1/odf"), Map.of(), BODY));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void waitsForTheAnswerBehindAnInformationalOne() throws Exception {
        try (ServerSocket server = TestServer.blackHole()) {
            CompletableFuture<Posting.Answer> answer = post(of(server));
            try (Socket socket = server.accept()) {
                request(socket);
                socket.getOutputStream().write("HTTP/1.1 102 Processing\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                answer(socket, "");
                assertEquals("200 ok", answer.get().status() + " " + new String(answer.get().body(), StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    void opensNothingForWhatWasGivenUpBefore() throws Exception {
        try (ServerSocket server = TestServer.blackHole()) {
            CompletableFuture<Posting.Answer> kept = new CompletableFuture<>();
            posting.after(Duration.ZERO, () -> {
                CompletableFuture<Posting.Answer> never = post(of(server));
                never.cancel(true);
                kept.complete(null);
            });
            kept.get();
            CompletableFuture<Posting.Answer> next = post(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/next?after=1"));
            try (Socket socket = server.accept()) {
                request(socket);
                answer(socket, "");
                assertEquals(200, next.get().status());
            }
            server.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, server::accept, "only one came");
        }
    }

    /** Not on the thread that hears answers, where nobody would be told. */
    @Test
    void refusesWhatCannotBeAskedAtAll() {
        assertThrows(IllegalArgumentException.class, () -> post(URI.create("http://data_centre:8101")), "an underscore is in no name of a host (RFC 952)");
        failure(RuntimeException.class, post(URI.create("http://127.0.0.1:70000")));
    }

    @Test
    void aNameThatIsNoneFails() {
        failure(UnknownHostException.class, post(URI.create("http://no-such-host.invalid:8101")));
    }

    private static SSLContext serving(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore ofItsOwn(Path file) throws Exception {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int made = new ProcessBuilder(
                        keytool, "-genkeypair", "-alias", "own", "-keyalg", "EC", "-dname", "CN=nobody", "-ext", "SAN=ip:127.0.0.1", "-keystore",
                        file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, made);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
