package org.palmares.planner.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.PlanningFault;
import org.palmares.protocol.contract.planning.PlanningSettings;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;

/** Everything that is wrong with a problem, with its place. */
public final class ProblemFaults {

    /** The units of an Olympic fortnight are some 5,000; a storm desk looks at a few days of some of them. */
    private static final int UNITS_MAX = 2_000;
    private static final int DISRUPTIONS_MAX = 50;
    private static final int HORIZON_MAX = 21;
    private static final int MINUTES_MAX = 24 * 60;
    private static final int REST_MAX = 7 * MINUTES_MAX;
    private static final int TIME_LIMIT_MAX = 60_000;
    private static final Duration FAR = Duration.ofDays(100);

    private final Problem problem;
    private final List<PlanningFault> faults = new ArrayList<>();

    private ProblemFaults(Problem problem) {
        this.problem = problem;
    }

    /** All faults; none: it can be planned. */
    public static List<PlanningFault> of(Problem problem) {
        ProblemFaults faults = new ProblemFaults(problem);
        faults.check();
        return List.copyOf(faults.faults);
    }

    private void unless(boolean right, String at, String text) {
        if (!right) {
            faults.add(new PlanningFault(at, text));
        }
    }

    private void check() {
        unless(problem.zone() != null, "zone", "The offset of the Games is missing, e.g. +02:00");
        unless(problem.now() != null, "now", "The time is missing, e.g. 2024-07-30T03:30:00Z");
        unless(problem.units().size() <= UNITS_MAX, "units", "There are more than " + UNITS_MAX + " units: leave out those that cannot matter");
        unless(problem.disruptions().size() <= DISRUPTIONS_MAX, "disruptions", "There are more than " + DISRUPTIONS_MAX + " disruptions");
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < problem.units().size(); i++) {
            unit("units[" + i + ']', problem.units().get(i), codes);
        }
        if (faults.isEmpty()) {
            for (int i = 0; i < problem.disruptions().size(); i++) {
                disruption("disruptions[" + i + ']', problem.disruptions().get(i));
            }
        }
        settings(problem.settings());
    }

    private void unit(String at, PlanningUnit unit, Set<String> codes) {
        unless(unit.code() != null && !unit.code().isBlank(), at + ".code", "The code is missing");
        unless(codes.add(unit.code()), at + ".code", "The code " + unit.code() + " is there twice");
        if (unit.slot() == null || unit.slot().start() == null || unit.slot().end() == null || unit.slot().place() == null) {
            faults.add(new PlanningFault(at + ".slot", "start, end or place is missing"));
            return;
        }
        Instant start = unit.slot().start();
        Instant end = unit.slot().end();
        unless(isMinute(start), at + ".slot.start", start + " is no whole minute");
        unless(isMinute(end), at + ".slot.end", end + " is no whole minute");
        unless(start.isBefore(end), at + ".slot.end", "The end must be after the start; give a unit without an end its usual length");
        unless(Duration.between(start, end).toMinutes() <= MINUTES_MAX, at + ".slot.end", "No unit takes longer than a day");
        unless(problem.now() == null || isNear(start), at + ".slot.start", start + " is more than " + FAR.toDays() + " days from now");
    }

    private boolean isNear(Instant instant) {
        return Duration.between(problem.now(), instant).abs().compareTo(FAR) <= 0;
    }

    private static boolean isMinute(Instant instant) {
        return instant.getNano() == 0 && instant.getEpochSecond() % 60 == 0;
    }

    private void disruption(String at, Disruption disruption) {
        disruption.fold(new Disruption.Cases<Void>() {
            @Override
            public Void venueClosed(Disruption.VenueClosed closed) {
                unless(isVenue(closed.venue()), at + ".venue", "No unit is or may be held at " + closed.venue());
                span(at, closed.from(), closed.until());
                return null;
            }

            @Override
            public Void capacityHalved(Disruption.CapacityHalved halved) {
                unless(isVenue(halved.venue()), at + ".venue", "No unit is or may be held at " + halved.venue());
                span(at, halved.from(), halved.until());
                return null;
            }

            @Override
            public Void nothingBefore(Disruption.NothingBefore nothing) {
                unless(nothing.venue().isEmpty() != nothing.discipline().isEmpty(), at, "Name either a venue or a discipline");
                unless(nothing.at() != null && isMinute(nothing.at()) && isNear(nothing.at()), at + ".at", "The time is missing, no whole minute, or far away");
                return null;
            }

            @Override
            public Void sessionLost(Disruption.SessionLost lost) {
                boolean known = problem.units().stream().anyMatch(unit -> unit.session().equals(lost.session()));
                unless(!lost.session().isEmpty() && known, at + ".session", "No unit has the session " + lost.session());
                return null;
            }
        });
    }

    private boolean isVenue(String venue) {
        return problem.units().stream().anyMatch(unit ->
                unit.slot().place().venue().equals(venue) || unit.alternatives().stream().anyMatch(place -> place.venue().equals(venue)));
    }

    private void span(String at, Instant from, Instant until) {
        boolean given = from != null && until != null;
        unless(given && from.isBefore(until), at + ".until", "from and until must be given, the later one last");
        unless(!given || isMinute(from) && isMinute(until) && isNear(from) && isNear(until), at + ".from", "from and until must be whole minutes, and not far away");
    }

    private void settings(PlanningSettings settings) {
        int grid = settings.gridMinutes();
        unless(grid > 0 && grid <= 60 && 60 % grid == 0, "settings.gridMinutes", "The grid must divide an hour, e.g. 15 or 5");
        within(settings.horizonDays(), 1, HORIZON_MAX, "settings.horizonDays");
        within(settings.noticeMinutes(), 0, MINUTES_MAX, "settings.noticeMinutes");
        within(settings.alternativeMinutes(), 1, MINUTES_MAX, "settings.alternativeMinutes");
        within(settings.timeLimitMillis(), 1, TIME_LIMIT_MAX, "settings.timeLimitMillis");
        settings.restMinutes().forEach((discipline, minutes) -> within(minutes, 0, REST_MAX, "settings.restMinutes." + discipline));
        settings.turnaroundMinutes().forEach((discipline, minutes) -> within(minutes, 0, MINUTES_MAX, "settings.turnaroundMinutes." + discipline));
        List<Level> sorted = settings.levels().stream().sorted(Comparator.naturalOrder()).toList();
        boolean ordered = sorted.equals(Level.ORDER) && settings.levels().get(0) == Level.WITHOUT_TIME;
        unless(ordered, "settings.levels", "Name each level once, WITHOUT_TIME first");
    }

    private void within(int value, int least, int most, String at) {
        unless(value >= least && value <= most, at, "It must be between " + least + " and " + most);
    }
}
