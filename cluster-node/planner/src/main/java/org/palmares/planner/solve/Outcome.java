package org.palmares.planner.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.palmares.planner.day.Solution;
import org.palmares.protocol.contract.planning.LevelValue;

/**
 * What a solver found.
 *
 * @param solution the best that it found; empty: none
 * @param levels what it costs and could cost, in the task's order; empty without a solution
 * @param complete without a solution: there is none, rather than that the time was too short
 */
public record Outcome(Optional<Solution> solution, List<LevelValue> levels, boolean complete) {

    public Outcome {
        levels = List.copyOf(levels);
    }

    /** There is no plan. */
    public static final Outcome NONE = new Outcome(Optional.empty(), List.of(), true);

    /** None was found in time. */
    static final Outcome TOO_LATE = new Outcome(Optional.empty(), List.of(), false);

    /** The same plan, with what is known of {@code all} plans of which it is one: a bound holds as long as the levels before are as good. */
    public Outcome within(Outcome all) {
        List<LevelValue> known = new ArrayList<>();
        boolean asGood = true;
        for (int i = 0; i < levels.size(); i++) {
            LevelValue mine = levels.get(i);
            LevelValue theirs = all.levels().get(i);
            known.add(new LevelValue(mine.level(), mine.value(), asGood ? Math.min(theirs.bound(), mine.value()) : 0));
            asGood &= mine.value() == theirs.value();
        }
        return new Outcome(solution, known, complete);
    }

    /** Whether no plan is better. */
    public boolean proven() {
        return solution.isPresent() && levels.stream().allMatch(level -> level.value() == level.bound());
    }
}
