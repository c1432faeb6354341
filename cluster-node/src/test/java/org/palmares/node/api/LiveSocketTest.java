package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.board.Decisions;
import org.palmares.node.records.Shelf;
import org.palmares.node.server.SocketReader;

/** {@code GET /v1/live} as a WebSocket: the same as the event stream, told as messages. */
class LiveSocketTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CompetitionId ID = new CompetitionId("SG2030", EVENT);
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final Set<String> SIGNS = Set.of("start", "cursor", "resync", "move");

    @TempDir
    Path keys;

    private TestSite site;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws Exception {
        site = TestSite.live(keys);
        address = site.bind();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private SocketReader follow(String query, String... headers) throws Exception {
        SocketReader reader = SocketReader.connect(address, "/v1/live?games=SG2030" + query, headers);
        assertEquals("start", next(reader).get("event").asText());
        return reader;
    }

    private static JsonNode next(SocketReader reader) throws Exception {
        return JSON.readTree(reader.next());
    }

    /** The next message that tells of a value. */
    private static JsonNode value(SocketReader reader) throws Exception {
        JsonNode message = next(reader);
        return SIGNS.contains(message.get("event").asText()) ? value(reader) : message;
    }

    private void result(int version, String noc) throws Exception {
        site.hear(ID, Messages.result(FINAL, version, Messages.row(1, noc, "DOE", "Jo", "9.9" + version)));
    }

    @Test
    void aMessageHasWhatAnEventOfTheStreamHasAndBothAreRenderedOnce() throws Exception {
        SocketReader reader = follow("");
        SocketReader other = follow("");
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.getOutputStream().write("GET /v1/live?games=SG2030 HTTP/1.0\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            until(lines, "event: start");
            result(1, "FRA");

            until(lines, "event: result");
            String id = lines.readLine().substring("id: ".length());
            JsonNode data = JSON.readTree(lines.readLine().substring("data: ".length()));
            JsonNode message = value(reader);
            assertEquals("result", message.get("event").asText());
            assertEquals(id, message.get("id").asText());
            assertEquals(data, message.get("data"));
            assertEquals("9.91", data.get("rows").get(0).get("result").asText());
            assertEquals(message, value(other));
            assertEquals(1, site.rendered());
        }
    }

    @Test
    void whoNamesNoGamesIsTakenToThoseThatAreChosenSinceInWhateverForm() throws Exception {
        SocketReader reader = SocketReader.connect(address, "/v1/live");
        assertEquals("start", next(reader).get("event").asText());
        SocketReader named = follow("");
        URLConnection packed = new URL("http", "127.0.0.1", address.getPort(), "/v1/live").openConnection();
        packed.setRequestProperty("Accept-Encoding", "gzip");
        packed.setReadTimeout(20_000);
        try (Socket socket = new Socket(address.getAddress(), address.getPort()); InputStream events = new GZIPInputStream(packed.getInputStream())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /v1/live HTTP/1.0\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            site.awaitReaders(4);
            site.records().record(Shelf.DECISIONS, Decisions.DEFAULT_GAMES, Decisions.CHOICE, 1, new Decisions.Choice(1, "XX2030", "", ""));

            String plain = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(plain.endsWith("\nevent: cursor\nid: 0\ndata: {\"cursor\":\"0\"}\n\n"), plain);
            StringBuilder unpacked = new StringBuilder();
            while (!unpacked.toString().endsWith("\nid: 0\ndata: {\"cursor\":\"0\"}\n\n")) {
                unpacked.append((char) events.read());
            }
            JsonNode last = next(reader);
            while (!last.get("id").asText().equals("0")) {
                last = next(reader);
            }
            assertEquals("cursor", last.get("event").asText());
            assertEquals(1001, reader.closed());
        }
        site.awaitReaders(1);
        result(1, "FRA");
        assertEquals("result", value(named).get("event").asText());
    }

    private static void until(BufferedReader lines, String wanted) throws Exception {
        for (String line = lines.readLine(); !line.equals(wanted); line = lines.readLine()) {
            assertFalse(line == null);
        }
    }

    @Test
    void whoFollowsAPartHearsOfThatPart() throws Exception {
        SocketReader france = follow("&noc=FRA");
        SocketReader norway = follow("&noc=NOR&unit=" + FINAL);
        result(1, "FRA");
        // Before the next: of two that wait for a reader only the newer is told.
        assertEquals(1, value(france).get("data").get("version").asInt());
        result(2, "NOR");
        assertTrue(value(france).get("data").get("left").asBoolean());
        assertEquals(2, value(norway).get("data").get("version").asInt());
    }

    @Test
    void whoComesBackWithItsCursorGetsWhatItMissed() throws Exception {
        SocketReader before = follow("");
        result(1, "FRA");
        String cursor = value(before).get("id").asText();
        before.socket().sendClose(1000, "").join();
        assertEquals(1000, before.closed());
        site.awaitReaders(0);
        result(2, "FRA");

        assertEquals(2, value(follow("&cursor=" + cursor)).get("data").get("version").asInt());
        assertEquals(2, value(follow("", "Last-Event-ID", cursor)).get("data").get("version").asInt());
        SocketReader lost = follow("&cursor=nonsense");
        assertEquals("resync", next(lost).get("event").asText());
        assertEquals(2, value(lost).get("data").get("version").asInt());
    }

    @Test
    void signsOfLifeAreMessagesToo() throws Exception {
        JsonNode sign = next(follow(""));
        assertEquals("cursor", sign.get("event").asText());
        assertEquals(sign.get("id"), sign.get("data").get("cursor"));
    }

    private Answer ask(String... headers) throws Exception {
        return site.get("/v1/live?games=SG2030", headers);
    }

    @Test
    void whatIsNoSoundHandshakeIsAProblemThatSaysWhy() throws Exception {
        Answer version = ask("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "8", "Sec-WebSocket-Key", KEY);
        assertEquals(426, version.status());
        assertEquals("application/problem+json", version.type());
        assertEquals("13", version.header("sec-websocket-version"));
        assertEquals("websocket", version.header("upgrade"));
        assertEquals(400, ask("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13").status());
        Answer lost = ask("Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", KEY);
        assertEquals(426, lost.status(), "something on the way took the rest off");
        assertEquals(101, ask("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", KEY).status());
    }

    private int refused(String query) {
        CompletionException failed = assertThrows(CompletionException.class, () -> SocketReader.connect(address, "/v1/live" + query));
        return ((WebSocketHandshakeException) failed.getCause()).getResponse().statusCode();
    }

    @Test
    void whatIsRefusedIsRefusedBeforeTheConnectionChanges() throws Exception {
        assertEquals(404, refused("?games=.PALMARES-RECORDS"));
        assertEquals(400, refused("?games=SG2030&unit=X"));
        List<SocketReader> readers = new ArrayList<>();
        for (int i = 0; i < TestSite.READERS_MAX; i++) {
            readers.add(follow(""));
        }
        Answer full = ask("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", KEY);
        assertEquals(503, full.status());
        assertTrue(Integer.parseInt(full.header("retry-after")) > 0);
        assertEquals("http://127.0.0.1:8102", full.header("palmares-move"));
        assertEquals(503, refused("?games=SG2030"));
        readers.forEach(reader -> reader.socket().abort());
        site.awaitReaders(0);
    }

    /** A page sees neither a redirect nor the headers of an answer that is none of a WebSocket. */
    @Test
    void anEvacuatedDataCentreSaysInAMessageWhereToGo() throws Exception {
        site.serving().evacuated(Set.of(new ReplicaId("paris")));
        SocketReader reader = SocketReader.connect(address, "/v1/live?games=SG2030");
        JsonNode move = next(reader);
        assertEquals("move", move.get("event").asText());
        assertEquals("http://127.0.0.1:8102", move.get("data").get("sites").get(0).asText());
        assertEquals(1001, reader.closed());
        assertEquals(307, ask().status(), "and others as before");
    }
}
