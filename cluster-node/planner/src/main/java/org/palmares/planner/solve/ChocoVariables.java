package org.palmares.planner.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.chocosolver.solver.Model;
import org.chocosolver.solver.variables.BoolVar;
import org.chocosolver.solver.variables.IntVar;
import org.palmares.planner.clock.GamesClock;
import org.palmares.planner.day.Choice;
import org.palmares.planner.day.Item;

/** The variables of one unit: its start, whether it has a time, which choice, whether it stays, on which day it is. */
final class ChocoVariables {

    private final Model model;
    private final Item item;
    private final int[] starts;
    private final Map<Integer, BoolVar> days = new TreeMap<>();

    final IntVar start;
    final IntVar end;
    final BoolVar timed;
    final List<BoolVar> choices = new ArrayList<>();
    final BoolVar stays;
    final BoolVar sameDay;

    ChocoVariables(Model model, Item item) {
        this.model = model;
        this.item = item;
        this.starts = item.starts();
        this.start = starts.length == 0 ? model.intVar(0) : model.intVar("start " + item.code(), starts);
        this.end = model.offset(start, item.duration());
        this.timed = starts.length == 0 ? model.boolVar(false) : model.boolVar("timed " + item.code());
        choices();
        if (starts.length > 0) {
            model.ifThen(timed.not(), model.arithm(start, "=", starts[0]));
        }
        this.stays = stays();
        this.sameDay = when(minute -> GamesClock.day(minute) == item.day());
    }

    private void choices() {
        for (Choice choice : item.choices()) {
            BoolVar chosen = item.choices().size() == 1 ? timed : model.boolVar("choice " + choices.size() + ' ' + item.code());
            if (choice.starts().length < starts.length) {
                model.ifThen(chosen, model.member(start, choice.starts()));
            }
            choices.add(chosen);
        }
        if (choices.size() > 1) {
            model.sum(choices.toArray(BoolVar[]::new), "=", timed).post();
        }
    }

    /** True in the published slot, and only there. */
    private BoolVar stays() {
        return item.mayStay() ? and(choices.get(0), model.arithm(start, "=", item.published()).reify()) : model.boolVar(false);
    }

    private BoolVar and(BoolVar one, BoolVar other) {
        return model.and(one, other).reify();
    }

    /** True where it has a time of which {@code wanted} holds, and only there. */
    BoolVar when(IntPredicate wanted) {
        int[] some = Arrays.stream(starts).filter(wanted).toArray();
        if (some.length == 0) {
            return model.boolVar(false);
        }
        return some.length == starts.length ? timed : and(timed, model.member(start, some).reify());
    }

    /** The truth of all days on which it may be. */
    Map<Integer, BoolVar> days() {
        if (days.isEmpty() && starts.length > 0) {
            Arrays.stream(starts).map(GamesClock::day).distinct().forEach(day ->
                    days.put(day, day == item.day() ? sameDay : when(minute -> GamesClock.day(minute) == day)));
            model.sum(days.values().toArray(BoolVar[]::new), "=", timed).post();
        }
        return days;
    }

    /** Minutes by which it moves; 0 without a time. */
    IntVar minutes() {
        if (starts.length == 0) {
            return model.intVar(0);
        }
        int most = Arrays.stream(starts).map(minute -> Math.abs(minute - item.published())).max().orElse(0);
        IntVar moved = model.intVar("minutes " + item.code(), 0, most);
        // At least as much as either way; what is made least is no more. Choco's distance cannot be learned from.
        BoolVar later = model.arithm(start, "-", moved, "<=", item.published()).reify();
        BoolVar earlier = model.arithm(start, "+", moved, ">=", item.published()).reify();
        model.addClausesBoolOrArrayEqualTrue(new BoolVar[] {timed.not(), later});
        model.addClausesBoolOrArrayEqualTrue(new BoolVar[] {timed.not(), earlier});
        return moved;
    }

    /** The starts from the nearest to the published one to the farthest: where to look first. */
    int nearest(IntVar variable) {
        int before = variable.previousValue(item.published() + 1);
        int after = variable.nextValue(item.published() - 1);
        if (before == Integer.MIN_VALUE) {
            return after;
        }
        return after != Integer.MAX_VALUE && after - item.published() < item.published() - before ? after : before;
    }
}
