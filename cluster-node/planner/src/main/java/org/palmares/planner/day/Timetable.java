package org.palmares.planner.day;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.palmares.planner.clock.GamesClock;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;

/** The published timetable in minutes, by code, so that the order in which units are sent changes nothing. */
record Timetable(Problem problem, GamesClock clock, List<Entry> entries) {

    /**
     * A unit of it.
     *
     * @param unit as sent
     * @param start published start
     * @param end published end
     * @param clear when its place is ready for the next
     * @param stays whether it stays as it is
     */
    record Entry(PlanningUnit unit, int start, int end, int clear, boolean stays) {

        int day() {
            return GamesClock.day(start);
        }
    }

    static Timetable of(Problem problem) {
        GamesClock clock = GamesClock.of(problem);
        List<Entry> entries = new ArrayList<>();
        for (PlanningUnit unit : problem.units()) {
            int start = clock.minute(unit.slot().start());
            int day = GamesClock.day(start);
            boolean stays = unit.pinned() || day < 0 || day >= problem.settings().horizonDays();
            int end = clock.minute(unit.slot().end());
            entries.add(new Entry(unit, start, end, Math.min(end + problem.settings().turnaround(unit.discipline()), next(problem, clock, unit)), stays));
        }
        entries.sort(Comparator.comparing(entry -> entry.unit().code()));
        return new Timetable(problem, clock, List.copyOf(entries));
    }

    /** When the next unit begins at the place of a unit. */
    private static int next(Problem problem, GamesClock clock, PlanningUnit unit) {
        return problem.units().stream()
                .filter(other -> other.slot().place().equals(unit.slot().place()) && !other.slot().start().isBefore(unit.slot().end()))
                .mapToInt(other -> clock.minute(other.slot().start()))
                .min().orElse(Integer.MAX_VALUE);
    }

    /** How many of the published units that {@code counted} names are going on at once at most. */
    int peak(Predicate<Entry> counted) {
        List<Entry> some = entries.stream().filter(counted).toList();
        return some.stream().mapToInt(at -> going(some, at.start())).max().orElse(0);
    }

    /** How many of {@code some} are going on in a minute. */
    static int going(List<Entry> some, int minute) {
        return (int) some.stream().filter(entry -> entry.start() <= minute && minute < entry.end()).count();
    }

    /** How many of {@code some} keep their place from the next in a minute. */
    static int holding(List<Entry> some, int minute) {
        return (int) some.stream().filter(entry -> entry.start() <= minute && minute < entry.clear()).count();
    }

    /** All minutes in which one of {@code some} begins or ends, or its place is ready for the next, ascending. */
    static Set<Integer> edges(List<Entry> some) {
        Set<Integer> edges = new TreeSet<>();
        some.forEach(entry -> edges.addAll(List.of(entry.start(), entry.end(), entry.clear())));
        return edges;
    }
}
