package org.palmares.planner.check;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.palmares.protocol.contract.planning.DailyWindow;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Place;
import org.palmares.protocol.contract.planning.PlanningSettings;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Rule;
import org.palmares.protocol.contract.planning.Slot;

/** Rules that a unit obeys by itself, wherever the others are. */
final class OwnRules {

    private final Problem problem;
    private final PlanningSettings settings;
    private final ZoneOffset zone;

    OwnRules(Problem problem) {
        this.problem = problem;
        this.settings = problem.settings();
        this.zone = problem.zone();
    }

    /** The competition day of an instant. */
    LocalDate day(Instant instant) {
        return local(instant).minusSeconds(settings.dayBegins().toSecondOfDay()).toLocalDate();
    }

    private LocalDateTime local(Instant instant) {
        return instant.atOffset(zone).toLocalDateTime();
    }

    boolean stays(PlanningUnit unit) {
        return unit.pinned() || !isInHorizon(unit.slot().start());
    }

    private boolean isInHorizon(Instant start) {
        LocalDate today = day(problem.now());
        LocalDate day = day(start);
        return !day.isBefore(today) && day.isBefore(today.plusDays(settings.horizonDays()));
    }

    List<Violation> broken(PlanningUnit unit, Slot slot) {
        List<Violation> wrong = new ArrayList<>();
        if (!slot.equals(unit.slot())) {
            moved(unit, slot).forEach(rule -> wrong.add(Violation.own(rule, unit.code())));
        }
        for (int i = 0; i < problem.disruptions().size(); i++) {
            Rule rule = struck(problem.disruptions().get(i), unit, slot);
            if (rule != null) {
                wrong.add(Violation.happened(rule, unit.code(), i));
            }
        }
        return wrong;
    }

    /** Rules of slots other than the published one. */
    private List<Rule> moved(PlanningUnit unit, Slot slot) {
        List<Rule> broken = new ArrayList<>();
        boolean placed = slot.place().equals(unit.slot().place()) || unit.alternatives().contains(slot.place());
        if (!placed || !Duration.between(slot.start(), slot.end()).equals(Duration.between(unit.slot().start(), unit.slot().end()))) {
            broken.add(Rule.PLACE);
        }
        // The published start is allowed at its own place even where hours or grid would not have it; there nothing moved.
        if (!isInHorizon(slot.start())) {
            broken.add(Rule.HORIZON);
        }
        if (slot.start().isBefore(problem.now().plus(Duration.ofMinutes(settings.noticeMinutes())))) {
            broken.add(Rule.NOTICE);
        }
        if (!isOnGrid(unit, slot)) {
            broken.add(Rule.GRID);
        }
        if (!isOpen(slot)) {
            broken.add(Rule.HOURS);
        }
        if (unit.medal() && !settings.broadcastMayChange() && !isWithin(unit.broadcast(), slot)) {
            broken.add(Rule.BROADCAST_WINDOW);
        }
        return broken;
    }

    private boolean isOnGrid(PlanningUnit unit, Slot slot) {
        long shown = local(slot.start()).toLocalTime().toSecondOfDay() / 60L;
        long moved = Duration.between(unit.slot().start(), slot.start()).toMinutes();
        return shown % settings.gridMinutes() == 0 || moved % settings.gridMinutes() == 0;
    }

    private boolean isOpen(Slot slot) {
        DailyWindow own = settings.venueHours().get(slot.place().venue());
        if (own != null || settings.hours().wholeDay()) {
            return isWithin(own == null ? settings.hours() : own, slot);
        }
        long from = sinceBegin(settings.hours().from().toSecondOfDay() / 60L);
        long to = sinceBegin(settings.hours().to().toSecondOfDay() / 60L);
        to = to > from ? to : to + Duration.ofDays(1).toMinutes();
        for (PlanningUnit other : problem.units()) {
            if (other.slot().place().venue().equals(slot.place().venue())) {
                long start = sinceBegin(local(other.slot().start()).toLocalTime().toSecondOfDay() / 60L);
                from = Math.min(from, start);
                to = Math.max(to, start + Duration.between(other.slot().start(), other.slot().end()).toMinutes());
            }
        }
        return isWithin(from, to, slot);
    }

    private long sinceBegin(long minuteOfDay) {
        return Math.floorMod(minuteOfDay - settings.dayBegins().toSecondOfDay() / 60L, Duration.ofDays(1).toMinutes());
    }

    private boolean isWithin(DailyWindow window, Slot slot) {
        if (window.wholeDay()) {
            return true;
        }
        long from = sinceBegin(window.from().toSecondOfDay() / 60L);
        long to = sinceBegin(window.to().toSecondOfDay() / 60L);
        return isWithin(from, to > from ? to : to + Duration.ofDays(1).toMinutes(), slot);
    }

    /** Whether a slot lies within a span of its own competition day or of the one before, given in minutes since a day's begin. */
    private boolean isWithin(long from, long to, Slot slot) {
        for (int back = 0; back <= 1; back++) {
            LocalDateTime begin = day(slot.start()).minusDays(back).atTime(settings.dayBegins());
            if (!local(slot.start()).isBefore(begin.plusMinutes(from)) && !local(slot.end()).isAfter(begin.plusMinutes(to))) {
                return true;
            }
        }
        return false;
    }

    /** The rule that a disruption makes a unit break; null where it does not. */
    private Rule struck(Disruption disruption, PlanningUnit unit, Slot slot) {
        return disruption.fold(new Disruption.Cases<Rule>() {
            @Override
            public Rule venueClosed(Disruption.VenueClosed closed) {
                Place place = closed.location().isEmpty() ? new Place(closed.venue(), slot.place().location()) : new Place(closed.venue(), closed.location());
                return place.equals(slot.place()) && slot.overlaps(closed.from(), closed.until()) ? Rule.VENUE_CLOSED : null;
            }

            @Override
            public Rule capacityHalved(Disruption.CapacityHalved halved) {
                return null;
            }

            @Override
            public Rule nothingBefore(Disruption.NothingBefore nothing) {
                boolean meant = nothing.venue().equals(slot.place().venue()) || nothing.venue().isEmpty() && unit.code().startsWith(nothing.discipline());
                return meant && slot.start().isBefore(nothing.at()) ? Rule.NOTHING_BEFORE : null;
            }

            @Override
            public Rule sessionLost(Disruption.SessionLost lost) {
                boolean meant = unit.session().equals(lost.session()) && slot.place().venue().equals(unit.slot().place().venue());
                return meant && slot.overlaps(begin(lost.session()), end(lost.session())) ? Rule.SESSION_LOST : null;
            }
        });
    }

    private Instant begin(String session) {
        return problem.units().stream().filter(unit -> unit.session().equals(session)).map(unit -> unit.slot().start()).min(Comparator.naturalOrder()).orElseThrow();
    }

    private Instant end(String session) {
        return problem.units().stream().filter(unit -> unit.session().equals(session)).map(unit -> unit.slot().end()).max(Comparator.naturalOrder()).orElseThrow();
    }
}
