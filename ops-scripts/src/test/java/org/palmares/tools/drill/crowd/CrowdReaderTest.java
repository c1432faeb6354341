package org.palmares.tools.drill.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.palmares.tools.client.Sites;
import org.palmares.tools.drill.proof.Evidence.Absence;
import org.palmares.tools.drill.proof.Evidence.Follower;

/** A reader of a crowd goes on elsewhere as a browser would, and knows what it was told twice. */
final class CrowdReaderTest {

    private static final Instant NOW = Instant.parse("2030-08-04T20:00:00Z");
    private static final Sites SITES = new Sites(List.of(
            new Sites.Site("paris", URI.create("http://p:1")), new Sites.Site("madrid", URI.create("http://m:2")), new Sites.Site("barcelona", URI.create("http://b:3"))));
    private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final CrowdReader reader = new CrowdReader(0, "UNIT", SITES, 0);

    private static String event(String name, String id, String data) {
        return "event: " + name + "\nid: " + id + "\ndata: " + data + "\n\n";
    }

    private static String start(String id) {
        return "retry: 345\n" + event("start", id, "{}");
    }

    private static String result(String id, long version) {
        return event("result", id, "{\"unit\": \"UNIT\", \"rows\": [{\"version\": 99}], \"version\": " + version + "}");
    }

    private void gets(int second, String... events) {
        StringBuilder text = new StringBuilder();
        for (String event : events) {
            text.append(Integer.toHexString(event.length())).append("\r\n").append(event).append("\r\n");
        }
        assertTrue(reader.received(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)), NOW.plusSeconds(second)));
    }

    private String begins() {
        String request = new String(reader.request("DRILL-T"), StandardCharsets.US_ASCII);
        assertTrue(reader.received(ByteBuffer.wrap(HEAD.getBytes(StandardCharsets.US_ASCII)), NOW));
        return request;
    }

    private Duration refused(String headers) {
        reader.request("DRILL-T");
        assertFalse(reader.received(ByteBuffer.wrap(("HTTP/1.1 503 No\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII)), NOW));
        return reader.over(NOW);
    }

    @Test
    void itGoesOnInTheNextDataCentreWithItsCursorAfterTheTimeThatTheStreamGave() {
        assertTrue(begins().startsWith("GET /v1/live?games=DRILL-T&unit=UNIT HTTP/1.1\r\nHost: p:1\r\n"));
        gets(0, start("p1"), result("p2", 5));

        assertEquals(Duration.ofMillis(345), reader.over(NOW.plusSeconds(1)));
        assertFalse(reader.isFollowing());
        String request = begins();
        assertTrue(request.contains("Host: m:2\r\n") && request.contains("Last-Event-ID: p2\r\n"), request);
        gets(3, start("p2"), result("p3", 6));

        Follower after = reader.evidence();
        assertEquals(List.of(new Absence("paris", NOW.plusSeconds(1), "madrid", NOW.plusSeconds(3))), after.absences());
        assertEquals(new Follower("crowd#1", "UNIT", 6, 2, 0, 0, 0, 0, after.absences()), after);
        assertTrue(reader.has(6));
        assertFalse(reader.has(7));
    }

    @Test
    void halfOfTheReadersGoTheOtherWay() {
        CrowdReader other = new CrowdReader(1, "UNIT", SITES, 0);
        reader.over(NOW);
        other.over(NOW);

        assertEquals("madrid", reader.site().name());
        assertEquals("barcelona", other.site().name());
    }

    @Test
    void oneThatIsRefusedGoesWhereItIsSent() {
        refused("Retry-After: 3\r\nPalmares-Move: http://b:3, http://p:1\r\n");

        assertEquals("barcelona", reader.site().name());
        assertEquals(1, reader.evidence().refused());
    }

    @Test
    void oneThatIsRefusedAndSentNowhereWaitsAndComesBack() {
        assertEquals(Duration.ofSeconds(3), refused("Retry-After: 3\r\n"));

        assertEquals("paris", reader.site().name());
    }

    @Test
    void whatItHasIsFairOnlyWhileAStreamCatchesUp() {
        begins();
        gets(0, start("p1"), result("p2", 5), result("p3", 5));
        assertEquals(1, reader.evidence().repeatedAsNew(), "twice in one stream");
        reader.over(NOW);
        begins();
        gets(1, start("p3"), result("p3", 5));
        assertEquals(1, reader.evidence().repeatedAsNew(), "what shares the number of the cursor may come again");
        gets(2, result("p4", 4));

        assertEquals(1, reader.evidence().wentBack());
        assertEquals(5, reader.evidence().version());
    }

    @Test
    void afterAResyncEverythingMayComeAgain() {
        begins();
        gets(0, start("p1"), result("p2", 5), event("cursor", "p9", "{}"));
        reader.over(NOW);
        begins();
        gets(1, start("p9"), event("resync", "p9", "{}"), result("p9", 5));

        assertEquals(0, reader.evidence().repeatedAsNew());
        assertEquals(1, reader.evidence().resyncs());
    }

    @Test
    void oneThatNeverFoundAStreamAgainIsSeenAsAway() {
        begins();
        gets(0, start("p1"));
        reader.over(NOW.plusSeconds(1));
        reader.over(NOW.plusSeconds(2));

        assertEquals(List.of(new Absence("paris", NOW.plusSeconds(1), null, null)), reader.evidence().absences());
    }

    @Test
    void whatIsAboutAnotherUnitOrIsNoResultIsPassedOver() {
        begins();
        gets(0, start("p1"), event("result", "p2", "{\"unit\": \"OTHER\", \"version\": 7}"), event("result", "p3", "[1"), event("schedule", "p4", "{}"));

        assertEquals(0, reader.evidence().events());
    }
}
