package org.palmares.planner.day;

import java.util.List;
import java.util.Set;

/**
 * A session, which is whole if it is on no more days than published.
 *
 * @param items numbers of its units that may move
 * @param days competition days on which it has units that stay
 * @param published on how many days it was published: one, unless it was spread before
 */
public record Spread(List<Integer> items, Set<Integer> days, int published) {

    public Spread {
        items = List.copyOf(items);
        days = Set.copyOf(days);
    }
}
