package org.palmares.node.schedule.storm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Place;

/**
 * Which units a storm can concern: those that it hits, and those that what moves may get in the way of: at the same place, of the same competition or
 * session, with the same participants. What stays passes nothing on.
 */
final class Concerned {

    private final Map<String, List<PlannedUnit>> byTie = new HashMap<>();
    private final Map<String, List<Place>> alternatives;
    private final Predicate<PlannedUnit> mayMove;
    private final Map<String, PlannedUnit> found = new TreeMap<>();
    private final Deque<PlannedUnit> toFollow = new ArrayDeque<>();
    private final Set<String> followed = new HashSet<>();

    private Concerned(Map<String, List<Place>> alternatives, Predicate<PlannedUnit> mayMove) {
        this.alternatives = alternatives;
        this.mayMove = mayMove;
    }

    /** Those of {@code units}, all of them timed, that {@code happened} can concern, by code. */
    static Collection<PlannedUnit> of(Collection<PlannedUnit> units, List<Disruption> happened, Map<String, List<Place>> alternatives, Predicate<PlannedUnit> mayMove) {
        Concerned concerned = new Concerned(alternatives, mayMove);
        units.forEach(unit -> concerned.ties(unit).forEach(tie -> concerned.byTie.computeIfAbsent(tie, any -> new ArrayList<>()).add(unit)));
        happened.forEach(event -> units.stream().filter(unit -> isHit(event, unit)).forEach(concerned::take));
        while (!concerned.toFollow.isEmpty()) {
            PlannedUnit next = concerned.toFollow.pop();
            concerned.reached(next).filter(concerned.followed::add).flatMap(tie -> concerned.byTie.getOrDefault(tie, List.of()).stream()).forEach(concerned::take);
        }
        return Collections.unmodifiableCollection(concerned.found.values());
    }

    private void take(PlannedUnit unit) {
        if (found.putIfAbsent(unit.code().value(), unit) == null && mayMove.test(unit)) {
            toFollow.push(unit);
        }
    }

    /** What ties units to each other. */
    private Stream<String> ties(PlannedUnit unit) {
        return Stream.of(
                        Stream.of("competition " + unit.competition(), "place " + unit.venue() + ' ' + unit.location(), "venue " + unit.venue()),
                        unit.sessionKey().stream().map(key -> "session " + key),
                        unit.participants().stream().map(person -> "person " + person))
                .flatMap(ties -> ties);
    }

    /** The ties by which others may be reached when {@code unit} moves; a venue is only one where it is an alternative. */
    private Stream<String> reached(PlannedUnit unit) {
        return Stream.concat(
                ties(unit).filter(tie -> !tie.startsWith("venue ")),
                alternatives.getOrDefault(unit.venue(), List.of()).stream().map(place -> "venue " + place.venue()));
    }

    /** Whether {@code event} is about {@code unit}, whenever it is held. */
    static boolean isHit(Disruption event, PlannedUnit unit) {
        return event.fold(new Disruption.Cases<>() {
            @Override
            public Boolean venueClosed(Disruption.VenueClosed closed) {
                return unit.venue().equals(closed.venue()) && (closed.location().isEmpty() || closed.location().equals(unit.location()));
            }

            @Override
            public Boolean capacityHalved(Disruption.CapacityHalved halved) {
                return unit.venue().equals(halved.venue());
            }

            @Override
            public Boolean nothingBefore(Disruption.NothingBefore nothing) {
                return nothing.venue().isEmpty() ? unit.discipline().equals(nothing.discipline()) : unit.venue().equals(nothing.venue());
            }

            @Override
            public Boolean sessionLost(Disruption.SessionLost lost) {
                return unit.sessionKey().equals(Optional.of(lost.session()));
            }
        });
    }
}
