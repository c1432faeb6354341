package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.watch.Metrics;

/** What {@code GET /v1/live} refuses, and how its streams look on the wire. */
class LiveRoutesTest {

    @TempDir
    Path keys;

    /** Status line, headers, and the lines after them up to the first that begins with {@code until}; none where that is empty. */
    private static List<String> ask(InetSocketAddress address, String request, String until) throws Exception {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((request + "\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            List<String> lines = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line.toLowerCase(java.util.Locale.ROOT));
                if (until.isEmpty() ? line.isEmpty() : line.startsWith(until)) {
                    break;
                }
            }
            return lines;
        }
    }

    @Test
    void aStreamBeginsWithStartOverEitherVersionOfHttpAndHeadLeavesNobodyBehind() throws Exception {
        try (TestSite site = TestSite.live(keys)) {
            InetSocketAddress address = site.bind();
            List<String> old = ask(address, "GET /v1/live?games=SG2030 HTTP/1.0", "data: ");
            assertTrue(old.get(0).contains("200"), old.toString());
            assertFalse(old.stream().anyMatch(line -> line.contains("chunked")), old.toString());
            assertTrue(old.contains("event: start"), old.toString());

            List<String> now = ask(address, "GET /v1/live?games=SG2030 HTTP/1.1", "data: ");
            assertTrue(now.contains("cache-control: no-store, no-transform"), now.toString());
            assertTrue(now.stream().anyMatch(line -> line.startsWith("data: {\"cursor\":\"p")), now.toString());

            for (int i = 0; i < 10; i++) {
                List<String> head = ask(address, "HEAD /v1/live?games=SG2030 HTTP/1.1", "");
                assertTrue(head.get(0).contains("200") && head.stream().anyMatch(line -> line.contains("text/event-stream")), head.toString());
            }
            site.awaitReaders(0);
        }
    }

    @Test
    void aStreamIsPackedForWhoTakesThatAndForNobodyElse() throws Exception {
        try (TestSite site = TestSite.live(keys)) {
            InetSocketAddress address = site.bind();
            URL live = new URL("http", "127.0.0.1", address.getPort(), "/v1/live?games=SG2030");
            URLConnection packed = live.openConnection();
            packed.setRequestProperty("Accept-Encoding", "br, gzip");
            packed.setReadTimeout(20_000);
            try (InputStream events = new GZIPInputStream(packed.getInputStream())) {
                assertEquals("gzip", packed.getHeaderField("Content-Encoding"));
                assertEquals("Accept-Encoding", packed.getHeaderField("Vary"));
                String read = "";
                while (!read.matches("retry: \\d+\nevent: start\nid: p\\d+\ndata: \\{\"cursor\":\"p\\d+\"}\n\nevent: cursor\n")) {
                    assertTrue(read.length() < 200, read);
                    // One by one: a reader of Java's would wait until it has thousands.
                    read += (char) events.read();
                }
            }
            List<String> refused = ask(address, "GET /v1/live?games=SG2030 HTTP/1.1\r\nAccept-Encoding: gzip;q=0", "data: ");
            assertTrue(refused.contains("event: start"), refused.toString());
            assertTrue(refused.contains("vary: accept-encoding"), refused.toString());
            site.awaitReaders(0);
        }
    }

    @Test
    void gamesThatCannotBeAndThoseOfOperationsAreNotThere() throws Exception {
        try (TestSite site = new TestSite(keys)) {
            for (String games : List.of(".PALMARES-RECORDS", "A%20B", "A".repeat(18))) {
                Answer answer = site.get("/v1/live?games=" + games);
                assertEquals(404, answer.status(), games);
                assertEquals("application/problem+json", answer.type());
            }
            assertEquals(400, site.get("/v1/live?unit=X").status());
            assertEquals(400, site.get("/v1/live?competition=X").status());
        }
    }

    @Test
    void moreReadersThanTheNodeTakesAreToldToComeLaterOrElsewhere() throws Exception {
        try (TestSite site = TestSite.live(keys)) {
            InetSocketAddress address = site.bind();
            List<Socket> readers = new ArrayList<>();
            for (int i = 0; i < TestSite.READERS_MAX; i++) {
                Socket socket = new Socket(address.getAddress(), address.getPort());
                socket.getOutputStream().write("GET /v1/live?games=SG2030 HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                readers.add(socket);
            }
            site.awaitReaders(TestSite.READERS_MAX);
            Answer refused = site.get("/v1/live?games=SG2030");
            assertEquals(503, refused.status());
            assertEquals("application/problem+json", refused.type());
            assertTrue(Integer.parseInt(refused.header("retry-after")) > 0);
            assertEquals(1, Metrics.of(site.system()).total(Metrics.Counter.LIVE_REFUSED));
            for (Socket reader : readers) {
                reader.close();
            }
            site.awaitReaders(0);
        }
    }
}
