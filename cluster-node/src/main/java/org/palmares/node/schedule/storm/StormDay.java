package org.palmares.node.schedule.storm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.protocol.contract.planning.DailyWindow;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.PlanningSettings;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Slot;
import org.palmares.protocol.odf.ScheduleStatus;

/**
 * A storm in a timetable, as the planner is asked about it.
 *
 * @param problem what it is asked
 * @param horizon within which units may be moved
 * @param units the units in the problem as they are planned, by code
 * @param happened what happened, in the order told
 * @param origins of each disruption of the problem, which of these it is of
 * @param leftOut units that are hit, within the horizon, and are not planned for: they are for people to decide
 */
public record StormDay(Problem problem, Horizon horizon, Map<String, PlannedUnit> units, List<Disruption> happened, List<Integer> origins, List<LeftOut> leftOut) {

    /** What has begun or is over stays, and so does what is about to begin. */
    static final Set<ScheduleStatus> BEGUN = Set.of(
            ScheduleStatus.RUNNING, ScheduleStatus.SCHEDULED_BREAK, ScheduleStatus.INTERRUPTED, ScheduleStatus.GETTING_READY, ScheduleStatus.FINISHED);

    private static final int MINUTES_OF_DAY = 24 * 60;

    /** A unit that is not planned for. */
    public record LeftOut(String unit, Why why) {}

    /** Why a unit is not planned for. */
    public enum Why {
        /** Training yields to competition. */
        TRAINING,
        /** It has no time that could be kept or moved. */
        WITHOUT_TIME
    }

    public StormDay {
        units = Map.copyOf(units);
        happened = List.copyOf(happened);
        origins = List.copyOf(origins);
        leftOut = List.copyOf(leftOut);
    }

    /** What {@code asked} means in a timetable; {@code now} counts where it says none. */
    public static StormDay of(StormRequest asked, Known known, Instant now) {
        Horizon horizon = Horizon.of(Slots.floor(asked.now().orElse(now)), known.zone(), asked.settings());
        return new Making(asked, known, horizon).made();
    }

    private record Making(StormRequest asked, Known known, Horizon horizon) {

        private StormDay made() {
            List<Disruption> happened = asked.happened().stream().map(event -> Complete.of(event, horizon)).toList();
            List<PlannedUnit> near = known.clashes().onField().stream().filter(unit -> !unit.isTraining() && horizon.isNear(unit)).toList();
            Collection<PlannedUnit> concerned = Concerned.of(near, happened, asked.alternatives(), this::mayMove);
            Lanes lanes = Lanes.of(concerned);
            List<Lanes.Of> hit = lanes.all(happened);
            Map<String, Integer> rounds = Rounds.of(known.clashes().onField());
            Map<String, PlannedUnit> units = new TreeMap<>();
            concerned.forEach(unit -> units.put(unit.code().value(), unit));
            List<PlanningUnit> planned = units.values().stream().map(unit -> unit(unit, rounds.get(unit.code().value()), lanes)).toList();
            Problem problem = new Problem(known.zone(), horizon.now(), planned, hit.stream().map(Lanes.Of::disruption).toList(), settings(concerned));
            return new StormDay(problem, horizon, units, happened, hit.stream().map(Lanes.Of::told).toList(), leftOut(happened));
        }

        private boolean mayMove(PlannedUnit unit) {
            boolean late = Slots.start(unit).isBefore(horizon.now()) && !unit.status().equals(ScheduleStatus.DELAYED);
            return horizon.holds(unit) && !late && !BEGUN.contains(unit.status()) && isInScope(unit) && known.free().test(unit);
        }

        private boolean isInScope(PlannedUnit unit) {
            return asked.disciplines().isEmpty() || asked.disciplines().contains(unit.discipline());
        }

        private PlanningUnit unit(PlannedUnit unit, int round, Lanes lanes) {
            return new PlanningUnit(
                    unit.code().value(),
                    unit.competition(),
                    round,
                    new Slot(Slots.start(unit), Slots.end(unit), lanes.of(unit)),
                    unit.sessionKey().orElse(""),
                    !mayMove(unit),
                    unit.medal() > 0,
                    unit.participants(),
                    asked.alternatives().getOrDefault(unit.venue(), List.of()),
                    unit.medal() > 0 ? broadcast(unit) : DailyWindow.WHOLE_DAY);
        }

        private DailyWindow broadcast(PlannedUnit unit) {
            OffsetDateTime start = Slots.start(unit).atOffset(known.zone());
            OffsetDateTime end = Slots.end(unit).atOffset(known.zone());
            long minutes = Duration.between(start, end).toMinutes() + 2L * asked.broadcastMinutes();
            LocalTime from = start.toLocalTime().minusMinutes(asked.broadcastMinutes());
            return minutes >= MINUTES_OF_DAY ? DailyWindow.WHOLE_DAY : new DailyWindow(from, end.toLocalTime().plusMinutes(asked.broadcastMinutes()));
        }

        /** Rest as it was asked for, else as clashes are judged by. */
        private PlanningSettings settings(Collection<PlannedUnit> units) {
            Map<String, Integer> rest = new HashMap<>();
            units.stream().map(PlannedUnit::discipline).distinct().filter(discipline -> known.rest().applyAsInt(discipline) > 0)
                    .forEach(discipline -> rest.put(discipline, known.rest().applyAsInt(discipline)));
            rest.putAll(asked.settings().restMinutes());
            PlanningSettings is = asked.settings();
            return new PlanningSettings(
                    is.gridMinutes(), is.horizonDays(), is.noticeMinutes(), is.dayBegins(), is.hours(), is.venueHours(), rest, is.turnaroundMinutes(),
                    is.broadcastMayChange(), is.levels(), is.alternativeMinutes(), is.timeLimitMillis(), is.seed());
        }

        private List<LeftOut> leftOut(List<Disruption> happened) {
            List<LeftOut> left = new ArrayList<>();
            known.clashes().timetable().units().values().stream()
                    .filter(unit -> happened.stream().anyMatch(event -> Concerned.isHit(event, unit)))
                    .sorted(Comparator.comparing(PlannedUnit::code))
                    .forEach(unit -> {
                        if (unit.status().equals(ScheduleStatus.POSTPONED) || unit.isHeld() && !unit.isTimed()) {
                            left.add(new LeftOut(unit.code().value(), Why.WITHOUT_TIME));
                        } else if (unit.isTimed() && unit.isTraining() && horizon.holds(unit)) {
                            left.add(new LeftOut(unit.code().value(), Why.TRAINING));
                        }
                    });
            return left;
        }
    }
}
