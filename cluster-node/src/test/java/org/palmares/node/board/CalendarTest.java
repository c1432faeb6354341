package org.palmares.node.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.palmares.node.board.BoardMessages.EVENT;
import static org.palmares.node.board.BoardMessages.schedule;
import static org.palmares.node.board.BoardMessages.session;
import static org.palmares.node.board.BoardMessages.unit;
import static org.palmares.node.board.BoardMessages.update;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.palmares.node.ingest.Recorder;

/** Days of Games as they are on a board. */
class CalendarTest {

    private static final String FINAL = "FNL-000100--";
    private static final String HEAT = "HEAT000100--";
    private static final String GAMES = "SG2030";

    private final Recorder recorder = new Recorder();
    private final List<String> left = new ArrayList<>();
    private final Calendar calendar = new Calendar(
            recorder.board(), new GamesSettings(ZoneId.of("Pacific/Auckland"), LocalTime.of(6, 0), Optional.empty()), (unit, fault) -> left.add(unit));

    private String day(String unit) {
        return calendar.days(GAMES).of(EVENT + unit).map(LocalDate::toString).orElse("");
    }

    private String today(String now) {
        return calendar.today(GAMES, Instant.parse(now)).map(LocalDate::toString).orElse("");
    }

    @Test
    void aUnitFollowsItsSessionAndTheDaysFollowEveryChange() throws Exception {
        recorder.take(schedule(GAMES, 1, session("ATH01", "2030-08-04T19:00:00+02:00", "2030-08-05T00:30:00+02:00"),
                unit(FINAL, "SCHEDULED", "2030-08-05T00:10:00+02:00", "", "ATH01")));
        assertEquals("2030-08-04", day(FINAL));

        recorder.take(update(GAMES, 2, session("ATH02", "2030-08-05T19:00:00+02:00", "2030-08-05T23:30:00+02:00"),
                unit(FINAL, "RESCHEDULED", "2030-08-05T21:10:00+02:00", "", "ATH02")));
        assertEquals("2030-08-05", day(FINAL));
        assertEquals("2030-08-05", calendar.span(GAMES).orElseThrow().first().toString());
        assertEquals(List.of(), left);
    }

    @Test
    void aPostponedUnitWithoutATimeStaysWhereItsSessionIsUntilItGetsANewTime() throws Exception {
        recorder.take(schedule(GAMES, 1, session("ATH01", "2030-08-04T19:00:00+02:00", "2030-08-04T23:00:00+02:00"),
                unit(FINAL, "SCHEDULED", "2030-08-04T21:50:00+02:00", "", "ATH01")));
        recorder.take(update(GAMES, 1, unit(FINAL, "POSTPONED", "", "", "ATH01")));
        assertEquals("2030-08-04", day(FINAL));

        recorder.take(update(GAMES, 2, session("ATH02", "2030-08-05T19:00:00+02:00", "2030-08-05T23:00:00+02:00"),
                unit(FINAL, "RESCHEDULED", "2030-08-05T19:10:00+02:00", "", "ATH02")));
        assertEquals("2030-08-05", day(FINAL));
    }

    @Test
    void todayIsTheGamesOwnDayAndTheNightBelongsToTheDayBefore() throws Exception {
        recorder.take(schedule(GAMES, 1, unit(HEAT, "SCHEDULED", "2030-08-03T10:00:00+09:00", "", ""), unit(FINAL, "SCHEDULED", "2030-08-05T10:00:00+09:00", "", "")));

        assertEquals("2030-08-04", today("2030-08-03T23:00:00Z"));
        assertEquals("2030-08-03", today("2030-08-03T20:00:00Z"));
        assertEquals("2030-08-04", today("2026-01-01T00:00:00Z"), "outside the Games it is the newest message's");
        assertEquals("", calendar.today("NONE", Instant.EPOCH).map(LocalDate::toString).orElse(""));
        assertEquals("+09:00", calendar.clock(GAMES).name(Instant.EPOCH));
        assertEquals("Pacific/Auckland", calendar.clock("NONE").name(Instant.EPOCH));
    }
}
