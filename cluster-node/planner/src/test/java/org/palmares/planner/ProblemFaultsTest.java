package org.palmares.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.palmares.planner.check.ProblemFaults;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.PlanningFault;
import org.palmares.protocol.contract.planning.PlanningSettings;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Slot;

/** Every fault is told with its place, and all at once. */
class ProblemFaultsTest {

    private static final Instant TEN = Day.time("30 10:00");

    private static Day day() {
        return Day.at("30 07:00").unit("A", "V", "30 10:00", 60, Day.session("S"));
    }

    private static Problem with(PlanningSettings settings) {
        return day().problem().with(settings);
    }

    private static PlanningSettings settings(int grid, int horizon, int notice, Map<String, Integer> rest, List<Level> levels) {
        return new PlanningSettings(grid, horizon, notice, null, null, null, rest, null, false, levels, 0, 0, 0);
    }

    private static Problem with(PlanningUnit unit) {
        return new Problem(ZoneOffset.UTC, TEN, List.of(unit), List.of(), null);
    }

    private static PlanningUnit unit(String code, Slot slot) {
        return new PlanningUnit(code, null, 0, slot, null, false, false, null, null, null);
    }

    private static Problem with(Disruption disruption) {
        Problem problem = day().problem();
        return new Problem(problem.zone(), problem.now(), problem.units(), List.of(disruption), problem.settings());
    }

    private static Map<String, Problem> wrong() {
        return Map.ofEntries(
                Map.entry("zone", new Problem(null, TEN, null, null, null)),
                Map.entry("now", new Problem(ZoneOffset.UTC, null, null, null, null)),
                Map.entry("units[1].code", day().unit("A", "V", "30 12:00", 60).problem()),
                Map.entry("units[0].code", with(unit(" ", new Slot(TEN, TEN.plusSeconds(60), Day.place("V"))))),
                Map.entry("units[0].slot", with(unit("A", new Slot(TEN, null, Day.place("V"))))),
                Map.entry("units[0].slot.end", with(unit("A", new Slot(TEN, TEN, Day.place("V"))))),
                Map.entry("units[0].slot.start", with(unit("A", new Slot(TEN.plusSeconds(1), TEN.plusSeconds(60), Day.place("V"))))),
                Map.entry("disruptions[0].venue", with(new Disruption.VenueClosed("X", "", TEN, TEN.plusSeconds(60)))),
                Map.entry("disruptions[0].until", with(new Disruption.CapacityHalved("V", TEN, TEN))),
                Map.entry("disruptions[0]", with(new Disruption.NothingBefore("V", "A", TEN))),
                Map.entry("disruptions[0].at", with(new Disruption.NothingBefore("V", "", null))),
                Map.entry("disruptions[0].session", with(new Disruption.SessionLost("T"))),
                Map.entry("settings.gridMinutes", with(settings(7, 0, 0, null, null))),
                Map.entry("settings.horizonDays", with(settings(0, 22, 0, null, null))),
                Map.entry("settings.noticeMinutes", with(settings(0, 0, -1, null, null))),
                Map.entry("settings.restMinutes.TEN", with(settings(0, 0, 0, Map.of("TEN", -1), null))),
                Map.entry("settings.levels", with(settings(0, 0, 0, null, List.of(Level.MOVED, Level.WITHOUT_TIME)))));
    }

    @TestFactory
    Stream<DynamicTest> aFaultIsToldWithItsPlace() {
        return wrong().entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () ->
                assertEquals(List.of(entry.getKey()), ProblemFaults.of(entry.getValue()).stream().map(PlanningFault::at).toList())));
    }

    @Test
    void whatIsRightHasNone() {
        assertEquals(List.of(), ProblemFaults.of(day().lost("S").closed("V", "30 08:00", "30 12:00").problem()));
    }
}
