package org.palmares.node.schedule.storm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.node.schedule.clash.Timetable;
import org.palmares.protocol.contract.planning.Disruption;

/** What is wrong with what was asked, as far as only the timetable shows it. */
public final class StormFaults {

    /** As many as the planner takes. */
    private static final int UNITS_MAX = 2_000;

    private final Collection<PlannedUnit> units;
    private final Timetable timetable;
    private final List<Fault> faults = new ArrayList<>();

    private StormFaults(Timetable timetable) {
        this.timetable = timetable;
        this.units = timetable.units().values();
    }

    /** Everything that is wrong with {@code asked}; none: a day can be made of it. */
    public static List<Fault> of(StormRequest asked, Timetable timetable) {
        StormFaults faults = new StormFaults(timetable);
        for (int i = 0; i < asked.happened().size(); i++) {
            asked.happened().get(i).fold(faults.new Known(at(i)));
        }
        asked.disciplines().stream().sorted().forEach(code -> faults.discipline("scope.disciplines", code));
        asked.alternatives().forEach((venue, places) -> {
            faults.venue("settings.alternatives." + venue, venue);
            places.forEach(place -> faults.venue("settings.alternatives." + venue + ".venue", place.venue()));
        });
        asked.settings().venueHours().keySet().forEach(venue -> faults.venue("settings.venueHours." + venue, venue));
        return List.copyOf(faults.faults);
    }

    /** What is wrong with {@code day}, which was made of something without faults. */
    public static List<Fault> of(StormDay day) {
        List<Fault> faults = new ArrayList<>();
        List<Disruption> happened = day.happened();
        for (int i = 0; i < happened.size(); i++) {
            Disruption event = happened.get(i);
            event.fold(new Span(at(i), faults));
            if (day.units().values().stream().noneMatch(unit -> Concerned.isHit(event, unit))) {
                faults.add(new Fault(at(i), "nothing that is planned from " + day.horizon().from() + " to " + day.horizon().until() + " is hit by it; look at its times and at now"));
            }
        }
        if (day.units().size() > UNITS_MAX) {
            faults.add(new Fault("scope", day.units().size() + " units are concerned, more than " + UNITS_MAX + ": name disciplines, or fewer days"));
        }
        return List.copyOf(faults);
    }

    /** The place of something that happened in the body. */
    static String at(int index) {
        return "happened[" + index + ']';
    }

    private void unless(boolean right, String field, String message) {
        if (!right) {
            faults.add(new Fault(field, message));
        }
    }

    private boolean any(Predicate<PlannedUnit> fits) {
        return units.stream().anyMatch(fits);
    }

    private void venue(String field, String code) {
        unless(any(unit -> unit.venue().equals(code)), field, '"' + code + "\": no unit of the Games is there");
    }

    private void discipline(String field, String code) {
        unless(any(unit -> unit.discipline().equals(code)), field, '"' + code + "\": no unit of the Games is of it");
    }

    /** What is told has to be in the timetable. */
    private final class Known implements Disruption.Cases<Void> {

        private final String at;

        private Known(String at) {
            this.at = at;
        }

        @Override
        public Void venueClosed(Disruption.VenueClosed closed) {
            venue(at + ".venue", closed.venue());
            boolean there = closed.location().isEmpty() || any(unit -> unit.venue().equals(closed.venue()) && unit.location().equals(closed.location()));
            unless(there, at + ".location", '"' + closed.location() + "\": no unit is at this place of " + closed.venue());
            return null;
        }

        @Override
        public Void capacityHalved(Disruption.CapacityHalved halved) {
            venue(at + ".venue", halved.venue());
            return null;
        }

        @Override
        public Void nothingBefore(Disruption.NothingBefore nothing) {
            if (nothing.venue().isEmpty()) {
                discipline(at + ".discipline", nothing.discipline());
            } else {
                venue(at + ".venue", nothing.venue());
            }
            return null;
        }

        @Override
        public Void sessionLost(Disruption.SessionLost lost) {
            Set<String> meant = StormRequest.sessions(lost, timetable);
            unless(!meant.isEmpty(), at + ".session", '"' + lost.session() + "\": no unit is in such a session");
            unless(meant.size() < 2, at + ".discipline", "several disciplines have a session " + lost.session() + "; name the discipline");
            return null;
        }
    }

    /** What begins must end later. */
    private record Span(String at, List<Fault> faults) implements Disruption.Cases<Void> {

        private Void check(Instant from, Instant until) {
            if (!from.isBefore(until)) {
                faults.add(new Fault(at + ".until", "it is not after " + from + "; without until it lasts to the end of the days planned for, without from it begins now"));
            }
            return null;
        }

        @Override
        public Void venueClosed(Disruption.VenueClosed closed) {
            return check(closed.from(), closed.until());
        }

        @Override
        public Void capacityHalved(Disruption.CapacityHalved halved) {
            return check(halved.from(), halved.until());
        }

        @Override
        public Void nothingBefore(Disruption.NothingBefore nothing) {
            return null;
        }

        @Override
        public Void sessionLost(Disruption.SessionLost lost) {
            return null;
        }
    }
}
