package org.palmares.node.board;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.palmares.competition.CompetitionId;

/**
 * What something was made of: noted by the board and its competitions whenever the thread that makes it reads them, so that nobody has to say it and nobody
 * can forget it. What is not on the board is read through {@link #outside}. Only the thread that makes notes; once it is done, any may ask.
 */
public final class Dependencies {

    /** Competitions whose changes are told apart; of more, any change of a Games counts, which is small to keep and quick to look at. */
    static final int APART_MAX = 64;
    private static final int VALUES_MAX = 64;
    private static final Map<CompetitionId, Long> WHOLE = Map.of();
    private static final ThreadLocal<Dependencies> NOTING = new ThreadLocal<>();

    private record Part(GamesChanges games, Aspect aspect) {}

    private record Value(Supplier<?> source, Object seen) {
        private boolean isSame() {
            return Objects.equals(seen, source.get());
        }
    }

    private final Board board;
    private final Map<Part, Map<CompetitionId, Long>> parts = new HashMap<>();
    private final List<Value> onBoard = new ArrayList<>();
    private final List<Value> outside = new ArrayList<>();
    private boolean everything;
    private CompetitionView last;
    private int lastAspects;
    /** All changes up to this one have been looked at. */
    private volatile long checked;

    /** Of what is made from now on. */
    Dependencies(Board board) {
        this.board = board;
        this.checked = board.changes();
    }

    /** Makes something, and notes what this thread reads meanwhile. */
    public <T> T noting(Supplier<T> making) {
        Dependencies before = NOTING.get();
        NOTING.set(this);
        try {
            return making.get();
        } finally {
            // What is old by now need not stay in memory.
            last = null;
            if (before == null) {
                NOTING.remove();
            } else {
                NOTING.set(before);
            }
        }
    }

    /** What {@code source} gives, which is on no board: what is made of it is current while it gives an equal value. Asked often, so it has to be quick. */
    public static <T> T outside(Supplier<T> source) {
        T seen = source.get();
        Dependencies noting = NOTING.get();
        if (noting != null) {
            noting.note(noting.outside, source, seen);
        }
        return seen;
    }

    /** What {@code source} works out from the board; it is asked again after a change only. */
    static <T> T onBoard(Supplier<T> source) {
        T seen = source.get();
        Dependencies noting = NOTING.get();
        if (noting != null) {
            noting.note(noting.onBoard, source, seen);
        }
        return seen;
    }

    private void note(List<Value> values, Supplier<?> source, Object seen) {
        if (values.size() < VALUES_MAX) {
            values.add(new Value(source, seen));
        } else {
            everything = true;
        }
    }

    /** An aspect of a competition is read. */
    static void read(CompetitionView view, Aspect aspect) {
        Dependencies noting = NOTING.get();
        if (noting != null) {
            noting.note(view, aspect);
        }
    }

    private void note(CompetitionView view, Aspect aspect) {
        if (view != last) {
            last = view;
            lastAspects = 0;
        }
        int bit = 1 << aspect.ordinal();
        if ((lastAspects & bit) != 0) {
            return;
        }
        lastAspects |= bit;
        Part part = new Part(view.changes().games(), aspect);
        Map<CompetitionId, Long> apart = parts.computeIfAbsent(part, any -> new HashMap<>());
        if (apart != WHOLE) {
            // Of two views of the same, the older counts.
            apart.merge(view.id(), view.changes().of(aspect), Math::min);
            if (apart.size() > APART_MAX) {
                parts.put(part, WHOLE);
            }
        }
    }

    /** An aspect of all competitions of a Games is read. */
    static void read(GamesChanges games, Aspect aspect) {
        Dependencies noting = NOTING.get();
        if (noting != null) {
            noting.parts.put(new Part(games, aspect), WHOLE);
        }
    }

    /** All of the board is read. */
    static void readAll() {
        Dependencies noting = NOTING.get();
        if (noting != null) {
            noting.everything = true;
        }
    }

    /** Whether nothing of it has changed. */
    public boolean isCurrent() {
        for (Value value : outside) {
            if (!value.isSame()) {
                return false;
            }
        }
        long before = checked;
        long now = board.changes();
        if (now == before) {
            return true;
        }
        if (everything || !onBoard.stream().allMatch(Value::isSame)) {
            return false;
        }
        for (Map.Entry<Part, Map<CompetitionId, Long>> part : parts.entrySet()) {
            if (part.getKey().games().last(part.getKey().aspect()) > before && !isCurrent(part.getKey().aspect(), part.getValue())) {
                return false;
            }
        }
        checked = now;
        return true;
    }

    private boolean isCurrent(Aspect aspect, Map<CompetitionId, Long> apart) {
        return apart != WHOLE && apart.entrySet().stream().allMatch(one -> board.last(one.getKey(), aspect) == one.getValue());
    }
}
