package org.palmares.planner;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.planner.Day.medal;
import static org.palmares.planner.Day.or;
import static org.palmares.planner.Day.pinned;
import static org.palmares.planner.Day.round;
import static org.palmares.planner.Day.session;
import static org.palmares.planner.Day.who;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.palmares.planner.solve.ChocoPlanner;
import org.palmares.planner.solve.CpSatPlanner;
import org.palmares.planner.solve.Planner;
import org.palmares.protocol.contract.planning.Move;
import org.palmares.protocol.contract.planning.Proposal;

/** Named situations and the plans that move least, by both solvers. */
class StormDeskTest {

    private record Situation(String name, Day day, List<String> moves) {}

    private static Situation that(String name, Day day, String... moves) {
        return new Situation(name, day, List.of(moves));
    }

    private static Day morning() {
        return Day.at("30 07:00");
    }

    private static List<Situation> closures() {
        return List.of(
                that("nothing that matters happened: nothing moves", morning().unit("A", "V", "30 10:00", 60).closed("V", "30 12:00", "30 14:00")),
                that("a closed morning: the unit goes to the afternoon",
                        morning().unit("A", "V", "30 10:00", 60).closed("V", "30 08:00", "30 12:00"),
                        "A 30 12:00 V VENUE_CLOSED"),
                that("earlier is as good as later: the nearer one counts",
                        morning().unit("A", "V", "30 10:00", 60).closed("V", "30 10:30", "30 15:00"),
                        "A 30 09:30 V VENUE_CLOSED"),
                that("only one place of the venue is closed",
                        morning().unit("A", "V/1", "30 10:00", 60).unit("B", "V/2", "30 10:00", 60).closed("V/1", "30 08:00", "30 12:00"),
                        "A 30 12:00 V/1 VENUE_CLOSED"),
                that("another day only if today is full, and then as early as can be: that is least minutes",
                        morning().unit("A", "V", "30 10:00", 60).closed("V", "30 08:00", "30 22:00"),
                        "A 31 08:00 V VENUE_CLOSED"),
                that("another venue rather than another day",
                        morning().unit("A", "V", "30 10:00", 60, or("W")).closed("V", "30 08:00", "30 22:00"),
                        "A 30 10:00 W VENUE_CLOSED"),
                that("another time rather than another venue",
                        morning().unit("A", "V", "30 10:00", 60, or("W")).closed("V", "30 08:00", "30 12:00"),
                        "A 30 12:00 V VENUE_CLOSED"),
                that("what has begun stays although the venue is closed",
                        morning().unit("A", "V", "30 10:00", 60, pinned()).closed("V", "30 08:00", "30 12:00")),
                that("a start beside the grid of the clock may stay as far beside it",
                        morning().unit("A", "V", "30 10:07", 60).closed("V", "30 08:00", "30 12:20"),
                        "A 30 12:22 V VENUE_CLOSED"));
    }

    private static List<Situation> others() {
        return List.of(
                that("capacity halved: of four at once two wait",
                        Day.at("30 09:45").grid(60).unit("A", "V/1", "30 10:00", 60).unit("B", "V/2", "30 10:00", 60, pinned())
                                .unit("C", "V/3", "30 10:00", 60).unit("D", "V/4", "30 10:00", 60, pinned()).halved("V", "30 08:00", "30 11:00"),
                        "A 30 11:00 V/1 CAPACITY_HALVED", "C 30 11:00 V/3 CAPACITY_HALVED"),
                that("nothing before: later, and the next gives way only as far as it must",
                        morning().unit("A", "V", "30 09:00", 60).unit("B", "V", "30 10:00", 60).nothingBefore("V", "30 10:00"),
                        "A 30 11:00 V NOTHING_BEFORE"),
                that("nothing of a discipline before: at all its venues",
                        morning().unit("TEN1", "V", "30 09:00", 60).unit("SWM1", "V/2", "30 09:00", 60).nothingOfDisciplineBefore("TEN", "30 12:00"),
                        "TEN1 30 12:00 V NOTHING_BEFORE"),
                that("a session is lost: its units go round its time, others at the place do not care",
                        morning().unit("A", "V/1", "30 10:00", 60, session("S1")).unit("B", "V/1", "30 11:00", 60, session("S1"))
                                .unit("C", "V/2", "30 10:00", 60, session("S2")).lost("S1"),
                        "A 30 09:00 V/1 SESSION_LOST", "B 30 12:00 V/1 SESSION_LOST"),
                that("a session is kept whole where that costs nothing before it",
                        morning().horizon(2).unit("A", "V", "30 10:00", 300, session("S")).unit("B", "V", "30 15:00", 300, session("T"))
                                .unit("C", "W", "30 10:00", 60, session("S")).closed("V", "30 08:00", "30 17:00"),
                        "A 30 17:00 V VENUE_CLOSED", "B 31 08:00 V VENUE_CLOSED LOCATION_TAKEN"));
    }

