package org.palmares.planner.day;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.palmares.planner.day.Timetable.Entry;

/** Which units must not be at the same time: rounds in order, and rest of participants. None is stricter than the published timetable. */
final class Ties {

    private final Timetable timetable;
    private final Map<String, Integer> numbers;
    private final List<Tie> ties = new ArrayList<>();

    Ties(Timetable timetable, Map<String, Integer> numbers) {
        this.timetable = timetable;
        this.numbers = numbers;
    }

    /** Ties between two units that may move; those to units that stay are taken out of {@code items}' starts. */
    List<Tie> among(List<Item> items) {
        Map<String, List<Entry>> competitions = new HashMap<>();
        Map<String, List<Entry>> participants = new HashMap<>();
        for (Entry entry : timetable.entries()) {
            if (!entry.unit().competition().isEmpty()) {
                competitions.computeIfAbsent(entry.unit().competition(), any -> new ArrayList<>()).add(entry);
            }
            entry.unit().participants().forEach(who -> participants.computeIfAbsent(who, any -> new ArrayList<>()).add(entry));
        }
        TreeSet<String> done = new TreeSet<>();
        competitions.values().forEach(entries -> pairs(entries, (one, other) -> {
            if (one.unit().round() != other.unit().round()) {
                done.add(key(one, other));
                boolean first = one.unit().round() < other.unit().round();
                tie(first ? one : other, first ? other : one, true, items);
            }
        }));
        participants.values().forEach(entries -> pairs(entries, (one, other) -> {
            if (done.add(key(one, other))) {
                tie(one, other, false, items);
            }
        }));
        return ties;
    }

    private static String key(Entry one, Entry other) {
        String a = one.unit().code();
        String b = other.unit().code();
        return a.compareTo(b) < 0 ? a + ' ' + b : b + ' ' + a;
    }

    private interface Pair {
        void of(Entry one, Entry other);
    }

    private static void pairs(List<Entry> entries, Pair pair) {
        for (int i = 0; i < entries.size(); i++) {
            for (int j = i + 1; j < entries.size(); j++) {
                if (!entries.get(i).stays() || !entries.get(j).stays()) {
                    pair.of(entries.get(i), entries.get(j));
                }
            }
        }
    }

    private void tie(Entry one, Entry other, boolean ordered, List<Item> items) {
        int between = ordered ? other.start() - one.end() : Math.max(other.start() - one.end(), one.start() - other.end());
        if (between < 0) {
            return;
        }
        int rest = Math.max(rest(one), rest(other));
        Tie tie = new Tie(numbers.getOrDefault(one.unit().code(), -1), numbers.getOrDefault(other.unit().code(), -1), Math.min(rest, between), ordered);
        if (one.stays()) {
            keepClear(items, tie.other(), one, tie, true);
        } else if (other.stays()) {
            keepClear(items, tie.one(), other, tie, false);
        } else {
            ties.add(tie);
        }
    }

    private int rest(Entry entry) {
        return timetable.problem().settings().rest(entry.unit().discipline());
    }

    /** Takes away the starts of an item that are too near to a unit that stays. */
    private static void keepClear(List<Item> items, int number, Entry fixed, Tie tie, boolean fixedFirst) {
        Item item = items.get(number);
        items.set(number, item.only(start -> {
            boolean after = start >= fixed.end() + tie.gap();
            boolean before = start + item.duration() + tie.gap() <= fixed.start();
            return tie.ordered() ? fixedFirst ? after : before : after || before;
        }));
    }
}
