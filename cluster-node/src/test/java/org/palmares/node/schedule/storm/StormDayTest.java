package org.palmares.node.schedule.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.palmares.node.schedule.storm.Games.code;
import static org.palmares.node.schedule.storm.Games.instant;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Move;
import org.palmares.protocol.contract.planning.Place;
import org.palmares.protocol.contract.planning.Plan;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Reason;
import org.palmares.protocol.contract.planning.Rule;
import org.palmares.protocol.contract.planning.Slot;

/** From a timetable and what happened to what the planner is asked, and back. */
class StormDayTest {

    private static final String HEAT = "ATH 100M HEAT 000100";

    private static Games storm() {
        return new Games().unit(HEAT, "4 10:00", "4 11:00").closed("STA", "4 09:00", "4 12:00");
    }

    /** Who is asked about: {@code free} may move, {@code pinned} stays, and what is not named is left out. */
    private static Map<String, String> asked(Games games) {
        Map<String, String> all = new TreeMap<>();
        games.day().problem().units().forEach(unit -> all.put(unit.code(), unit.pinned() ? "pinned" : "free"));
        return all;
    }

    static Stream<Arguments> situations() {
        String final100 = "ATH 100M FNL- 000100";
        return Stream.of(
                arguments("what is hit may move", storm(), Map.of(HEAT, "free")),
                arguments("what is elsewhere and has nothing to do with it is left out", storm().unit("SWM 50M HEAT 000100", "4 10:00", "4 11:00", "VPOOL"), Map.of(HEAT, "free")),
                arguments("a later round elsewhere comes along", storm().unit(final100, "4 20:00", "4 20:10", "VARENA"), Map.of(HEAT, "free", final100, "free")),
                arguments("and whoever is at its place", storm().unit(final100, "4 20:00", "4 20:10", "VARENA").unit("JUD 60KG FNL- 000100", "4 19:00", "4 20:00", "VARENA"),
                        Map.of(HEAT, "free", final100, "free", "JUD 60KG FNL- 000100", "free")),
                arguments("but not who is at another place of the venue", storm().unit(final100, "4 20:00", "4 20:10", "VARENA", "LA").unit("JUD 60KG FNL- 000100", "4 19:00", "4 20:00", "VARENA", "LB"),
                        Map.of(HEAT, "free", final100, "free")),
                arguments("a unit of the same participant", storm().unit("ATH 200M HEAT 000100", "4 10:00", "4 10:10", "PANA").unit("ATH LJ HEAT 000100", "5 10:00", "5 11:00", "VFIELD", "PANA"),
                        Map.of(HEAT, "free", "ATH 200M HEAT 000100", "free", "ATH LJ HEAT 000100", "free")),
                arguments("a unit of the same session", storm().unit("ATH 200M HEAT 000100", "4 10:00", "4 10:10", "SATH01").unit("ATH LJ HEAT 000100", "4 10:00", "4 11:00", "VFIELD", "SATH01"),
                        Map.of(HEAT, "free", "ATH 200M HEAT 000100", "free", "ATH LJ HEAT 000100", "free")),
                arguments("what is running stays", new Games().unit(HEAT, "4 10:00", "4 11:00", "XRUNNING").closed("STA", "4 09:00", "4 12:00"), Map.of(HEAT, "pinned")),
                arguments("what is over stays", new Games().unit(HEAT, "4 10:00", "4 11:00", "XFINISHED").closed("STA", "4 09:00", "4 12:00"), Map.of(HEAT, "pinned")),
                arguments("what is about to begin stays", new Games().unit(HEAT, "4 10:00", "4 11:00", "XGETTING_READY").closed("STA", "4 09:00", "4 12:00"), Map.of(HEAT, "pinned")),
                arguments("what should have begun stays", storm().at("4 10:05"), Map.of(HEAT, "pinned")),
                arguments("unless it is delayed", new Games().unit(HEAT, "4 10:00", "4 11:00", "XDELAYED").closed("STA", "4 09:00", "4 12:00").at("4 10:05"), Map.of(HEAT, "free")),
                arguments("what somebody holds stays", storm().holding(HEAT), Map.of(HEAT, "pinned")),
                arguments("what stays passes nothing on", storm().holding(HEAT).unit(final100, "4 20:00", "4 20:10", "VARENA"), Map.of(HEAT, "pinned")),
                arguments("other disciplines stay where only some may move", storm().only("ATH").unit("JUD 60KG FNL- 000100", "4 19:00", "4 20:00"), Map.of(HEAT, "free", "JUD 60KG FNL- 000100", "pinned")),
                arguments("a unit soon after the days planned for stays", storm().unit(final100, "8 10:00", "8 10:10"), Map.of(HEAT, "free", final100, "pinned")),
                arguments("a unit long after them is left out", storm().unit(final100, "12 10:00", "12 10:10"), Map.of(HEAT, "free")),
                arguments("after midnight it is still the day before", storm().at("5 02:00").unit(final100, "8 05:00", "8 05:10"), Map.of(HEAT, "pinned", final100, "free")),
                arguments("cancelled units take no room", storm().unit(final100, "4 20:00", "4 20:10", "XCANCELLED"), Map.of(HEAT, "free")),
                arguments("a phase that spans its units is no unit of its own", storm().unit("ATH 100M HEAT", "4 10:00", "4 11:00"), Map.of(HEAT, "free")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void whoIsAskedAbout(String situation, Games games, Map<String, String> expected) {
        Map<String, String> codes = new TreeMap<>();
        expected.forEach((unit, how) -> codes.put(code(unit), how));
        assertEquals(codes, asked(games));
    }

    static Stream<Arguments> rounds() {
        return Stream.of(
                arguments("phases follow each other", "HEAT 000100 10:00 11:00, SFNL 000100 12:00 13:00, FNL- 000100 14:00 15:00", "0 1 2"),
                arguments("heats have no order", "HEAT 000100 10:00 11:00, HEAT 000200 11:00 12:00, FNL- 000100 14:00 15:00", "0 0 1"),
                arguments("groups that go on at the same time have none", "GPA- 000100 10:00 11:00, GPB- 000100 11:00 12:00, GPA- 000200 12:00 13:00, FNL- 000100 14:00 15:00", "0 0 0 1"),
                arguments("gold comes after bronze", "FNL- 000200 10:00 11:00, FNL- 000100M1 12:00 13:00", "0 1"),
                arguments("parts of one unit follow each other", "FNL- 0001EQ 10:00 11:00, FNL- 0001FE 11:00 12:00, FNL- 0001SW 12:00 13:00", "0 1 2"),
                arguments("unless they overlap", "FNL- 0001EQ 10:00 11:00, FNL- 0001FE 10:30 12:00", "0 0"),
                arguments("a ceremony comes after its final", "FNL- 000100M1 10:00 11:00, VICT MEDAL 11:00 11:15", "0 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rounds")
    void roundsAreAsPublished(String situation, String units, String expected) {
        Games games = new Games();
        for (String unit : units.split(", ")) {
            String[] said = unit.split(" ");
            boolean gold = said[1].endsWith("M1");
            games.unit("MPN INDIVID " + said[0] + ' ' + said[1].replace("M1", ""), "4 " + said[2], "4 " + said[3], gold ? "M1" : "M0");
        }
        games.closed("STA", "4 09:00", "4 12:00");
        List<PlanningUnit> planned = games.day().problem().units().stream().sorted(Comparator.comparing(unit -> unit.slot().start())).toList();
        assertEquals(expected, String.join(" ", planned.stream().map(unit -> Integer.toString(unit.round())).toList()));
    }

    @Test
    void timesAreWholeMinutesAndNoUnitIsWithoutAnEnd() {
        Games games = new Games().unit(HEAT, "4 10:00:20", "4 10:30:20").unit("ATH 200M HEAT 000100", "4 13:00", "").closed("STA", "4 09:00", "4 12:00");
        Map<String, Slot> slots = new TreeMap<>();
        games.day().problem().units().forEach(unit -> slots.put(unit.code(), unit.slot()));
        assertEquals(new Slot(instant("4 10:00"), instant("4 10:31"), new Place("STA", "")), slots.get(code(HEAT)));
        assertEquals(instant("4 14:00"), slots.get(code("ATH 200M HEAT 000100")).end());
    }

    @Test
    void whatOverlapsAsPublishedHasALaneOfItsOwn() {
        Games games = storm().unit("ATH 200M VICT MEDAL", "4 10:15", "4 10:30", "T6").unit("ATH 400M VICT MEDAL", "4 15:00", "4 15:10", "T6");
        List<String> places = games.day().problem().units().stream().map(unit -> unit.slot().place().location()).toList();
        assertEquals(List.of("", " lane 1", ""), places);
    }

    @Test
    void aPlaceIsClosedWithAllItsLanesAndReasonsAreOfWhatWasTold() {
        Games games = new Games().unit(HEAT, "4 10:00", "4 11:00", "LA").unit("ATH 200M HEAT 000100", "4 10:30", "4 11:30", "LA");
        games.happened(new Disruption.NothingBefore("STA", "", instant("4 08:30"))).happened(new Disruption.VenueClosed("STA", "A", instant("4 09:00"), instant("4 12:00")));
        StormDay day = games.day();
        assertEquals(List.of(0, 1, 1), day.origins());
        assertEquals(List.of("A", "A lane 1"), day.problem().disruptions().stream().skip(1).map(event -> ((Disruption.VenueClosed) event).location()).toList());
        PlanningUnit second = day.problem().units().get(1);
        Move move = new Move(second.code(), second.slot(), null, List.of(new Reason(Rule.VENUE_CLOSED, 2, List.of(), List.of(), 1)));
        Replanned moved = Replanned.of(new Plan(List.of(move), List.of(), true), day, games.known()).get(0);
        assertEquals("1 A", moved.why().get(0).disruption() + " " + moved.location());
    }

    @Test
    void whatIsNotToldLastsFromNowToTheEndOfTheDays() {
        StormDay day = new Games().unit(HEAT, "4 10:00", "4 11:00").closed("STA", "", "").day();
        assertEquals(List.of(new Disruption.VenueClosed("STA", "", instant("4 08:00"), instant("8 06:00"))), day.problem().disruptions());
        assertEquals(List.of(instant("4 06:00"), instant("8 06:00")), List.of(day.horizon().from(), day.horizon().until()));
    }

    @Test
    void aMedalUnitHasItsPartOfTheDayAndRestIsAsClashesAreJudged() {
        StormDay day = new Games().unit("ATH 100M FNL- 000100", "4 20:00", "4 20:10", "M1").closed("STA", "4 19:00", "4 21:00").day();
        assertEquals("19:00 21:10", day.problem().units().get(0).broadcast().from() + " " + day.problem().units().get(0).broadcast().to());
        assertEquals(30, day.problem().settings().rest("ATH"));
    }

    @Test
    void trainingAndUnitsWithoutATimeAreForPeople() {
        Games games = storm().unit("ATH 200M TRNO 000100", "4 10:00", "4 11:00", "T1").unit("ATH 400M HEAT 000100", "", "", "XPOSTPONED").unit("ATH 800M HEAT 000100", "", "");
        assertEquals(
                List.of(code("ATH 200M TRNO 000100") + " TRAINING", code("ATH 400M HEAT 000100") + " WITHOUT_TIME", code("ATH 800M HEAT 000100") + " WITHOUT_TIME"),
                games.day().leftOut().stream().map(left -> left.unit() + ' ' + left.why()).toList());
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() {
        assertFault("happened[0].venue", storm().closed("STA", "4 09:00", "4 10:00"), new Disruption.VenueClosed("XXX", "", null, null));
        assertFault("happened[0].location", storm(), new Disruption.VenueClosed("STA", "XX", null, null));
        assertFault("happened[0].discipline", storm(), new Disruption.NothingBefore("", "SWM", instant("4 10:00")));
        assertFault("happened[0].session", storm(), new Disruption.SessionLost("ATH01"));
        Games two = new Games().unit(HEAT, "4 10:00", "4 11:00", "S01").unit("JUD 60KG FNL- 000100", "4 10:00", "4 11:00", "S01");
        assertFault("happened[0].discipline", two, new Disruption.SessionLost("01"));
        assertEquals(List.of(), StormFaults.of(two.happened(new Disruption.SessionLost("JUD 01")).asked(), two.timetable()).stream().filter(fault -> !fault.field().contains("[0]")).toList());
        assertEquals("happened[0].until", StormFaults.of(new Games().unit(HEAT, "4 10:00", "4 11:00").closed("STA", "4 12:00", "4 09:00").day()).get(0).field());
        assertEquals("happened[0]", StormFaults.of(new Games().unit(HEAT, "20 10:00", "20 11:00").closed("STA", "4 09:00", "4 12:00").day()).get(0).field());
        assertEquals(List.of(), StormFaults.of(storm().day()));
    }

    private static void assertFault(String field, Games games, Disruption event) {
        StormRequest asked = new StormRequest(List.of(event), Set.of(), games.asked().settings(), Map.of(), 60, false, Optional.empty());
        List<Fault> faults = StormFaults.of(asked.resolved(games.timetable()), games.timetable());
        assertTrue(faults.stream().anyMatch(fault -> fault.field().equals(field)), faults::toString);
    }

    @Test
    void aPlanMovesByMinutesWhatIsPlannedBySecondsAndWhatSpansIt() {
        String phase = "ATH 100M HEAT";
        String second = "ATH 100M HEAT 000200";
        Games games = new Games().unit(phase, "4 10:00", "4 11:30").unit(HEAT, "4 10:00:20", "4 10:40:20").unit(second, "4 11:00", "").closed("STA", "4 09:00", "4 12:00");
        StormDay day = games.day();
        Move first = move(day, HEAT, "4 13:00");
        List<Replanned> units = Replanned.of(new Plan(List.of(first, move(day, second, "4 14:00")), List.of(), true), day, games.known());
        assertEquals(
                List.of(code(HEAT) + " 13:00:20 13:40:20", code(second) + " 14:00 -", code(phase) + " 13:00 14:30"),
                units.stream().map(StormDayTest::text).toList());
        assertTrue(units.get(2).spans());
    }

    @Test
    void aPhaseOfWhichAllIsPostponedIsPostponedToo() {
        String phase = "ATH 100M HEAT";
        Games games = storm().unit(phase, "4 10:00", "4 11:00");
        StormDay day = games.day();
        Slot before = day.problem().units().get(0).slot();
        Move move = new Move(code(HEAT), before, null, List.of(new Reason(Rule.VENUE_CLOSED, 0, List.of(), List.of(), 3)));
        assertEquals(List.of(code(HEAT) + " - -", code(phase) + " - -"), Replanned.of(new Plan(List.of(move), List.of(), true), day, games.known()).stream().map(StormDayTest::text).toList());
    }

    private static Move move(StormDay day, String unit, String start) {
        Slot before = day.problem().units().stream().filter(one -> one.code().equals(code(unit))).findFirst().orElseThrow().slot();
        Slot after = new Slot(instant(start), instant(start).plus(Duration.between(before.start(), before.end())), before.place());
        return new Move(code(unit), before, after, List.of(new Reason(Rule.VENUE_CLOSED, 0, List.of(), List.of(), 0)));
    }

    private static String text(Replanned unit) {
        return unit.unit().code() + " " + unit.start().map(is -> is.toLocalTime().toString()).orElse("-") + ' ' + unit.end().map(is -> is.toLocalTime().toString()).orElse("-");
    }
}
