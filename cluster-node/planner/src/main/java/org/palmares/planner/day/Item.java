package org.palmares.planner.day;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.palmares.planner.clock.GamesClock;

/**
 * A unit that may move.
 *
 * @param code its RSC
 * @param published its published start
 * @param duration minutes
 * @param choices where and when it may be held; none: it can only be postponed without a time. The published place is the first.
 */
public record Item(String code, int published, int duration, List<Choice> choices) {

    public Item {
        choices = List.copyOf(choices);
    }

    /** Whether its published slot is still allowed. */
    public boolean mayStay() {
        return choices.stream().anyMatch(choice -> choice.home() && choice.allows(published));
    }

    /** The competition day on which it was published. */
    public int day() {
        return GamesClock.day(published);
    }

    /** All starts, wherever, ascending. */
    public int[] starts() {
        return choices.stream().flatMapToInt(choice -> Arrays.stream(choice.starts())).sorted().distinct().toArray();
    }

    /** The same, where some starts are no longer allowed anywhere. */
    Item only(IntPredicate allowed) {
        return new Item(code, published, duration, choices.stream()
                .map(choice -> new Choice(choice.place(), choice.home(), Arrays.stream(choice.starts()).filter(allowed).toArray()))
                .filter(choice -> choice.starts().length > 0)
                .toList());
    }

    /** The least number of minutes that it moves if it has a time. */
    int leastMinutes() {
        return IntStream.of(starts()).map(start -> Math.abs(start - published)).min().orElse(0);
    }
}