    private static List<Situation> together() {
        return List.of(
                that("the final follows the semi-final to the next day",
                        morning().unit("F", "V", "30 15:00", 60, round("E", 2)).unit("S", "V", "30 10:00", 60, round("E", 1))
                                .closed("V", "30 08:00", "30 22:00"),
                        "S 31 08:00 V VENUE_CLOSED", "F 31 09:00 V VENUE_CLOSED ROUND_ORDER"),
                that("the final at another venue gives way to a late semi-final, with rest between them",
                        morning().rest(60).unit("F", "W", "30 14:00", 60, round("E", 2)).unit("S", "V", "30 10:00", 60, round("E", 1))
                                .closed("V", "30 08:00", "30 13:00"),
                        "S 30 13:00 V VENUE_CLOSED", "F 30 15:00 W ROUND_ORDER"),
                that("rest is not longer than the published timetable gives",
                        morning().rest(300).unit("F", "V", "30 11:00", 60, round("E", 2)).unit("S", "V", "30 10:00", 60, round("E", 1))
                                .closed("V", "30 08:00", "30 12:00"),
                        "S 30 12:00 V VENUE_CLOSED", "F 30 13:00 V VENUE_CLOSED ROUND_ORDER"),
                that("a participant has rest between units of two events",
                        morning().rest(90).unit("A", "V", "30 10:00", 60, who("p")).unit("B", "W", "30 13:30", 60, who("p"))
                                .closed("V", "30 08:30", "30 12:00"),
                        "A 30 16:00 V VENUE_CLOSED"),
                that("a medal unit stays in its window: the next day",
                        morning().unit("A", "V", "30 20:00", 60, medal("19:00", "22:00")).closed("V", "30 18:00", "30 22:00"),
                        "A 31 19:00 V VENUE_CLOSED"),
                that("unless it may leave it",
                        morning().broadcastMayChange().unit("A", "V", "30 20:00", 60, medal("19:00", "22:00")).closed("V", "30 18:00", "30 22:00"),
                        "A 30 17:00 V VENUE_CLOSED"));
    }

    private static List<Situation> impossible() {
        return List.of(
                that("closed for good: postponed without a time",
                        morning().unit("A", "V", "30 10:00", 60).closed("V", "30 06:00", "30 18:00").closed("V", "30 18:00", "31 23:59").horizon(2),
                        "A - VENUE_CLOSED VENUE_CLOSED"),
                that("what follows a unit without a time has none",
                        morning().horizon(1).unit("S", "V", "30 10:00", 60, round("E", 1)).unit("F", "W", "30 15:00", 60, round("E", 2))
                                .closed("V", "30 06:00", "31 06:00"),
                        "S - VENUE_CLOSED", "F - ROUND_ORDER"),
                that("a final that stays leaves its semi-final no time",
                        morning().horizon(1).unit("S", "V", "30 10:00", 60, round("E", 1)).unit("F", "W", "30 15:00", 60, round("E", 2), pinned())
                                .closed("V", "30 06:00", "30 15:00"),
                        "S - VENUE_CLOSED ROUND_ORDER"));
    }

    @Test
    void howeverShortTheTimeAPlanCostsWhatItSays() {
        for (int millis = 60; millis < 1_000; millis *= 2) {
            assertTrue(new StormDesk(BigDay.of(120, millis), new CpSatPlanner()).propose().best().objective().stream().allMatch(level -> level.bound() <= level.value()));
        }
    }

    @TestFactory
    Stream<DynamicTest> everySituationHasThePlanThatMovesLeast() {
        List<Planner> planners = List.of(new CpSatPlanner(), new ChocoPlanner());
        return Stream.of(closures(), others(), together(), impossible()).flatMap(List::stream).flatMap(situation -> planners.stream()
                .map(planner -> DynamicTest.dynamicTest(situation.name() + " (" + planner.name() + ')', () -> check(situation, planner))));
    }

    private static void check(Situation situation, Planner planner) {
        Proposal proposal = new StormDesk(situation.day().problem(), planner).propose();
        List<String> moves = proposal.best().moves().stream().map(StormDeskTest::text).toList();
        assertAll(
                () -> assertEquals(situation.moves(), moves),
                () -> assertTrue(proposal.best().proven(), "not proven: " + proposal.best().objective()),
                () -> assertEquals(moves.stream().noneMatch(move -> move.contains(" - ")), proposal.feasible()),
                () -> assertEquals(proposal.second() == null, proposal.noSecond() != null));
    }

    private static String text(Move move) {
        String to = move.after() == null ? "-" : Day.text(move.after().start()) + ' ' + move.after().place();
        return move.code() + ' ' + to + ' ' + move.why().stream().map(reason -> reason.rule().name()).collect(Collectors.joining(" "));
    }
}
