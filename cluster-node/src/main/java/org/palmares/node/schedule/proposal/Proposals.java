package org.palmares.node.schedule.proposal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The proposals that were made here, the newest of them. They are no decisions and go into no journal: what is accepted is a change, which is kept as all
 * changes are. A proposal of another node, or one that is forgotten, is asked for anew.
 */
final class Proposals {

    private static final int KEPT_MAX = 32;
    /** Units that they move; each takes some 1,000 bytes. */
    private static final int MOVES_MAX = 4_000;

    private static final ToIntFunction<Proposed> MOVES = proposed -> proposed.plans().stream().mapToInt(plan -> plan.units().size()).sum();

    private final Deque<Proposed> newestFirst = new ArrayDeque<>();
    private int moves;

    synchronized void keep(Proposed proposed) {
        newestFirst.addFirst(proposed);
        moves += MOVES.applyAsInt(proposed);
        while (newestFirst.size() > KEPT_MAX || moves > MOVES_MAX && newestFirst.size() > 1) {
            moves -= MOVES.applyAsInt(newestFirst.removeLast());
        }
    }

    synchronized Optional<Proposed> of(String id) {
        return newestFirst.stream().filter(proposed -> proposed.id().equals(id)).findFirst();
    }
}
