package org.palmares.protocol.contract.planning;

import java.util.List;

/**
 * A plan that obeys all rules.
 *
 * @param moves what it moves, by published start; what is not named stays
 * @param objective what it costs, level by level in the order asked for
 * @param proven whether it is proven that no plan is better; else {@code objective} says how far it may be off
 */
public record Plan(List<Move> moves, List<LevelValue> objective, boolean proven) {

    public Plan {
        moves = List.copyOf(moves);
        objective = List.copyOf(objective);
    }
}
