package org.palmares.planner.day;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Leaves out units that nothing can make move: ties, places and sessions join units to groups, and a group in which every unit can stay costs
 * nothing at any level. What is left out and what is kept share nothing, so no plan is lost that could be better.
 */
final class Affected {

    private final DayModel all;
    private final int[] group;

    private Affected(DayModel all) {
        this.all = all;
        this.group = IntStream.range(0, all.items().size()).toArray();
    }

    static DayModel only(DayModel all) {
        Affected affected = new Affected(all);
        all.ties().forEach(tie -> affected.join(tie.one(), tie.other()));
        all.resources().forEach(resource -> affected.join(resource.uses().stream().map(Resource.Use::item).toList()));
        all.sessions().forEach(session -> affected.join(session.items()));
        return affected.kept();
    }

    private int root(int item) {
        int root = item;
        while (group[root] != root) {
            group[root] = group[group[root]];
            root = group[root];
        }
        return root;
    }

    private void join(int one, int other) {
        group[root(one)] = root(other);
    }

    private void join(Collection<Integer> items) {
        items.stream().reduce((one, other) -> {
            join(one, other);
            return other;
        });
    }

    private DayModel kept() {
        Set<Integer> hit = new HashSet<>();
        for (int i = 0; i < group.length; i++) {
            if (!all.items().get(i).mayStay()) {
                hit.add(root(i));
            }
        }
        all.resources().stream().filter(this::isFull).forEach(resource -> hit.add(root(resource.uses().get(0).item())));
        int[] numbers = new int[group.length];
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < group.length; i++) {
            numbers[i] = hit.contains(root(i)) ? items.size() : -1;
            if (numbers[i] >= 0) {
                items.add(all.items().get(i));
            }
        }
        return new DayModel(
                items,
                all.ties().stream().filter(tie -> numbers[tie.one()] >= 0)
                        .map(tie -> new Tie(numbers[tie.one()], numbers[tie.other()], tie.gap(), tie.ordered())).toList(),
                all.resources().stream().filter(resource -> numbers[resource.uses().get(0).item()] >= 0).map(resource -> new Resource(
                        resource.capacity(),
                        resource.uses().stream().map(use -> new Resource.Use(numbers[use.item()], use.choice(), use.minutes())).toList(),
                        resource.blocks())).toList(),
                all.sessions().stream().filter(session -> numbers[session.items().get(0)] >= 0)
                        .map(session -> new Spread(session.items().stream().map(item -> numbers[item]).toList(), session.days(), session.published())).toList());
    }

    /** Whether the published units are too many for it. */
    private boolean isFull(Resource resource) {
        List<Resource.Block> taken = new ArrayList<>(resource.blocks());
        List<Resource.Block> units = new ArrayList<>();
        for (Resource.Use use : resource.uses()) {
            Item item = all.items().get(use.item());
            if (item.choices().get(use.choice()).home() && item.mayStay()) {
                units.add(new Resource.Block(item.published(), item.published() + use.minutes(), 1));
            }
        }
        taken.addAll(units);
        return taken.stream().mapToInt(Resource.Block::from)
                .anyMatch(minute -> demand(units, minute) > 0 && demand(taken, minute) > resource.capacity());
    }

    private static int demand(List<Resource.Block> taken, int minute) {
        return taken.stream().filter(block -> block.from() <= minute && minute < block.until()).mapToInt(Resource.Block::demand).sum();
    }
}
