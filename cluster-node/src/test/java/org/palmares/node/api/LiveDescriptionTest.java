package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.EVENT;
import static org.palmares.node.api.Messages.FINAL;
import static org.palmares.node.api.Messages.medal;
import static org.palmares.node.api.Messages.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.ReplicaId;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.feed.Passed;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.live.LiveMessage;
import org.palmares.node.live.rendering.LiveValue;
import org.palmares.node.live.topic.About;
import org.palmares.node.ops.drill.Evacuated;
import org.palmares.protocol.json.Json;
import org.palmares.protocol.names.Language;

/** The live stream is as the description of the API says, event by event. */
class LiveDescriptionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Description DESCRIPTION = Description.HERE;
    private static final CompetitionId ID = new CompetitionId("SG2030", EVENT);
    private static final Instant NOW = Instant.parse("2030-08-04T20:00:00Z");
    private static final int WAIT_MILLIS = 20_000;

    @TempDir
    private Path keys;

    private static void assertDescribed(String event, JsonNode data) {
        String place = "/paths/~1v1~1live/get/responses/200/content/text~1event-stream/x-events/" + event;
        String schema = DESCRIPTION.root().at(place).path("$ref").asText();
        assertTrue(schema.startsWith("#/"), event + " is not described");
        assertEquals(List.of(), DESCRIPTION.faults(schema.substring(1), data), () -> event + ": " + data);
    }

    /** Reads events until one is called {@code last}; gives the names of all. */
    private static Set<String> follow(BufferedReader in, String last) throws IOException {
        Set<String> events = new HashSet<>();
        String event = "";
        StringBuilder data = new StringBuilder();
        while (!events.contains(last)) {
            String line = in.readLine();
            if (line.startsWith("event: ")) {
                event = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data.append(line.substring("data: ".length()));
            } else if (data.length() > 0 && !line.startsWith("id: ")) {
                assertDescribed(event, JSON.readTree(data.toString()));
                events.add(event);
                data.setLength(0);
            }
        }
        return events;
    }

    @Test
    void aReaderOfWhomNothingIsKnownIsToldEverythingAndSentAwayInTheEnd() throws Exception {
        try (TestSite site = TestSite.live(keys)) {
            site.take(
                    Messages.schedule(1, Messages.unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale")),
                    Messages.result(FINAL, 1, row(1, "USA", "ASHE", "Ida", "9.79")),
                    Messages.medallists(EVENT, 1, medal("ME_GOLD", 1, "USA", "ASHE", "Ida")));
            site.showToReaders();
            InetSocketAddress address = site.bind();
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                socket.setSoTimeout(WAIT_MILLIS);
                socket.getOutputStream().write("GET /v1/live?games=SG2030&cursor=none HTTP/1.0\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertEquals(Set.of("start", "resync", "schedule", "result", "medals", "cursor"), follow(in, "cursor"));
                site.tellReaders(new LiveMessage.SendAway(List.of("http://127.0.0.1:8102")));
                assertTrue(follow(in, "move").contains("move"));
            }
        }
    }

    private static JsonNode value(Recorder recorder, ChangeKey key, boolean left) throws IOException {
        LiveValue values = new LiveValue(new About(recorder.board().get(ID), () -> recorder.board().of("SG2030"), Language.ENGLISH), ZoneId.of("Europe/Paris"));
        return JSON.readTree(Json.bytes(values.of(key, left, Optional.of(new Passed(NOW, NOW)), NOW)));
    }

    @Test
    void whatIsGoneOrLeftIsDescribedToo() throws Exception {
        Recorder recorder = new Recorder();
        recorder.take(Messages.schedule(1, Messages.unit(FINAL, "2030-08-04T21:55:00+02:00", "Final", "Finale")));
        recorder.take(Messages.message("SG2030", "DT_NEWS", EVENT + "-".repeat(12), 1, "DocumentSubcode=\"A\" Language=\"ENG\"", ""));
        recorder.take(Messages.result(FINAL, 1, row(1, "USA", "ASHE", "Ida", "9.79")));
        for (boolean left : new boolean[] {true, false}) {
            assertDescribed("schedule", value(recorder, new ChangeKey.Schedule(ID, FINAL), left));
            assertDescribed("result", value(recorder, new ChangeKey.Result(ID, FINAL), left));
            assertDescribed("medals", value(recorder, new ChangeKey.Medals(ID), left));
        }
        DocumentKey news = recorder.board().get(ID).orElseThrow().state().documents().keySet().stream().filter(key -> key.type().equals("DT_NEWS")).findFirst().orElseThrow();
        assertDescribed("document", value(recorder, new ChangeKey.Document(ID, news), false));

        recorder.take(Messages.schedule(2, " "));
        recorder.take(Messages.result(FINAL, 2));
        assertTrue(value(recorder, new ChangeKey.Schedule(ID, FINAL), false).get("removed").asBoolean());
        assertDescribed("schedule", value(recorder, new ChangeKey.Schedule(ID, FINAL), false));
        assertTrue(value(recorder, new ChangeKey.Result(ID, FINAL), false).get("withdrawn").asBoolean());
        assertDescribed("result", value(recorder, new ChangeKey.Result(ID, FINAL), false));
    }

    /** Its seconds were left out. */
    @Test
    void aMessageOfAFullMinuteIsStampedAsAnyOther() throws Exception {
        Recorder recorder = new Recorder();
        byte[] message = Messages.result(FINAL, 1, row(1, "USA", "ASHE", "Ida", "9.79"));
        recorder.take(new String(message, StandardCharsets.UTF_8).replace("220000001", "220000000").getBytes(StandardCharsets.UTF_8));
        JsonNode result = value(recorder, new ChangeKey.Result(ID, FINAL), false);
        assertEquals("2030-08-04T22:00:00+02:00", result.at("/stamps/source").asText());
        assertDescribed("result", result);
    }

    @Test
    void anEmptiedDataCentreSendsReadersAwayAndAnswersAllOthers() throws Exception {
        try (TestSite site = TestSite.live(keys)) {
            assertEquals(200, site.get("/v1/live?games=SG2030").status());
            assertEquals(200, site.ops("/v1/ops/feed").status());
            Evacuated.are(site.serving(), new ReplicaId("paris"));
            Answer moved = site.get("/v1/live?games=SG2030");
            assertEquals(307, moved.status());
            assertEquals("http://127.0.0.1:8102/v1/live?games=SG2030", moved.header("location"));
            assertEquals("http://127.0.0.1:8102", site.get("/v1/medals").header("palmares-move"));
        }
    }
}
