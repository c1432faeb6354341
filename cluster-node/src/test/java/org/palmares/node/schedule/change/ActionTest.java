package org.palmares.node.schedule.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.competition.UnitField;
import org.palmares.node.calendar.VenueClock;
import org.palmares.node.schedule.change.Action.Move;
import org.palmares.node.schedule.change.Action.Place;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Unit;

/** What becomes of a unit's times. */
class ActionTest {

    private static final VenueClock PARIS = VenueClock.of(ZoneId.of("Europe/Paris"));

    private static Place place(String day, String start, String end) {
        Unit.Plan plan = Unit.Plan.NONE.start(Optional.of(OffsetDateTime.parse(start))).end(Optional.of(OffsetDateTime.parse(end)));
        Unit unit = new Unit(new Rsc("ATHM100M--------------FNL-000100--"), plan, Unit.Progress.of(ScheduleStatus.SCHEDULED), Unit.Facts.NONE);
        return new Place(unit, unit, Optional.of(LocalDate.parse(day)), PARIS);
    }

    @ParameterizedTest
    @CsvSource({
        // The night belongs to the day before it.
        "2024-08-04, 2024-08-05T00:30+02:00, 2024-08-05T00:40+02:00, 2024-08-05, 2024-08-06T00:30+02:00, 2024-08-06T00:40+02:00",
        "2024-08-04, 2024-08-04T20:00+02:00, 2024-08-04T21:00+02:00, 2024-08-05, 2024-08-05T20:00+02:00, 2024-08-05T21:00+02:00",
        // The hour changes on 27 October.
        "2024-10-26, 2024-10-26T10:00+02:00, 2024-10-26T11:00+02:00, 2024-10-28, 2024-10-28T10:00+01:00, 2024-10-28T11:00+01:00",
        "2024-10-28, 2024-10-28T10:00+01:00, 2024-10-28T11:00+01:00, 2024-10-26, 2024-10-26T10:00+02:00, 2024-10-26T11:00+02:00",
        // What is held far away has an hour of its own.
        "2024-07-27, 2024-07-27T07:00-10:00, 2024-07-27T08:00-10:00, 2024-07-28, 2024-07-28T07:00-10:00, 2024-07-28T08:00-10:00"})
    void onAnotherDayItIsAtTheSameTimeOfDay(String day, String start, String end, String to, String newStart, String newEnd) {
        Place place = place(day, start, end);
        Map<UnitField, String> set = new Move(Optional.empty(), Optional.of(LocalDate.parse(to)), new TreeMap<>()).on(place, List.of(place));
        assertEquals(Map.of(UnitField.START, newStart, UnitField.END, newEnd), set);
    }
}
