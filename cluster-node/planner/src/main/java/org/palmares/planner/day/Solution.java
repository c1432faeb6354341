package org.palmares.planner.day;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.palmares.planner.clock.GamesClock;
import org.palmares.protocol.contract.planning.Level;

/**
 * Where each unit of a model is.
 *
 * @param placements by number of the unit
 */
public record Solution(List<Placement> placements) {

    /**
     * Where a unit is.
     *
     * @param choice number of its choice; -1: it has no time
     * @param start when it begins there
     */
    public record Placement(int choice, int start) {

        /** No time at all. */
        public static final Placement NONE = new Placement(-1, 0);

        /** Whether it has a time. */
        public boolean timed() {
            return choice >= 0;
        }
    }

    public Solution {
        placements = List.copyOf(placements);
    }

    /** What it costs at a level. */
    public long cost(DayModel day, Level level) {
        return switch (level) {
            case WITHOUT_TIME -> count(i -> !placements.get(i).timed());
            case OTHER_DAY -> count(i -> placements.get(i).timed() && GamesClock.day(placements.get(i).start()) != day.items().get(i).day());
            case OTHER_VENUE -> count(i -> placements.get(i).timed() && !isHome(day, i));
            case MOVED -> count(i -> placements.get(i).timed() && moves(day, i));
            case SPLIT_SESSIONS -> day.sessions().stream().mapToLong(this::furtherDays).sum();
            case MINUTES -> IntStream.range(0, placements.size())
                    .filter(i -> placements.get(i).timed())
                    .mapToLong(i -> Math.abs(placements.get(i).start() - day.items().get(i).published()))
                    .sum();
        };
    }

    private long count(IntPredicate counted) {
        return IntStream.range(0, placements.size()).filter(counted).count();
    }

    private boolean isHome(DayModel day, int item) {
        return day.items().get(item).choices().get(placements.get(item).choice()).home();
    }

    /** Whether a unit is elsewhere or at another time than published, or has none. */
    public boolean moves(DayModel day, int item) {
        Placement at = placements.get(item);
        return !at.timed() || at.start() != day.items().get(item).published() || !isHome(day, item);
    }

    private long furtherDays(Spread session) {
        Set<Integer> days = new HashSet<>(session.days());
        session.items().stream().map(placements::get).filter(Placement::timed).forEach(at -> days.add(GamesClock.day(at.start())));
        return Math.max(0, days.size() - session.published());
    }

    /** The starts of a unit that a plan must have to differ from this one in it by {@code minutes}, or by leaving it where it was. */
    public int[] otherStarts(DayModel day, int item, int minutes) {
        Item unit = day.items().get(item);
        int here = placements.get(item).start();
        return Arrays.stream(unit.starts()).filter(start -> start == unit.published() && start != here || Math.abs(start - here) >= minutes).toArray();
    }
}
