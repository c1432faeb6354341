package org.palmares.protocol.odf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is written of a timetable is read as the same. */
class ScheduleWriterTest {

    private static final OdfHeader HEADER = new OdfHeader(
            "SG2030", "ATH-------------------------------", "", "DT_SCHEDULE_UPDATE", "", 7, ResultStatus.NONE, "", true, LocalDate.of(2030, 8, 4),
            LocalTime.of(1, 2, 3, 45_000_000), LocalDate.of(2030, 8, 3), "PALMARES");

    private static Optional<OffsetDateTime> at(String time) {
        return Optional.of(OffsetDateTime.parse("2030-08-04T" + time + "+02:00"));
    }

    @Test
    void everyPartOfAUnitComesBack() throws Exception {
        Competitor athlete = new Competitor("1", "A", "7", "USA", "", List.of(new Competitor.Member("1", "7", "ASHE", "Ida", "W", "USA")));
        Competitor team = new Competitor("T", "T", "", "FRA", "France & \"co\"", List.of(
                new Competitor.Member("3", "", "SECOND", "", "", ""), new Competitor.Member("2", "", "FIRST <i>", "\u00e9", "M", "FRA")));
        Unit full = new Unit(
                new Rsc("ATHW100M--------------FNL-000100--"),
                new Unit.Plan(at("14:00"), at("14:30:15"), true, true, Map.of("ENG", "Followed by", "FRA", "Suivi de"), "3", "STA", "TRK", "Stadium", "Track", "ATH01"),
                new Unit.Progress(ScheduleStatus.RESCHEDULED, at("14:01:02.003"), at("14:29:59")),
                new Unit.Facts("3", "12", 1, "Y", Map.of("ENG", "Final", "FRA", "Finale"), List.of(team, athlete)));
        Unit bare = new Unit(new Rsc("ATHW100M--------------HEAT000100--"), Unit.Plan.NONE, Unit.Progress.of(ScheduleStatus.POSTPONED), Unit.Facts.NONE);

        OdfMessage message = OdfReader.read(ScheduleWriter.update(HEADER, List.of(full, bare)));

        assertEquals(HEADER, message.header());
        assertEquals("", message.root().attribute("ResultStatus"));
        Parsed<ScheduleMessage> read = ScheduleMessage.read(message);
        assertEquals(List.of(full, bare), read.value().units());
        // That a postponed unit has no time is what is said.
        assertTrue(read.warnings().stream().allMatch(warning -> warning.toString().contains("has no StartDate")), read.warnings().toString());
    }
}
