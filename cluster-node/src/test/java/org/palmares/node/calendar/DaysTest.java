package org.palmares.node.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DaysTest {

    private final Map<String, SessionTime> sessions = new HashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private Days days(Planned... units) {
        return Days.of(Arrays.asList(units), sessions, LocalTime.of(6, 0), (unit, fault) -> leftOut.add(unit));
    }

    private static Planned unit(String code, String start, String end, String venue, String session) {
        return new Planned(code, time(start), time(end), venue, session, true);
    }

    private static Optional<OffsetDateTime> time(String time) {
        return Optional.of(time).filter(text -> !text.isEmpty()).map(OffsetDateTime::parse);
    }

    private void session(String code, String start, String end) {
        sessions.put(code, new SessionTime(OffsetDateTime.parse(start), time(end)));
    }

    private static String day(Days days, String unit) {
        return days.of(unit).map(LocalDate::toString).orElse("");
    }

    @Test
    void aUnitIsOnTheDayOnWhichItsSessionBegins() {
        session("ATH01", "2030-08-04T19:00:00+02:00", "2030-08-04T23:30:00+02:00");
        Days days = days(unit("late", "2030-08-05T00:40:00+02:00", "", "STA", "ATH01"), unit("heat", "2030-08-04T19:10:00+02:00", "", "STA", "ATH01"));

        assertEquals("2030-08-04", day(days, "late"));
        assertEquals("2030-08-04", day(days, "heat"));
    }

    @Test
    void aSessionBeginsOnTheLocalDateOfItsOwnOffset() {
        session("SRF01", "2030-08-04T19:00:00+02:00", "2030-08-05T04:30:00+02:00");
        session("TKY01", "2030-08-04T23:30:00Z", "");
        Days days = days(unit("surf", "2030-08-05T04:10:00+02:00", "", "TAH", "SRF01"), unit("tokyo", "2030-08-05T09:00:00+09:00", "", "X", "TKY01"));

        assertEquals("2030-08-04", day(days, "surf"));
        assertEquals("2030-08-04", day(days, "tokyo"));
    }

    @Test
    void aSessionThatWasNotSentBeginsWithItsFirstUnit() {
        Days days = days(unit("a", "2030-08-04T23:30:00+02:00", "", "STA", "ATH01"), unit("b", "2030-08-05T01:30:00+02:00", "", "STA", "ATH01"));

        assertEquals("2030-08-04", day(days, "b"));
    }

    @Test
    void aSessionCodeThatAMoveLeftBehindIsNotBelieved() {
        session("ATH01", "2030-08-04T19:00:00+02:00", "2030-08-04T23:30:00+02:00");
        Days days = days(unit("moved", "2030-08-05T19:10:00+02:00", "", "STA", "ATH01"), unit("early", "2030-08-03T19:10:00+02:00", "", "STA", "ATH01"));

        assertEquals("2030-08-05", day(days, "moved"));
        assertEquals("2030-08-03", day(days, "early"));
    }

    @Test
    void withoutASessionAUnitIsOnItsOwnLocalDate() {
        Days days = days(unit("a", "2031-07-24T09:00:00+09:00", "", "STA", ""), unit("b", "2031-07-24T21:30:00+09:00", "", "STA", ""));

        assertEquals("2031-07-24", day(days, "a"));
        assertEquals("2031-07-24", day(days, "b"));
    }

    @Test
    void afterMidnightItIsOnTheDayBeforeWhileTheVenueStillGoesOn() {
        Days days = days(
                unit("evening", "2030-08-04T22:30:00+02:00", "2030-08-05T00:20:00+02:00", "TEN", ""),
                unit("next", "2030-08-05T00:30:00+02:00", "2030-08-05T01:30:00+02:00", "TEN", ""),
                unit("afterNext", "2030-08-05T01:40:00+02:00", "", "TEN", ""),
                unit("elsewhere", "2030-08-05T00:30:00+02:00", "", "STA", ""),
                unit("nowhere", "2030-08-05T00:30:00+02:00", "", "", ""),
                unit("afterAPause", "2030-08-05T05:00:00+02:00", "", "TEN", ""));

        assertEquals("2030-08-04", day(days, "next"));
        assertEquals("2030-08-04", day(days, "afterNext"));
        assertEquals("2030-08-05", day(days, "elsewhere"));
        assertEquals("2030-08-05", day(days, "nowhere"));
        assertEquals("2030-08-05", day(days, "afterAPause"));
    }

    @Test
    void theOrderInWhichUnitsAreGivenDoesNotMatter() {
        Planned evening = unit("evening", "2030-08-04T23:30:00+02:00", "2030-08-05T00:20:00+02:00", "TEN", "");
        Planned next = unit("next", "2030-08-05T00:30:00+02:00", "2030-08-05T01:30:00+02:00", "TEN", "");
        Planned last = unit("last", "2030-08-05T01:40:00+02:00", "", "TEN", "");

        assertEquals("2030-08-04", day(days(last, next, evening), "last"));
        assertEquals("2030-08-04", day(days(evening, next, last), "last"));
    }

    @Test
    void anEndThatCannotBeMeantKeepsNoVenueOpen() {
        Days days = days(
                unit("evening", "2030-08-04T22:30:00+02:00", "2039-08-05T00:20:00+02:00", "TEN", ""),
                unit("night", "2030-08-05T03:00:00+02:00", "", "TEN", ""));

        assertEquals("2030-08-05", day(days, "night"));
    }

    @Test
    void aUnitWithoutATimeIsOnTheDayOfItsSessionOrOnNone() {
        session("ATH01", "2030-08-04T19:00:00+02:00", "2030-08-04T23:30:00+02:00");
        Days days = days(unit("postponed", "", "", "STA", "ATH01"), unit("perhaps", "", "", "STA", ""));

        assertEquals("2030-08-04", day(days, "postponed"));
        assertEquals("", day(days, "perhaps"));
    }

    @Test
    void oneUnitThatMakesTheRulesFailIsLeftOutAlone() {
        session("ATH01", "2030-08-04T19:00:00+02:00", "");
        session("MAX", OffsetDateTime.MAX.toString(), "");
        Days days = days(
                unit("good", "2030-08-04T19:10:00+02:00", "", "STA", "ATH01"),
                unit("bad", "2030-08-04T19:10:00+02:00", "", "STA", "MAX"),
                new Planned("end", Optional.of(OffsetDateTime.MAX), Optional.empty(), "STA", "", true),
                new Planned("begin", Optional.of(OffsetDateTime.MIN), Optional.empty(), "STA", "", true));

        assertEquals("2030-08-04", day(days, "good"));
        assertEquals(List.of("bad", "end", "begin"), leftOut);
        assertEquals("2030-08-04", days.span(Optional.empty()).orElseThrow().first().toString());
        assertEquals("2030-08-04", days.span(Optional.empty()).orElseThrow().last().toString());
    }

    @Test
    void oneOutlierDoesNotStretchTheGames() {
        Planned outlier = unit("typo", "2204-08-04T10:00:00+02:00", "", "STA", "");
        Days days = days(
                unit("a", "2030-07-26T10:00:00+02:00", "", "STA", ""), unit("b", "2030-08-04T10:00:00+02:00", "", "STA", ""), outlier);

        assertEquals(new DaySpan(LocalDate.of(2030, 7, 26), LocalDate.of(2030, 8, 4)), days.span(Optional.empty()).orElseThrow());

        Days one = days(unit("a", "2030-07-26T10:00:00+02:00", "", "STA", ""), outlier);
        assertEquals("2030-07-26", one.span(Optional.of(LocalDate.of(2030, 7, 20))).orElseThrow().last().toString());
        assertTrue(days().span(Optional.empty()).isEmpty());
    }

    @Test
    void trainingAndCeremoniesDoNotMakeDaysOfTheGames() {
        Planned training = new Planned("t", time("2030-07-20T10:00:00+02:00"), Optional.empty(), "STA", "", false);
        Days days = days(training, unit("b", "2030-08-04T10:00:00+02:00", "", "STA", ""));

        assertEquals("2030-08-04", days.span(Optional.empty()).orElseThrow().first().toString());
        assertEquals("2030-07-20", day(days, "t"));
    }
}
