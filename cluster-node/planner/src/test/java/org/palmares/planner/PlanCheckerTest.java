package org.palmares.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.palmares.planner.Day.medal;
import static org.palmares.planner.Day.or;
import static org.palmares.planner.Day.pinned;
import static org.palmares.planner.Day.round;
import static org.palmares.planner.Day.session;
import static org.palmares.planner.Day.who;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.palmares.planner.check.PlanChecker;
import org.palmares.planner.check.Violation;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Rule;
import org.palmares.protocol.contract.planning.Slot;

/** Plans that break one rule each, and plans that break none although they come near. */
class PlanCheckerTest {

    /** Where a plan puts A: a time, a time and a place, or {@code -} for no time. */
    private record Plan(String name, Day day, String a, List<Rule> broken) {}

    private static Plan that(String name, Day day, String a, Rule... broken) {
        return new Plan(name, day, a, List.of(broken));
    }

    /** A at 10:00 for an hour. */
    private static Day a(Day.Trait... traits) {
        return Day.at("30 07:00").unit("A", "V", "30 10:00", 60, traits);
    }

    private static List<Plan> alone() {
        return List.of(
                that("nothing moves", a(), "30 10:00"),
                that("another time on the grid", a(), "30 12:15"),
                that("beside the grid", a(), "30 12:10", Rule.GRID),
                that("as far beside the grid as published", Day.at("30 07:00").unit("A", "V", "30 10:07", 60), "30 12:22"),
                that("before the venue opens", a(), "30 07:45", Rule.HOURS),
                that("still going on when it closes", a(), "30 21:15", Rule.HOURS),
                that("in the past", a(), "30 06:45", Rule.NOTICE, Rule.HOURS),
                that("beyond the horizon", a().horizon(1), "31 10:00", Rule.HORIZON),
                that("at a place that nobody offers", a(), "30 10:00 W", Rule.PLACE),
                that("at a place that is offered", a(or("W")), "30 10:00 W"),
                that("pinned, and moved all the same", a(pinned()), "30 12:00", Rule.PINNED),
                that("pinned, and without a time", a(pinned()), "-", Rule.PINNED),
                that("without a time", a(), "-"),
                that("a medal outside its window", a(medal("09:00", "12:00")), "30 11:15", Rule.BROADCAST_WINDOW),
                that("a medal at the end of its window", a(medal("09:00", "12:00")), "30 11:00"),
                that("a medal that may leave it", a(medal("09:00", "12:00")).broadcastMayChange(), "30 11:15"));
    }

    private static List<Plan> happened() {
        return List.of(
                that("still there when the venue closes", a().closed("V", "30 10:30", "30 12:00"), "30 10:00", Rule.VENUE_CLOSED),
                that("over when it closes, begun when it opens", a().closed("V", "30 08:00", "30 10:00").closed("V", "30 11:00", "30 12:00"), "30 10:00"),
                that("another place of the venue is closed", a().unit("B", "V/2", "31 10:00", 60).closed("V/2", "30 08:00", "30 12:00"), "30 10:00"),
                that("pinned in a closed venue", a(pinned()).closed("V", "30 08:00", "30 12:00"), "30 10:00"),
                that("too early", a().nothingBefore("V", "30 10:15"), "30 10:00", Rule.NOTHING_BEFORE),
                that("just late enough", a().nothingBefore("V", "30 10:15"), "30 10:15"),
                that("too early of its discipline", a().nothingOfDisciplineBefore("A", "30 10:15"), "30 10:00", Rule.NOTHING_BEFORE),
                that("in the time of its lost session", a(session("S")).unit("B", "V", "30 11:00", 60, session("S"), pinned()).lost("S"), "30 10:15",
                        Rule.LOCATION_TAKEN, Rule.SESSION_LOST),
                that("more than the halved venue takes", a().unit("B", "V/2", "30 10:00", 60).halved("V", "30 10:30", "30 12:00"), "30 10:00",
                        Rule.CAPACITY_HALVED),
                that("before it is halved", a().unit("B", "V/2", "30 10:00", 60).halved("V", "30 11:00", "30 12:00"), "30 10:00"));
    }

    private static List<Plan> together() {
        return List.of(
                that("two at a place that takes one", a().unit("B", "V", "30 12:00", 60), "30 11:15", Rule.LOCATION_TAKEN),
                that("the next before the place is ready", a().unit("B", "V", "30 12:00", 60).turnaround(15), "30 11:00", Rule.LOCATION_TAKEN),
                that("the next when the place is ready", a().unit("B", "V", "30 12:00", 60).turnaround(15), "30 10:45"),
                that("as soon after the last as published", a().unit("B", "V", "30 11:05", 60).grid(5).turnaround(15), "30 10:00"),
                that("one after the other", a().unit("B", "V", "30 12:00", 60), "30 11:00"),
                that("two at a place that took two", a().unit("B", "V", "30 12:00", 60).unit("C", "V", "30 12:30", 60, pinned()), "30 13:00"),
                that("after the next round", a(round("E", 1)).unit("B", "W", "30 12:00", 60, round("E", 2)), "30 13:00", Rule.ROUND_ORDER),
                that("without rest before the next round", a(round("E", 1)).rest(30).unit("B", "W", "30 12:00", 60, round("E", 2)), "30 10:45", Rule.ROUND_ORDER),
                that("with rest before the next round", a(round("E", 1)).rest(30).unit("B", "W", "30 12:00", 60, round("E", 2)), "30 10:30"),
                that("no time, and a next round that has one", a(round("E", 1)).unit("B", "W", "30 12:00", 60, round("E", 2)), "-", Rule.ROUND_ORDER),
                that("equal rounds have no order", a(round("E", 1)).unit("B", "W", "30 12:00", 60, round("E", 1)), "30 13:00"),
                that("rounds that were out of order before", a(round("E", 2)).unit("B", "W", "30 12:00", 60, round("E", 1)), "30 12:00"),
                that("a participant in two units at once", a(who("p")).unit("B", "W", "30 12:00", 60, who("p")), "30 12:30", Rule.REST),
                that("a participant with too little rest", a(who("p")).rest(60).unit("B", "W", "30 12:00", 60, who("p")), "30 13:45", Rule.REST),
                that("a participant with no more rest than published", a(who("p")).rest(300).unit("B", "W", "30 12:00", 60, who("p")), "30 14:00"),
                that("other participants", a(who("p")).unit("B", "W", "30 12:00", 60, who("q")), "30 12:00"));
    }

    @TestFactory
    Stream<DynamicTest> everyBrokenRuleIsFoundAndNoOther() {
        return Stream.of(alone(), happened(), together()).flatMap(List::stream).map(plan -> DynamicTest.dynamicTest(plan.name(), () -> check(plan)));
    }

    private static void check(Plan plan) {
        Problem problem = plan.day().problem();
        Map<String, Slot> slots = PlanChecker.published(problem);
        PlanningUnit unit = problem.units().get(0);
        if (plan.a().equals("-")) {
            slots.remove("A");
        } else {
            String[] parts = plan.a().split(" ");
            Instant start = Day.time(parts[0] + ' ' + parts[1]);
            Duration length = Duration.between(unit.slot().start(), unit.slot().end());
            slots.put("A", new Slot(start, start.plus(length), parts.length > 2 ? Day.place(parts[2]) : unit.slot().place()));
        }
        List<Rule> broken = new PlanChecker(problem).check(slots).stream().map(Violation::rule).toList();
        assertEquals(new TreeSet<>(plan.broken()), new TreeSet<>(broken));
    }
}
