package org.palmares.node.schedule.storm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Place;

/**
 * Units that overlap at a place as published have a lane of it each, which takes one at a time: a range, what is beside the field of play, or a fault of the
 * timetable. Otherwise two that overlap once, rightly or not, would let everything there overlap. Competition has the first lanes.
 */
final class Lanes {

    /** No code of ODF has blanks. */
    private static final String LANE = " lane ";

    private static final Comparator<PlannedUnit> IN_ORDER = Comparator.<PlannedUnit, Boolean>comparing(unit -> !unit.isCompetition())
            .thenComparing(Slots::start)
            .thenComparing(PlannedUnit::code);

    private final Map<String, Integer> lanes = new TreeMap<>();
    private final Map<Place, Integer> counts = new HashMap<>();

    /** A disruption, and which of those that were told it is of. */
    record Of(Disruption disruption, int told) {}

    private Lanes() {}

    /** Those of {@code units}, which are all that are looked at. */
    static Lanes of(Collection<PlannedUnit> units) {
        Lanes all = new Lanes();
        Map<Place, List<PlannedUnit>> places = new HashMap<>();
        units.stream().sorted(IN_ORDER).forEach(unit -> places.computeIfAbsent(place(unit), any -> new ArrayList<>()).add(unit));
        places.forEach(all::divide);
        return all;
    }

    private static Place place(PlannedUnit unit) {
        return new Place(unit.venue(), unit.location());
    }

    private void divide(Place place, List<PlannedUnit> units) {
        List<List<PlannedUnit>> taken = new ArrayList<>();
        for (PlannedUnit unit : units) {
            int lane = IntStream.range(0, taken.size()).filter(one -> taken.get(one).stream().noneMatch(other -> overlap(unit, other))).findFirst().orElse(taken.size());
            if (lane == taken.size()) {
                taken.add(new ArrayList<>());
            }
            taken.get(lane).add(unit);
            lanes.put(unit.code().value(), lane);
        }
        counts.put(place, taken.size());
    }

    private static boolean overlap(PlannedUnit one, PlannedUnit other) {
        Instant from = Slots.start(one);
        return from.isBefore(Slots.end(other)) && Slots.start(other).isBefore(Slots.end(one));
    }

    /** Where a unit is held, for the planner. */
    Place of(PlannedUnit unit) {
        return lane(place(unit), lanes.get(unit.code().value()));
    }

    private static Place lane(Place place, int lane) {
        return lane == 0 ? place : new Place(place.venue(), place.location() + LANE + lane);
    }

    /** What happened, to every lane of a place that it is about. */
    List<Of> all(List<Disruption> happened) {
        return IntStream.range(0, happened.size()).boxed().flatMap(told -> each(happened.get(told)).map(one -> new Of(one, told))).toList();
    }

    private Stream<Disruption> each(Disruption event) {
        if (!(event instanceof Disruption.VenueClosed closed) || closed.location().isEmpty()) {
            return Stream.of(event);
        }
        Place place = new Place(closed.venue(), closed.location());
        return IntStream.range(0, Math.max(1, counts.getOrDefault(place, 1)))
                .mapToObj(lane -> new Disruption.VenueClosed(closed.venue(), lane(place, lane).location(), closed.from(), closed.until()));
    }
}
