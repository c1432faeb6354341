package org.palmares.planner.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.Problem;

/**
 * What the solvers solve: units that may move, and what ties them to each other. Units that stay are no part of it: they have made starts impossible
 * and taken room. Neither are units that nothing can make move, because nothing ties them to one that must.
 *
 * @param items the units
 * @param ties what must not be at the same time
 * @param resources what takes only so many at once
 * @param sessions what is to be kept whole
 */
public record DayModel(List<Item> items, List<Tie> ties, List<Resource> resources, List<Spread> sessions) {

    public DayModel {
        items = List.copyOf(items);
        ties = List.copyOf(ties);
        resources = List.copyOf(resources);
        sessions = List.copyOf(sessions);
    }

    /** The model of a problem that has no faults. */
    public static DayModel of(Problem problem) {
        Timetable timetable = Timetable.of(problem);
        Choices choices = new Choices(timetable);
        List<Timetable.Entry> free = timetable.entries().stream().filter(entry -> !entry.stays()).toList();
        List<Item> items = new ArrayList<>(free.stream().map(choices::of).toList());
        Map<String, Integer> numbers = new TreeMap<>();
        for (int i = 0; i < items.size(); i++) {
            numbers.put(items.get(i).code(), i);
        }
        List<Tie> ties = new Ties(timetable, numbers).among(items);
        List<Resource> resources = new Rooms(timetable, items).all();
        List<Spread> sessions = sessions(timetable, numbers);
        return Affected.only(new DayModel(items, ties, resources, sessions));
    }

    private static List<Spread> sessions(Timetable timetable, Map<String, Integer> numbers) {
        Map<String, List<Timetable.Entry>> bySession = new TreeMap<>();
        timetable.entries().stream()
                .filter(entry -> !entry.unit().session().isEmpty())
                .forEach(entry -> bySession.computeIfAbsent(entry.unit().session(), any -> new ArrayList<>()).add(entry));
        return bySession.values().stream().filter(entries -> entries.size() > 1).map(entries -> new Spread(
                entries.stream().filter(entry -> !entry.stays()).map(entry -> numbers.get(entry.unit().code())).toList(),
                entries.stream().filter(Timetable.Entry::stays).map(Timetable.Entry::day).collect(Collectors.toSet()),
                (int) entries.stream().map(Timetable.Entry::day).distinct().count()))
                .filter(spread -> !spread.items().isEmpty())
                .toList();
    }

    /** What places can take on a day. */
    public List<Budget> budgets() {
        return Budget.of(items, resources);
    }

    /** What every plan costs at a level at least in which all units that can have a time have one. */
    public long least(Level level) {
        return new Bounds(this).least(level);
    }
}
