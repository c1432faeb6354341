package org.palmares.planner.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.palmares.planner.day.DayModel;
import org.palmares.planner.day.Greedy;
import org.palmares.planner.day.Solution;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.LevelValue;

/** Takes the levels one after the other: each is made least while those before keep what they reached. No weights, so nothing can overflow. */
final class Levels {

    /**
     * One search.
     *
     * @param solution the best it found; empty: none
     * @param bound what the level costs at least
     * @param complete whether it searched everything
     */
    record Search(Optional<Solution> solution, long bound, boolean complete) {}

    /** Searches for the least cost at a level. */
    interface Step {

        /** Among plans that cost no more than {@code reached} says; {@code last} is one of them, where there is one. None costs less than {@code bound}. */
        Search search(Level level, Map<Level, Long> reached, Optional<Solution> last, long bound);
    }

    private Levels() {}

    static Outcome inOrder(DayModel day, Task task, Step step) {
        Map<Level, Long> reached = new TreeMap<>();
        List<LevelValue> values = new ArrayList<>();
        Optional<Solution> last = task.differing().isEmpty() ? Optional.of(Greedy.plan(day)) : Optional.empty();
        for (Level level : task.levels()) {
            long bound = Math.max(least(day, level, reached), task.differing().map(from -> least(day, level, reached, from)).orElse(0L));
            boolean least = last.isPresent() && last.get().cost(day, level) == bound;
            if (!least && (last.isEmpty() || !task.left().isZero())) {
                Search found = step.search(level, Map.copyOf(reached), last, bound);
                if (found.solution().isEmpty() && last.isEmpty()) {
                    return found.complete() ? Outcome.NONE : Outcome.TOO_LATE;
                }
                last = found.solution().isPresent() ? found.solution() : last;
                bound = found.complete() ? last.get().cost(day, level) : Math.max(bound, found.bound());
            }
            long value = last.get().cost(day, level);
            reached.put(level, value);
            values.add(new LevelValue(level, value, Math.min(bound, value)));
        }
        return new Outcome(last, costs(day, last.orElseThrow(), values), true);
    }

    /** What the plan costs in the end: where a level was not searched to its end, the search for a later one may have found a plan that is better at it, too. */
    private static List<LevelValue> costs(DayModel day, Solution plan, List<LevelValue> reached) {
        return reached.stream().map(level -> {
            long value = plan.cost(day, level.level());
            return new LevelValue(level.level(), value, Math.min(level.bound(), value));
        }).toList();
    }

    /** A plan as good as the best before this level is not better at it. */
    private static long least(DayModel day, Level level, Map<Level, Long> reached, Task.Differing differing) {
        boolean asGood = reached.entrySet().stream().allMatch(before -> before.getValue() == differing.from().cost(day, before.getKey()));
        return differing.least() && asGood ? differing.from().cost(day, level) : 0;
    }

    /** What is known without a search; of use only while no unit gives up a time that it could have. */
    private static long least(DayModel day, Level level, Map<Level, Long> reached) {
        boolean allTimed = level == Level.WITHOUT_TIME || reached.get(Level.WITHOUT_TIME) == day.least(Level.WITHOUT_TIME);
        return allTimed ? day.least(level) : 0;
    }
}
