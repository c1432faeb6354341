package org.palmares.planner.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Place;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Rule;
import org.palmares.protocol.contract.planning.Slot;

/** How many units are at one place, or at a venue whose capacity is halved, at once. */
final class Crowding {

    private final Problem problem;
    private final Map<Place, Integer> capacities = new HashMap<>();
    private final Map<String, Integer> venues = new HashMap<>();
    private final Map<String, Duration> turnarounds = new HashMap<>();

    Crowding(Problem problem) {
        this.problem = problem;
        for (PlanningUnit unit : problem.units()) {
            Place place = unit.slot().place();
            capacities.computeIfAbsent(place, any -> most(slot -> slot.place().equals(place)));
            turnarounds.put(unit.code(), turnaround(unit));
            venues.computeIfAbsent(place.venue(), any -> most(slot -> slot.place().venue().equals(place.venue())));
        }
    }

    /** What the place needs after a unit, or what it was given in the published timetable if that is less. */
    private Duration turnaround(PlanningUnit unit) {
        Duration asked = Duration.ofMinutes(problem.settings().turnaround(unit.discipline()));
        return problem.units().stream().map(PlanningUnit::slot)
                .filter(next -> next.place().equals(unit.slot().place()) && !next.start().isBefore(unit.slot().end()))
                .map(next -> Duration.between(unit.slot().end(), next.start()))
                .filter(given -> given.compareTo(asked) < 0)
                .min(Comparator.naturalOrder()).orElse(asked);
    }

    private Slot cleared(String code, Slot slot) {
        return new Slot(slot.start(), slot.end().plus(turnarounds.get(code)), slot.place());
    }

    private int most(Predicate<Slot> counted) {
        List<Slot> slots = problem.units().stream().map(PlanningUnit::slot).filter(counted).toList();
        return slots.stream().mapToInt(at -> going(slots, at.start())).max().orElse(1);
    }

    private static int going(Collection<Slot> slots, Instant instant) {
        return (int) slots.stream().filter(slot -> !slot.start().isAfter(instant) && slot.end().isAfter(instant)).count();
    }

    List<Violation> broken(PlanningUnit unit, Slot slot, Map<String, Slot> plan) {
        Map<String, Slot> there = new HashMap<>();
        Map<String, Slot> samePlace = new HashMap<>();
        Slot cleared = cleared(unit.code(), slot);
        plan.forEach((code, other) -> {
            boolean near = !code.equals(unit.code()) && other.place().venue().equals(slot.place().venue());
            if (near && other.overlaps(slot)) {
                there.put(code, other);
            }
            if (near && other.place().equals(slot.place()) && cleared(code, other).overlaps(cleared)) {
                samePlace.put(code, cleared(code, other));
            }
        });
        List<Violation> wrong = new ArrayList<>();
        if (most(cleared, cleared.start(), cleared.end(), samePlace) > capacities.getOrDefault(slot.place(), 1)) {
            wrong.add(new Violation(Rule.LOCATION_TAKEN, unit.code(), -1, sorted(samePlace), List.of()));
        }
        for (int i = 0; i < problem.disruptions().size(); i++) {
            if (problem.disruptions().get(i) instanceof Disruption.CapacityHalved halved && halved.venue().equals(slot.place().venue())) {
                int allowed = Math.max(1, venues.getOrDefault(halved.venue(), 1) / 2);
                Instant from = slot.start().isAfter(halved.from()) ? slot.start() : halved.from();
                Instant until = slot.end().isBefore(halved.until()) ? slot.end() : halved.until();
                if (most(slot, from, until, there) > allowed) {
                    wrong.add(new Violation(Rule.CAPACITY_HALVED, unit.code(), i, sorted(there), List.of()));
                }
            }
        }
        return wrong;
    }

    private static List<String> sorted(Map<String, Slot> slots) {
        return slots.keySet().stream().sorted().toList();
    }

    /** How many are there at once at most between two instants, with {@code slot} itself; 0 where there is nothing between them. */
    private static int most(Slot slot, Instant from, Instant until, Map<String, Slot> others) {
        if (!from.isBefore(until)) {
            return 0;
        }
        int most = going(others.values(), from);
        for (Slot other : others.values()) {
            boolean within = other.start().isAfter(from) && other.start().isBefore(until);
            most = within ? Math.max(most, going(others.values(), other.start())) : most;
        }
        return slot.overlaps(from, until) ? most + 1 : 0;
    }
}
