package org.palmares.planner.solve;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.Literal;
import com.google.ortools.util.Domain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.palmares.planner.clock.GamesClock;
import org.palmares.planner.day.Choice;
import org.palmares.planner.day.Item;

/** The variables of one unit: its start, whether it has a time, which choice, whether it stays, on which day it is. */
final class CpSatVariables {

    private final CpModel model;
    private final Item item;
    private final int[] starts;
    private final Map<Integer, Literal> days = new TreeMap<>();
    private IntVar minutes;

    final IntVar start;
    final Literal timed;
    final List<Literal> choices = new ArrayList<>();
    final Literal stays;
    final Literal sameDay;

    CpSatVariables(CpModel model, Item item) {
        this.model = model;
        this.item = item;
        this.starts = item.starts();
        this.start = starts.length == 0 ? model.newIntVar(0, 0, "") : model.newIntVarFromDomain(Domain.fromValues(longs(starts)), item.code());
        this.timed = starts.length == 0 ? model.falseLiteral() : model.newBoolVar("");
        choices();
        if (starts.length > 0) {
            model.addEquality(start, starts[0]).onlyEnforceIf(timed.not());
        }
        this.stays = stays();
        this.sameDay = when(minute -> GamesClock.day(minute) == item.day());
        if (item.mayStay()) {
            model.addImplication(stays, sameDay);
        }
    }

    private static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }

    private void choices() {
        for (Choice choice : item.choices()) {
            Literal chosen = item.choices().size() == 1 ? timed : model.newBoolVar("");
            if (choice.starts().length < starts.length) {
                among(choice.starts(), chosen);
            }
            choices.add(chosen);
        }
        if (choices.size() > 1) {
            List<Literal> all = new ArrayList<>(choices);
            all.add(timed.not());
            model.addExactlyOne(all);
        }
    }

    /** True in the published slot, and only there. */
    private Literal stays() {
        if (!item.mayStay()) {
            return model.falseLiteral();
        }
        Literal home = choices.get(0);
        Literal here = model.newBoolVar("");
        model.addImplication(here, home);
        model.addEquality(start, item.published()).onlyEnforceIf(here);
        among(Arrays.stream(starts).filter(minute -> minute != item.published()).toArray(), home, here.not());
        return here;
    }

    /** True where it has a time of which {@code wanted} holds, and only there. */
    Literal when(IntPredicate wanted) {
        int[] some = Arrays.stream(starts).filter(wanted).toArray();
        if (some.length == 0) {
            return model.falseLiteral();
        }
        if (some.length == starts.length) {
            return timed;
        }
        Literal holds = model.newBoolVar("");
        model.addImplication(holds, timed);
        among(some, holds);
        among(Arrays.stream(starts).filter(wanted.negate()).toArray(), timed, holds.not());
        return holds;
    }

    /** The literals of all days on which it may be. */
    Map<Integer, Literal> days() {
        if (days.isEmpty() && starts.length > 0) {
            Arrays.stream(starts).map(GamesClock::day).distinct().forEach(day ->
                    days.put(day, day == item.day() ? sameDay : when(minute -> GamesClock.day(minute) == day)));
            List<Literal> all = new ArrayList<>(days.values());
            all.add(timed.not());
            model.addExactlyOne(all);
        }
        return days;
    }

    private void among(int[] some, Literal... where) {
        model.addLinearExpressionInDomain(start, Domain.fromValues(longs(some))).onlyEnforceIf(where);
    }

    /** Minutes by which it moves; 0 without a time. */
    IntVar minutes() {
        if (minutes == null) {
            minutes = newMinutes();
        }
        return minutes;
    }

    private IntVar newMinutes() {
        long most = Arrays.stream(starts).mapToLong(minute -> Math.abs(minute - item.published())).max().orElse(0);
        IntVar moved = model.newIntVar(0, most, "");
        model.addGreaterOrEqual(moved, LinearExpr.affine(start, 1, -item.published())).onlyEnforceIf(timed);
        model.addGreaterOrEqual(moved, LinearExpr.affine(start, -1, item.published())).onlyEnforceIf(timed);
        return moved;
    }
}
