package org.palmares.planner.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chocosolver.solver.Model;
import org.chocosolver.solver.Settings;
import org.chocosolver.solver.variables.BoolVar;
import org.chocosolver.solver.variables.IntVar;
import org.palmares.planner.day.Budget;
import org.palmares.planner.day.Choice;
import org.palmares.planner.day.DayModel;
import org.palmares.planner.day.Resource;
import org.palmares.planner.day.Solution;
import org.palmares.planner.day.Spread;
import org.palmares.planner.day.Tie;
import org.palmares.protocol.contract.planning.Level;

/** A day in Choco's terms. */
final class ChocoModel {

    private final DayModel day;
    private final Model model;
    private final List<ChocoVariables> units = new ArrayList<>();
    private final List<IntVar> spread = new ArrayList<>();
    private final List<IntVar> followers = new ArrayList<>();

    ChocoModel(DayModel day, Task task) {
        this.day = day;
        this.model = new Model("day", Settings.prod().setLCG(true));
        day.items().forEach(item -> units.add(new ChocoVariables(model, item)));
        day.ties().forEach(this::tie);
        day.resources().forEach(this::resource);
        day.sessions().forEach(this::session);
        day.budgets().forEach(this::budget);
        task.differing().ifPresent(this::differ);
    }

    Model model() {
        return model;
    }

    List<ChocoVariables> units() {
        return units;
    }

    /** What follows from where units are, or is bounded by it: given its least value last. */
    List<IntVar> followers() {
        return followers;
    }

    private void tie(Tie tie) {
        ChocoVariables one = units.get(tie.one());
        ChocoVariables other = units.get(tie.other());
        BoolVar oneFirst = before(one, other, tie.gap());
        if (tie.ordered()) {
            model.arithm(other.timed, "<=", one.timed).post();
            model.addClausesBoolOrArrayEqualTrue(new BoolVar[] {other.timed.not(), oneFirst});
        } else {
            BoolVar otherFirst = before(other, one, tie.gap());
            model.addClausesBoolOrArrayEqualTrue(new BoolVar[] {one.timed.not(), other.timed.not(), oneFirst, otherFirst});
        }
    }

    private BoolVar before(ChocoVariables one, ChocoVariables other, int gap) {
        return model.arithm(other.start, ">=", one.end, "+", gap).reify();
    }

    private void resource(Resource resource) {
        List<org.chocosolver.solver.variables.Task> tasks = new ArrayList<>();
        List<IntVar> heights = new ArrayList<>();
        for (Resource.Use use : resource.uses()) {
            tasks.add(model.taskVar(units.get(use.item()).start, use.minutes()));
            heights.add(units.get(use.item()).choices.get(use.choice()));
        }
        for (Resource.Block block : resource.blocks()) {
            tasks.add(model.taskVar(model.intVar(block.from()), block.until() - block.from()));
            heights.add(model.intVar(block.demand()));
        }
        model.cumulative(tasks.toArray(org.chocosolver.solver.variables.Task[]::new), heights.toArray(IntVar[]::new), model.intVar(resource.capacity())).post();
    }

    private void session(Spread session) {
        Map<Integer, List<BoolVar>> byDay = new TreeMap<>();
        session.days().forEach(date -> byDay.put(date, new ArrayList<>(List.of(model.boolVar(true)))));
        session.items().forEach(item -> units.get(item).days().forEach((date, there) -> byDay.computeIfAbsent(date, any -> new ArrayList<>()).add(there)));
        if (byDay.size() <= session.published()) {
            return;
        }
        List<IntVar> used = new ArrayList<>();
        byDay.values().forEach(all -> {
            BoolVar some = model.boolVar("used");
            model.addClausesBoolOrArrayEqVar(all.toArray(BoolVar[]::new), some);
            used.add(some);
        });
        IntVar days = model.intVar("days", 0, used.size());
        model.sum(used.toArray(IntVar[]::new), "=", days).post();
        IntVar further = model.intVar("further", 0, used.size());
        model.arithm(further, "-", days, ">=", -session.published()).post();
        spread.add(further);
        followers.add(further);
    }

    private void budget(Budget budget) {
        BoolVar[] there = budget.items().stream().map(item -> units.get(item).days().get(budget.day())).toArray(BoolVar[]::new);
        int[] durations = budget.items().stream().mapToInt(item -> day.items().get(item).duration()).toArray();
        model.scalar(there, durations, "<=", Math.toIntExact(budget.minutes())).post();
    }

    private void differ(Task.Differing differing) {
        Solution from = differing.from();
        List<BoolVar> ways = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            ChocoVariables unit = units.get(i);
            Solution.Placement at = from.placements().get(i);
            if (from.moves(day, i) && !at.timed()) {
                ways.add(unit.timed);
            } else if (from.moves(day, i)) {
                ways.add(unit.timed.not());
                ways.addAll(unit.choices);
                ways.remove(unit.choices.get(at.choice()));
                int[] others = from.otherStarts(day, i, differing.minutes());
                ways.add(unit.when(start -> Arrays.binarySearch(others, start) >= 0));
            }
        }
        model.addClausesBoolOrArrayEqualTrue(ways.toArray(BoolVar[]::new));
        model.arithm(cost(Level.WITHOUT_TIME), "<=", (int) from.cost(day, Level.WITHOUT_TIME)).post();
    }

    /** What the plan costs at a level. */
    IntVar cost(Level level) {
        IntVar[] terms = level == Level.SPLIT_SESSIONS ? spread.toArray(IntVar[]::new) : new IntVar[units.size()];
        for (int i = 0; level != Level.SPLIT_SESSIONS && i < terms.length; i++) {
            ChocoVariables unit = units.get(i);
            terms[i] = switch (level) {
                case WITHOUT_TIME -> unit.timed.not();
                case OTHER_DAY -> unless(unit, unit.sameDay);
                case OTHER_VENUE -> unless(unit, home(i));
                case MOVED -> unless(unit, unit.stays);
                default -> unit.minutes();
            };
        }
        IntVar sum = model.intVar(level.name(), 0, Arrays.stream(terms).mapToInt(IntVar::getUB).sum());
        model.sum(terms, "=", sum).post();
        followers.addAll(List.of(terms));
        followers.add(sum);
        return sum;
    }

    /** 1 where a unit has a time and {@code otherwise} does not hold. */
    private BoolVar unless(ChocoVariables unit, BoolVar otherwise) {
        return model.and(unit.timed, otherwise.not()).reify();
    }

    private BoolVar home(int item) {
        List<Choice> choices = day.items().get(item).choices();
        return !choices.isEmpty() && choices.get(0).home() ? units.get(item).choices.get(0) : model.boolVar(false);
    }

    Solution read(org.chocosolver.solver.Solution found) {
        List<Solution.Placement> placements = new ArrayList<>();
        for (ChocoVariables unit : units) {
            Solution.Placement at = Solution.Placement.NONE;
            for (int c = 0; c < unit.choices.size(); c++) {
                at = found.getIntVal(unit.choices.get(c)) == 1 ? new Solution.Placement(c, found.getIntVal(unit.start)) : at;
            }
            placements.add(at);
        }
        return new Solution(placements);
    }
}
