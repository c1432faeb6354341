package org.palmares.planner.day;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.palmares.planner.clock.GamesClock;

/**
 * What a place can take on a day, in minutes: follows from its hours and from what is taken already. It says nothing that the resource does not say,
 * and spares solvers the proof that too many units do not fit into a day.
 *
 * @param day the competition day
 * @param minutes how long units can be held there, all together
 * @param items units that can be nowhere else, and may be there on that day
 */
public record Budget(int day, long minutes, List<Integer> items) {

    public Budget {
        items = List.copyOf(items);
    }

    /** Those that could be exceeded. */
    static List<Budget> of(List<Item> items, List<Resource> resources) {
        List<Budget> budgets = new ArrayList<>();
        for (Resource resource : resources) {
            List<Integer> there = resource.uses().stream().map(Resource.Use::item).distinct().filter(item -> items.get(item).choices().size() == 1).toList();
            Set<Integer> days = new TreeSet<>();
            there.forEach(item -> Arrays.stream(items.get(item).starts()).map(GamesClock::day).forEach(days::add));
            for (int day : days) {
                List<Integer> that = there.stream().filter(item -> Arrays.stream(items.get(item).starts()).anyMatch(start -> GamesClock.day(start) == day)).toList();
                long minutes = minutes(resource, day, that.stream().map(items::get).toList());
                if (that.stream().mapToLong(item -> items.get(item).duration()).sum() > minutes) {
                    budgets.add(new Budget(day, minutes, that));
                }
            }
        }
        return budgets;
    }

    private static long minutes(Resource resource, int day, List<Item> items) {
        BitSet open = new BitSet();
        for (Item item : items) {
            Arrays.stream(item.starts()).filter(start -> GamesClock.day(start) == day).forEach(start -> open.set(start, start + item.duration()));
        }
        long taken = resource.blocks().stream()
                .mapToLong(block -> (long) block.demand() * open.get(Math.max(0, block.from()), Math.max(0, block.until())).cardinality())
                .sum();
        return (long) resource.capacity() * open.cardinality() - taken;
    }
}
