package org.palmares.planner.solve;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.palmares.planner.day.Solution;
import org.palmares.protocol.contract.planning.Level;

/**
 * What a solver is to do with a model.
 *
 * @param levels what is to be least, in order
 * @param differing the plan from which the answer has to differ; empty: none
 * @param seed of what is random
 * @param deadline by {@code System.nanoTime()}
 */
public record Task(List<Level> levels, Optional<Differing> differing, int seed, long deadline) {

    /**
     * In one of the units that {@code from} moves, the answer has another day, place or a start that far from it, and no more units are without a time.
     *
     * @param from the plan
     * @param minutes how far
     * @param least whether it is proven that no plan is better than {@code from}
     */
    public record Differing(Solution from, int minutes, boolean least) {}

    /** No level takes more than this part of the time that is left, so that none goes without. */
    private static final double SHARE = 0.6;

    public Task {
        levels = List.copyOf(levels);
    }

    /** The time that is left. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** The time for a level. */
    Duration share(Level level) {
        return level.equals(levels.get(levels.size() - 1)) ? left() : Duration.ofNanos((long) (left().toNanos() * SHARE));
    }
}
