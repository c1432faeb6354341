package org.palmares.node.board;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each aspect of any competition of a Games changed last, by the number of the change. One thread writes; any number read. */
final class GamesChanges {

    private final AtomicLongArray last = new AtomicLongArray(Aspect.values().length);

    /** Takes in that these changed. */
    void changed(long number, Set<Aspect> aspects) {
        aspects.forEach(aspect -> last.set(aspect.ordinal(), number));
    }

    long last(Aspect aspect) {
        return last.get(aspect.ordinal());
    }
}
