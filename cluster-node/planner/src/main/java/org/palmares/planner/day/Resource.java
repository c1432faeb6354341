package org.palmares.planner.day;

import java.util.List;

/**
 * Something that takes only so many units at once.
 *
 * @param capacity how many
 * @param uses who may need it
 * @param blocks what is taken already, by units that stay and by what happened; never more than the capacity, and they do not overlap
 */
public record Resource(int capacity, List<Use> uses, List<Block> blocks) {

    /**
     * A unit that needs it with one of its choices.
     *
     * @param item number of the unit in the model
     * @param choice number of its choice
     * @param minutes for how long: as long as the unit takes, and what the place needs after it
     */
    public record Use(int item, int choice, int minutes) {}

    /**
     * Some of it that is taken for a while.
     *
     * @param from first minute
     * @param until first minute after it
     * @param demand how much
     */
    public record Block(int from, int until, int demand) {}

    public Resource {
        uses = List.copyOf(uses);
        blocks = List.copyOf(blocks);
    }
}
