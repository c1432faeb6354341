package org.palmares.planner.day;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.palmares.planner.clock.GamesClock;
import org.palmares.planner.day.Solution.Placement;

/**
 * A plan at once, without a search: one unit after the other in the published order, each where it was or else at the best slot that is left. What
 * comes later and could stay is gone round if that is possible. Solvers begin with it, and it is what there is when the time is too short for them.
 */
public final class Greedy {

    private final DayModel day;
    private final List<List<Tie>> ties = new ArrayList<>();
    private final List<List<Resource>> resources = new ArrayList<>();
    private final Placement[] placed;

    private Greedy(DayModel day) {
        this.day = day;
        this.placed = new Placement[day.items().size()];
        for (int i = 0; i < placed.length; i++) {
            int item = i;
            ties.add(day.ties().stream().filter(tie -> tie.one() == item || tie.other() == item).toList());
            resources.add(day.resources().stream().filter(resource -> resource.uses().stream().anyMatch(use -> use.item() == item)).toList());
        }
    }

    /** A plan that obeys all rules of the model. */
    public static Solution plan(DayModel day) {
        Greedy greedy = new Greedy(day);
        IntStream.range(0, greedy.placed.length).boxed()
                .sorted(Comparator.comparing(item -> day.items().get(item).published()))
                .forEach(item -> greedy.placed[item] = greedy.best(item));
        return new Solution(List.of(greedy.placed));
    }

    private Placement best(int item) {
        List<Placement> candidates = candidates(day.items().get(item));
        return candidates.stream().filter(at -> fits(item, at, true)).findFirst()
                .or(() -> candidates.stream().filter(at -> fits(item, at, false)).findFirst())
                .orElse(Placement.NONE);
    }

    /** All slots of a unit, the one that costs least by itself first. */
    private static List<Placement> candidates(Item item) {
        List<Placement> all = new ArrayList<>();
        for (int c = 0; c < item.choices().size(); c++) {
            for (int start : item.choices().get(c).starts()) {
                all.add(new Placement(c, start));
            }
        }
        all.sort(Comparator.comparing((Placement at) -> GamesClock.day(at.start()) != item.day())
                .thenComparing(at -> !item.choices().get(at.choice()).home())
                .thenComparing(at -> Math.abs(at.start() - item.published())));
        return all;
    }

    /** Where a unit is, or would stay if it could; null where that is open. */
    private Placement at(int item, boolean reserved) {
        if (placed[item] == null && reserved && day.items().get(item).mayStay()) {
            return new Placement(0, day.items().get(item).published());
        }
        return placed[item];
    }

    private boolean fits(int item, Placement at, boolean reserved) {
        return ties.get(item).stream().allMatch(tie -> holds(tie, item, at, reserved))
                && resources.get(item).stream().allMatch(resource -> hasRoom(resource, item, at, reserved));
    }

    private boolean holds(Tie tie, int item, Placement at, boolean reserved) {
        int neighbour = tie.one() == item ? tie.other() : tie.one();
        Placement there = at(neighbour, reserved);
        if (there == null || !there.timed()) {
            return there == null || !tie.ordered() || tie.one() == item;
        }
        boolean before = at.start() + day.items().get(item).duration() + tie.gap() <= there.start();
        boolean after = there.start() + day.items().get(neighbour).duration() + tie.gap() <= at.start();
        return tie.ordered() ? tie.one() == item ? before : after : before || after;
    }

    private boolean hasRoom(Resource resource, int item, Placement at, boolean reserved) {
        OptionalInt minutes = resource.uses().stream().filter(use -> use.item() == item && use.choice() == at.choice()).mapToInt(Resource.Use::minutes).findFirst();
        if (minutes.isEmpty()) {
            return true;
        }
        int end = at.start() + minutes.getAsInt();
        List<Resource.Block> taken = new ArrayList<>(resource.blocks());
        for (Resource.Use use : resource.uses()) {
            Placement there = use.item() == item ? null : at(use.item(), reserved);
            if (there != null && there.timed() && there.choice() == use.choice()) {
                taken.add(new Resource.Block(there.start(), there.start() + use.minutes(), 1));
            }
        }
        taken.removeIf(block -> block.from() >= end || block.until() <= at.start());
        return IntStream.concat(IntStream.of(at.start()), taken.stream().mapToInt(Resource.Block::from).filter(minute -> minute > at.start()))
                .allMatch(minute -> demand(taken, minute) < resource.capacity());
    }

    private static int demand(List<Resource.Block> taken, int minute) {
        return taken.stream().filter(block -> block.from() <= minute && minute < block.until()).mapToInt(Resource.Block::demand).sum();
    }
}
