package org.palmares.node.board;

import java.util.Arrays;
import java.util.Set;

/** When each aspect of a competition changed last, by the number of the change. */
final class LastChanges {

    private final GamesChanges games;
    private final long[] last;

    private LastChanges(GamesChanges games, long[] last) {
        this.games = games;
        this.last = last;
    }

    /** Of a competition that is new. */
    static LastChanges first(GamesChanges games, long number) {
        long[] last = new long[Aspect.values().length];
        Arrays.fill(last, number);
        return new LastChanges(games, last);
    }

    /** After one more change, of these. */
    LastChanges and(long number, Set<Aspect> changed) {
        long[] now = last.clone();
        changed.forEach(aspect -> now[aspect.ordinal()] = number);
        return new LastChanges(games, now);
    }

    /** The same of all competitions of its Games. */
    GamesChanges games() {
        return games;
    }

    long of(Aspect aspect) {
        return last[aspect.ordinal()];
    }
}
