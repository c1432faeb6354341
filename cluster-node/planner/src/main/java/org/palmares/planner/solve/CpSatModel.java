package org.palmares.planner.solve;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CumulativeConstraint;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.IntervalVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.palmares.planner.day.Budget;
import org.palmares.planner.day.Choice;
import org.palmares.planner.day.DayModel;
import org.palmares.planner.day.Resource;
import org.palmares.planner.day.Solution;
import org.palmares.planner.day.Spread;
import org.palmares.planner.day.Tie;
import org.palmares.protocol.contract.planning.Level;

/** A day in CP-SAT's terms. */
final class CpSatModel {

    private final DayModel day;
    private final CpModel model = new CpModel();
    private final List<CpSatVariables> units = new ArrayList<>();
    private final LinearExprBuilder spread = LinearExpr.newBuilder();

    CpSatModel(DayModel day, Task task) {
        this.day = day;
        day.items().forEach(item -> units.add(new CpSatVariables(model, item)));
        day.ties().forEach(this::tie);
        day.resources().forEach(this::resource);
        day.sessions().forEach(this::session);
        day.budgets().forEach(this::budget);
        task.differing().ifPresent(this::differ);
    }

    CpModel model() {
        return model;
    }

    private void tie(Tie tie) {
        CpSatVariables one = units.get(tie.one());
        CpSatVariables other = units.get(tie.other());
        int oneTakes = day.items().get(tie.one()).duration() + tie.gap();
        int otherTakes = day.items().get(tie.other()).duration() + tie.gap();
        if (tie.ordered()) {
            model.addImplication(other.timed, one.timed);
            model.addLessOrEqual(LinearExpr.affine(one.start, 1, oneTakes), other.start).onlyEnforceIf(other.timed);
        } else {
            Literal oneFirst = model.newBoolVar("");
            model.addLessOrEqual(LinearExpr.affine(one.start, 1, oneTakes), other.start).onlyEnforceIf(new Literal[] {oneFirst, one.timed, other.timed});
            model.addLessOrEqual(LinearExpr.affine(other.start, 1, otherTakes), one.start).onlyEnforceIf(new Literal[] {oneFirst.not(), one.timed, other.timed});
        }
    }

    private void resource(Resource resource) {
        List<IntervalVar> intervals = new ArrayList<>();
        for (Resource.Use use : resource.uses()) {
            CpSatVariables unit = units.get(use.item());
            intervals.add(model.newOptionalFixedSizeIntervalVar(unit.start, use.minutes(), unit.choices.get(use.choice()), ""));
        }
        if (resource.capacity() == 1) {
            resource.blocks().forEach(block -> intervals.add(model.newFixedInterval(block.from(), block.until() - block.from(), "")));
            model.addNoOverlap(intervals);
            return;
        }
        CumulativeConstraint room = model.addCumulative(resource.capacity());
        intervals.forEach(interval -> room.addDemand(interval, 1));
        resource.blocks().forEach(block -> room.addDemand(model.newFixedInterval(block.from(), block.until() - block.from(), ""), block.demand()));
    }

    private void session(Spread session) {
        Map<Integer, List<Literal>> byDay = new TreeMap<>();
        session.days().forEach(date -> byDay.put(date, new ArrayList<>(List.of(model.trueLiteral()))));
        session.items().forEach(item -> units.get(item).days().forEach((date, there) -> byDay.computeIfAbsent(date, any -> new ArrayList<>()).add(there)));
        if (byDay.size() <= session.published()) {
            return;
        }
        LinearExprBuilder used = LinearExpr.newBuilder();
        byDay.values().forEach(all -> {
            Literal some = model.newBoolVar("");
            all.forEach(there -> model.addImplication(there, some));
            used.add(some);
        });
        IntVar further = model.newIntVar(0, byDay.size(), "");
        model.addLessOrEqual(used.add(-session.published()), further);
        spread.add(further);
    }

    private void budget(Budget budget) {
        LinearExprBuilder taken = LinearExpr.newBuilder();
        budget.items().forEach(item -> taken.addTerm(units.get(item).days().get(budget.day()), day.items().get(item).duration()));
        model.addLessOrEqual(taken, budget.minutes());
    }

    private void differ(Task.Differing differing) {
        Solution from = differing.from();
        List<Literal> ways = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            CpSatVariables unit = units.get(i);
            Solution.Placement at = from.placements().get(i);
            if (from.moves(day, i)) {
                ways.add(at.timed() ? unit.timed.not() : unit.timed);
                for (int c = 0; at.timed() && c < unit.choices.size(); c++) {
                    if (c != at.choice()) {
                        ways.add(unit.choices.get(c));
                    }
                }
                if (at.timed()) {
                    int[] others = from.otherStarts(day, i, differing.minutes());
                    ways.add(unit.when(start -> Arrays.binarySearch(others, start) >= 0));
                }
            }
        }
        model.addBoolOr(ways);
        atMost(Level.WITHOUT_TIME, from.cost(day, Level.WITHOUT_TIME));
    }

    /** What the plan costs at a level. */
    LinearExpr cost(Level level) {
        if (level == Level.SPLIT_SESSIONS) {
            return spread.build();
        }
        LinearExprBuilder sum = LinearExpr.newBuilder();
        for (int i = 0; i < units.size(); i++) {
            CpSatVariables unit = units.get(i);
            switch (level) {
                case WITHOUT_TIME -> sum.add(unit.timed.not());
                case OTHER_DAY -> sum.add(unit.timed).addTerm(unit.sameDay, -1);
                case OTHER_VENUE -> sum.add(unit.timed).addTerm(home(i), -1);
                case MOVED -> sum.add(unit.timed).addTerm(unit.stays, -1);
                default -> sum.add(unit.minutes());
            }
        }
        return sum.build();
    }

    private Literal home(int item) {
        List<Choice> choices = day.items().get(item).choices();
        return !choices.isEmpty() && choices.get(0).home() ? units.get(item).choices.get(0) : model.falseLiteral();
    }

    void atLeast(Level level, long cost) {
        model.addGreaterOrEqual(cost(level), cost);
    }

    void atMost(Level level, long cost) {
        model.addLessOrEqual(cost(level), cost);
    }

    /** Where to look first. */
    void hint(Solution last) {
        model.clearHints();
        for (int i = 0; i < units.size(); i++) {
            CpSatVariables unit = units.get(i);
            Solution.Placement at = last.placements().get(i);
            if (at.timed()) {
                model.addHint(unit.start, at.start());
                for (int c = 0; c < unit.choices.size(); c++) {
                    model.addHint(unit.choices.get(c), c == at.choice());
                }
            }
        }
    }

    Solution read(CpSolver solver) {
        List<Solution.Placement> placements = new ArrayList<>();
        for (CpSatVariables unit : units) {
            Solution.Placement at = Solution.Placement.NONE;
            for (int c = 0; c < unit.choices.size(); c++) {
                at = solver.booleanValue(unit.choices.get(c)) ? new Solution.Placement(c, Math.toIntExact(solver.value(unit.start))) : at;
            }
            placements.add(at);
        }
        return new Solution(placements);
    }
}
