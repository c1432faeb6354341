package org.palmares.node.ops.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Unit;

/** When medals stand in the way of a drill. */
final class CalendarGuardTest {

    private static final Instant NOON = Instant.parse("2030-08-04T12:00:00Z");
    private static final String CODE = "ATHM100M--------------FNL-000100--";
    private static final Duration LENGTH = Duration.ofMinutes(10);

    private static Unit unit(int startMinute, int endMinute, int medal, ScheduleStatus status) {
        return new Unit(
                new Rsc(CODE),
                new Unit.Plan(at(startMinute), at(endMinute), false, false, Map.of(), "", "STA", "", "", "", ""),
                Unit.Progress.of(status),
                new Unit.Facts("3", "", medal, "", Map.of(), List.of()));
    }

    private static Optional<OffsetDateTime> at(int minute) {
        return Optional.of(NOON.plus(Duration.ofMinutes(minute)).atOffset(ZoneOffset.UTC));
    }

    private static List<String> inTheWay(Unit unit) {
        return CalendarGuard.check(List.of(unit), NOON, LENGTH).inTheWay();
    }

    @Test
    void aMedalUnitThatStartsSoonOrRunsIsInTheWay() {
        assertEquals(List.of(CODE), inTheWay(unit(35, 60, 1, ScheduleStatus.SCHEDULED)), "within half an hour of the end of the drill");
        assertEquals(List.of(), inTheWay(unit(45, 60, 1, ScheduleStatus.SCHEDULED)));
        assertEquals(List.of(CODE), inTheWay(unit(-90, -30, 3, ScheduleStatus.RUNNING)), "it runs over its time");
        assertEquals(List.of(), inTheWay(unit(-600, -500, 3, ScheduleStatus.RUNNING)), "nobody ever said that it was over");
    }

    @Test
    void whatDecidesNothingOrIsOverIsNot() {
        assertEquals(List.of(), inTheWay(unit(5, 60, 0, ScheduleStatus.SCHEDULED)));
        assertEquals(List.of(), inTheWay(unit(-30, 20, 1, ScheduleStatus.FINISHED)));
        assertEquals(List.of(), inTheWay(unit(5, 60, 1, ScheduleStatus.CANCELLED)));
    }

    @Test
    void quietWindowsLieBetweenTheUnits() {
        List<Unit> units = List.of(unit(60, 90, 1, ScheduleStatus.SCHEDULED), unit(200, 230, 1, ScheduleStatus.SCHEDULED));
        List<CalendarGuard.Window> quiet = CalendarGuard.check(units, NOON, LENGTH).quiet();

        assertEquals(new CalendarGuard.Window(NOON, NOON.plus(Duration.ofMinutes(30))), quiet.get(0));
        assertEquals(new CalendarGuard.Window(NOON.plus(Duration.ofMinutes(90)), NOON.plus(Duration.ofMinutes(170))), quiet.get(1));
        assertEquals(NOON.plus(Duration.ofMinutes(230)), quiet.get(2).from());
    }
}
