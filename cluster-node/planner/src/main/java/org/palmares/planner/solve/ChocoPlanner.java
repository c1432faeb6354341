package org.palmares.planner.solve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chocosolver.solver.Solver;
import org.chocosolver.solver.search.strategy.Search;
import org.chocosolver.solver.search.strategy.selectors.variables.DomOverWDeg;
import org.chocosolver.solver.variables.IntVar;
import org.palmares.planner.day.DayModel;
import org.palmares.planner.day.Solution;
import org.palmares.protocol.contract.planning.Level;

/** Plans with Choco, in Java alone. It finds good plans quickly and takes longer to prove them. */
public final class ChocoPlanner implements Planner {

    @Override
    public String name() {
        return "choco";
    }

    @Override
    public Outcome plan(DayModel day, Task task) {
        return Levels.inOrder(day, task, (level, reached, last, bound) -> search(new ChocoModel(day, task), reached, new Goal(day, task, level, last, bound)));
    }

    private record Goal(DayModel day, Task task, Level level, Optional<Solution> last, long bound) {}

    /** A model of its own for each level: what a search has learned about one goal does not hold for the next. */
    private static Levels.Search search(ChocoModel model, Map<Level, Long> reached, Goal goal) {
        reached.forEach((done, cost) -> model.model().arithm(model.cost(done), "<=", Math.toIntExact(cost)).post());
        IntVar cost = model.cost(goal.level());
        model.model().arithm(cost, ">=", Math.toIntExact(goal.bound())).post();
        goal.last().ifPresent(last -> model.model().arithm(cost, "<", Math.toIntExact(last.cost(goal.day(), goal.level()))).post());
        Solver solver = model.model().getSolver();
        setSearch(solver, model, goal.task().seed());
        solver.limitTime(goal.task().share(goal.level()).toMillis());
        org.chocosolver.solver.Solution best = solver.findOptimalSolution(cost, false);
        return new Levels.Search(Optional.ofNullable(best).map(model::read), 0, !solver.isStopCriterionMet());
    }

    /** What is true of a unit that moves little is tried first, and of its starts the nearest. */
    private static void setSearch(Solver solver, ChocoModel model, int seed) {
        List<IntVar> variables = new ArrayList<>();
        Map<IntVar, ChocoVariables> units = new HashMap<>();
        for (ChocoVariables unit : model.units()) {
            variables.addAll(List.of(unit.timed, unit.stays, unit.sameDay));
            variables.addAll(unit.choices);
            variables.add(unit.start);
            units.put(unit.start, unit);
        }
        variables.removeIf(IntVar::isInstantiated);
        if (!variables.isEmpty()) {
            IntVar[] all = variables.stream().distinct().toArray(IntVar[]::new);
            solver.setSearch(
                    Search.lastConflict(Search.intVarSearch(
                            new DomOverWDeg<>(all, seed),
                            variable -> units.containsKey(variable) ? units.get(variable).nearest(variable) : variable.getUB(),
                            all)),
                    Search.inputOrderLBSearch(model.followers().toArray(IntVar[]::new)));
        }
    }
}
