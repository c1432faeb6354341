package org.palmares.node.live;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.palmares.node.server.PipeThread;

/** Readers of one {@link Interest}. Used by the live actor only. */
final class Together {

    /** @param turn in which they have a sign of life */
    private record Seats(PipeThread thread, int turn) {}

    private final Function<PipeThread, Audience> open;
    private final Set<LiveReader> readers = Collections.newSetFromMap(new IdentityHashMap<>(2));
    private final Map<Seats, Audience> audiences = new HashMap<>(2);

    /** @param open makes an audience */
    Together(Function<PipeThread, Audience> open) {
        this.open = open;
    }

    void add(LiveReader reader, int turn) {
        readers.add(reader);
        audiences.computeIfAbsent(new Seats(reader.thread(), turn), seats -> open.apply(seats.thread())).join(reader);
    }

    /** Whether {@code reader} was one of them. It is told no more once it {@link LiveReader#isOver}. */
    boolean remove(LiveReader reader) {
        return readers.remove(reader);
    }

    Set<LiveReader> readers() {
        return readers;
    }

    void tell(LiveFrame frame) {
        audiences.values().forEach(audience -> audience.put(frame));
    }

    /** Tells those only whose turn it is. */
    void tell(LiveFrame frame, int turn) {
        audiences.forEach((seats, audience) -> {
            if (seats.turn() == turn) {
                audience.put(frame);
            }
        });
    }
}
