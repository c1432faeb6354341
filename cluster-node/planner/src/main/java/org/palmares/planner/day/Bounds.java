package org.palmares.planner.day;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.palmares.planner.clock.GamesClock;
import org.palmares.protocol.contract.planning.Level;

/**
 * What every plan costs at least in which all units that can have a time have one: worked out without a search. A plan that costs no more is proven
 * at once, and solvers need not prove what is known.
 */
final class Bounds {

    private final DayModel day;

    Bounds(DayModel day) {
        this.day = day;
    }

    long least(Level level) {
        List<Item> timed = day.items().stream().filter(item -> !item.choices().isEmpty()).toList();
        return switch (level) {
            case WITHOUT_TIME -> day.items().size() - timed.size();
            case OTHER_DAY -> timed.stream().filter(item -> !mayBeOn(item, Set.of(item.day()))).count();
            case OTHER_VENUE -> timed.stream().filter(item -> item.choices().stream().noneMatch(Choice::home)).count();
            case MOVED -> timed.stream().filter(item -> !item.mayStay()).count();
            case SPLIT_SESSIONS -> day.sessions().stream().mapToLong(this::furtherDays).sum();
            case MINUTES -> minutes(timed);
        };
    }

    private static boolean mayBeOn(Item item, Set<Integer> days) {
        return Arrays.stream(item.starts()).anyMatch(start -> days.contains(GamesClock.day(start)));
    }

    /** Units that stay keep their days; one that can be on none of them needs another. */
    private long furtherDays(Spread session) {
        boolean more = session.items().stream().map(day.items()::get).anyMatch(item -> !item.choices().isEmpty() && !mayBeOn(item, session.days()));
        return Math.max(0, session.days().size() + (more ? 1 : 0) - session.published());
    }

    private long minutes(List<Item> timed) {
        long least = timed.stream().mapToLong(Item::leastMinutes).sum();
        Set<Integer> counted = new HashSet<>();
        for (Resource resource : day.resources()) {
            if (resource.capacity() == 1) {
                List<Resource.Use> queue = resource.uses().stream().filter(use -> onlyComesLater(use.item()) && counted.add(use.item())).toList();
                long alone = queue.stream().mapToLong(use -> day.items().get(use.item()).leastMinutes()).sum();
                long together = queued(queue) - queue.stream().mapToLong(use -> day.items().get(use.item()).published()).sum();
                least += Math.max(0, together - alone);
            }
        }
        return least;
    }

    private boolean onlyComesLater(int item) {
        Item unit = day.items().get(item);
        return unit.choices().size() == 1 && unit.starts()[0] >= unit.published();
    }

    /** A unit in the queue and the minutes that it still takes. */
    private record Waiting(int start, int left) {}

    /**
     * The least sum of starts of units that only come one after the other. It is that of a queue in which whoever has least left comes first and may
     * be interrupted: no queue without interruptions is better (Schrage 1968).
     */
    private long queued(List<Resource.Use> uses) {
        BitSet open = new BitSet();
        List<Waiting> arriving = new ArrayList<>();
        for (Resource.Use use : uses) {
            int[] starts = day.items().get(use.item()).starts();
            Arrays.stream(starts).forEach(start -> open.set(start, start + use.minutes()));
            arriving.add(new Waiting(starts[0], use.minutes()));
        }
        arriving.sort(Comparator.comparing(Waiting::start));
        PriorityQueue<Waiting> queue = new PriorityQueue<>(Comparator.comparing(Waiting::left));
        long ends = 0;
        int next = 0;
        for (int minute = open.nextSetBit(0); minute >= 0; minute = open.nextSetBit(minute + 1)) {
            while (next < arriving.size() && arriving.get(next).start() <= minute) {
                queue.add(arriving.get(next++));
            }
            Waiting first = queue.poll();
            if (first != null && first.left() == 1) {
                ends += minute + 1;
            } else if (first != null) {
                queue.add(new Waiting(first.start(), first.left() - 1));
            }
        }
        return ends - uses.stream().mapToLong(Resource.Use::minutes).sum();
    }
}
