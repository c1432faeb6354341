package org.palmares.node.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceZonesTest {

    private static final ZoneId CONFIGURED = ZoneId.of("Europe/Paris");

    private final SourceZones zones = new SourceZones();

    private void sent(String source, String... times) {
        zones.observe("OG2030", source, List.of(), Stream.of(times).map(OffsetDateTime::parse).toList());
    }

    private String read(String source, String local) {
        return read(source, local, Instant.MIN);
    }

    private String read(String source, String local, Instant latest) {
        return zones.clock("OG2030", source, List.of(), CONFIGURED).instant(LocalDateTime.parse(local), latest).toString();
    }

    @Test
    void aGamesOfWhichNothingIsKnownGoesByTheConfiguredZone() {
        assertEquals("2030-08-04T08:00:00Z", read("ATHOVR", "2030-08-04T10:00"));
        assertEquals("2030-01-04T09:00:00Z", read("ATHOVR", "2030-01-04T10:00"));
    }

    @Test
    void aSourceGoesByTheOffsetsOfItsOwnUnits() {
        sent("PARIS", "2030-08-04T10:00:00+02:00", "2030-08-05T10:00:00+02:00");
        sent("TAHITI", "2030-08-04T07:00:00-10:00");

        assertEquals("2030-08-04T10:00:00Z", read("PARIS", "2030-08-04T12:00"));
        assertEquals("2030-08-04T17:00:00Z", read("TAHITI", "2030-08-04T07:00"), "five hours later, not five hours earlier");
    }

    @Test
    void aSourceThatSendsNoTimesGoesByTheGames() {
        sent("TOKYO", "2030-08-04T10:00:00+09:00");

        assertEquals("2030-08-04T01:00:00Z", read("RESULTS", "2030-08-04T10:00"));
    }

    @Test
    void theTimesOfTheMessageItselfCountToo() {
        var own = List.of(OffsetDateTime.parse("2030-08-04T10:00:00-05:00"));

        assertEquals(
                "2030-08-04T15:00:00Z",
                zones.clock("OG2030", "NEW", own, CONFIGURED).instant(LocalDateTime.parse("2030-08-04T10:00"), Instant.MIN).toString());
    }

    @Test
    void whoSendsUnitsOfManyVenuesIsWhereMostOfThemAre() {
        sent("CENTRAL", "2030-08-04T10:00:00+02:00", "2030-08-05T10:00:00+02:00", "2030-08-04T07:00:00-10:00");
        // An hour away, but day by day beside the others: another place, no change of the hour.
        sent("CENTRAL", "2030-08-04T10:00:00+01:00");

        assertEquals("2030-08-04T10:00:00Z", read("CENTRAL", "2030-08-04T12:00"));
    }

    @Test
    void aUnitThatMovedIsNotCountedTwice() {
        sent("A", "2030-08-04T10:00:00+02:00", "2030-08-04T11:00:00+02:00");
        List<OffsetDateTime> before = List.of(OffsetDateTime.parse("2030-08-04T10:00:00+02:00"), OffsetDateTime.parse("2030-08-04T11:00:00+02:00"));
        zones.observe("OG2030", "A", before, List.of(OffsetDateTime.parse("2030-08-04T10:00:00+03:00")));

        assertEquals("2030-08-04T07:00:00Z", read("A", "2030-08-04T10:00"));
    }

    @Test
    void theHourThatIsThereTwiceIsReadForwards() {
        sent("A", "2030-10-26T20:00:00+02:00", "2030-10-27T10:00:00+01:00");

        assertEquals("2030-10-26T21:00:00Z", read("A", "2030-10-26T23:00"));
        assertEquals("2030-10-27T00:50:00Z", read("A", "2030-10-27T02:50"), "the first time");
        assertEquals("2030-10-27T01:10:00Z", read("A", "2030-10-27T02:10", Instant.parse("2030-10-27T00:50:00Z")), "the second time");
        assertEquals("2030-10-27T08:00:00Z", read("A", "2030-10-27T09:00"));
        assertEquals("2030-11-27T08:00:00Z", read("A", "2030-11-27T09:00"));
    }

    @Test
    void theHourThatIsThereTwiceIsReadForwardsByTheConfiguredZoneToo() {
        assertEquals("2030-10-27T00:50:00Z", read("A", "2030-10-27T02:50"));
        assertEquals("2030-10-27T01:10:00Z", read("A", "2030-10-27T02:10", Instant.parse("2030-10-27T00:50:00Z")));
        assertEquals("2030-03-31T01:30:00Z", read("A", "2030-03-31T02:30"), "an hour that is not there");
    }

    @Test
    void theHourMayChangeTwiceDuringAGames() {
        sent("A", "2030-03-01T10:00:00+01:00", "2030-10-28T10:00:00+01:00");
        sent("B", "2030-03-01T10:00:00+01:00", "2030-05-01T10:00:00+02:00", "2030-06-01T10:00:00+02:00");

        assertEquals("2030-05-01T09:00:00Z", read("A", "2030-05-01T10:00"), "of what was not sent nothing is guessed");
        assertEquals("2030-03-01T09:00:00Z", read("B", "2030-03-01T10:00"));
        assertEquals("2030-05-02T08:00:00Z", read("B", "2030-05-02T10:00"));
    }

    @Test
    void whatIsCountedIsBounded() {
        LocalDate first = LocalDate.of(2030, 1, 1);
        zones.observe("OG2030", "A", List.of(), IntStream.range(0, 2 * Offsets.PAIRS_MAX)
                .mapToObj(day -> first.plusDays(day).atTime(LocalTime.NOON).atOffset(ZoneOffset.ofHours(3)))
                .toList());
        assertEquals("2030-08-04T07:00:00Z", read("A", "2030-08-04T10:00"));

        for (int source = 0; source < SourceZones.SOURCES_MAX; source++) {
            sent("S" + source, "2030-08-04T10:00:00+03:00");
        }
        sent("LATE", "2030-08-04T10:00:00-10:00");
        assertEquals("2030-08-04T07:00:00Z", read("LATE", "2030-08-04T10:00"), "goes by the Games");
        assertTrue(read("S1", "2030-08-04T10:00").startsWith("2030-08-04T07"));
    }
}
