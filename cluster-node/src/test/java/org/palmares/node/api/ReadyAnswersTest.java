package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.HEAT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.competition.ReplicaId;
import org.palmares.node.server.Head;

/** An answer that is ready is the answer that would be given by the long way, to the byte; and whoever is to be told more is not given it. */
class ReadyAnswersTest {

    private static final int SOCKET_MILLIS = 20_000;

    @TempDir
    private Path keys;

    private TestSite site;
    private int port;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite(keys);
        port = site.bind().getPort();
        site.take(Messages.schedule(1, Messages.unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale")));
        site.take(result(FINAL, 1));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static byte[] result(String code, int version) {
        return Messages.result(code, version, IntStream.range(1, 9).mapToObj(i -> Messages.row(i, "FRA", "BEAU" + i, "Léo", "9.8" + i)).toArray(String[]::new));
    }

    private String ask(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            assertTrue(next >= 0, "closed after " + head);
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines().filter(line -> line.startsWith("content-length: ") && !request.startsWith("HEAD")).findFirst()
                .map(line -> Integer.parseInt(line.substring(line.indexOf(' ') + 1))).orElse(0);
        return text.replaceAll("(?i)(date|x-correlation-id): [^\r]*\r\n", "$1\r\n") + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private static String request(String method, String target, String... headers) {
        return method + ' ' + target + " HTTP/1.1\r\nHost: x\r\n" + String.join("", java.util.Arrays.stream(headers).map(line -> line + "\r\n").toList()) + "\r\n";
    }

    private boolean isReady(String target, Map<String, String> headers) {
        return site.edge().ready(new Head(target, headers::get)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", value = {
        "/v1/units/" + FINAL + "/result | accept: */*",
        "/v1/units/" + FINAL + "/result | accept-encoding: br, gzip",
        "/v1/units/" + FINAL + "/result?x=1 | accept-encoding: gzip;q=0",
        "/v1/units/" + FINAL + "/result?lang=fr | if-none-match: *",
        "/v1/schedule?date=2030-08-04 | accept-language: fr",
        "/v1/schedule.csv | accept: text/csv",
        "/v1/medals | accept-encoding: gzip",
        "/v1/competitions/" + EVENT + " | x-correlation-id: mine",
        "/v1/odf/DT_RESULT/" + FINAL + " | accept-encoding: gzip",
    })
    void itIsTheSameByEitherWay(String target, String header) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SOCKET_MILLIS);
            for (String method : new String[] {"GET", "HEAD"}) {
                // Its connection ends by it, so it goes the long way.
                String last = request(method, target, header, "Connection: close");
                try (Socket once = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    once.setSoTimeout(SOCKET_MILLIS);
                    String byTheLongWay = ask(once, last).replaceFirst("(?i)connection: close\r\n", "");
                    String[] named = header.split(": ", 2);
                    assertTrue(isReady(target, Map.of(named[0], named[1])), "it is ready by now");
                    assertEquals(sorted(byTheLongWay), sorted(ask(socket, request(method, target, header))));
                }
            }
        }
    }

    /** The order of headers means nothing. */
    private static String sorted(String answer) {
        String[] parts = answer.split("\r\n\r\n", 2);
        return String.join("\n", parts[0].lines().sorted().toList()) + "\n\n" + parts[1];
    }

    @Test
    void itKeepsTheNameOfTheRequest() throws Exception {
        String target = "/v1/units/" + FINAL + "/result";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            ask(socket, request("GET", target));
        }
        assertEquals("mine", site.edge().ready(new Head(target, Map.of("X-Correlation-ID", "mine")::get)).orElseThrow().value());
        assertTrue(site.edge().ready(new Head(target, name -> null)).orElseThrow().value().matches("[0-9a-f]{32}"));
    }

    @Test
    void itIsReadyUntilItChangesAndOnlyForWhatWasAsked() throws Exception {
        String target = "/v1/units/" + FINAL + "/result";
        assertFalse(isReady(target, Map.of()));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            ask(socket, request("GET", target));
            assertTrue(isReady(target, Map.of()));
            assertFalse(isReady(target, Map.of("accept", "text/html")), "what is accepted has to be looked at");
            assertFalse(isReady(target, Map.of("accept-language", "fr")), "so has the language");
            site.take(Messages.result("SWMM100MFR------------FNL-000100--", 1, Messages.row(1, "USA", "ASHE", "Ida", "48.1")));
            site.take(result("ATHW100M--------------FNL-000100--", 1));
            ask(socket, request("GET", target));
            site.take(result("ATHW100M--------------FNL-000100--", 2));
            assertTrue(isReady(target, Map.of()), "another competition's results are not in it");
            site.take(result(HEAT, 1));
            assertFalse(isReady(target, Map.of()), "the position of its own competition is");
            ask(socket, request("GET", target));
            assertTrue(isReady(target, Map.of()));
        }
    }

    @Test
    void whoAsksADataCentreThatIsEmptiedIsToldWhereToGo() throws Exception {
        String target = "/v1/units/" + FINAL + "/result";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            ask(socket, request("GET", target));
            site.serving().evacuated(Set.of(new ReplicaId("paris")));
            String answer = ask(socket, request("GET", target));
            assertTrue(answer.contains("Palmares-Move: http://127.0.0.1:8102"), answer);
            assertTrue(answer.contains("Retry-After: 60"), "until it has started again and rehearsed: " + answer);
        }
    }

    @Test
    void manyAtOnceAreAnsweredInOrder() throws Exception {
        String result = "/v1/units/" + FINAL + "/result";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(SOCKET_MILLIS);
            String first = ask(socket, request("GET", result));
            String other = ask(socket, request("GET", "/v1/medals"));
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                all.append(request("GET", result)).append(request("GET", "/v1/medals")).append(request("GET", "/v1/units/" + HEAT));
            }
            // Read while they are sent: what nobody reads stops the other.
            Thread sender = new Thread(() -> {
                try {
                    socket.getOutputStream().write(all.toString().getBytes(StandardCharsets.US_ASCII));
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            sender.start();
            for (int i = 0; i < 500; i++) {
                assertEquals(sorted(first), sorted(ask(socket, "")));
                assertEquals(sorted(other), sorted(ask(socket, "")));
                assertTrue(ask(socket, "").startsWith("HTTP/1.1 404"));
            }
            sender.join();
        }
    }
}
