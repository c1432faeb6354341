package org.palmares.planner.solve;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.SatParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.palmares.planner.day.DayModel;
import org.palmares.planner.day.Solution;
import org.palmares.protocol.contract.planning.Level;

/** Plans with OR-Tools' CP-SAT, which learns from conflicts and proves what it finds. Needs native code. */
public final class CpSatPlanner implements Planner {

    private static final double NANOS = 1e9;
    private static final double EPSILON = 1e-6;

    /** Loads the native code. */
    public CpSatPlanner() {
        Loader.loadNativeLibraries();
    }

    @Override
    public String name() {
        return "cp-sat";
    }

    @Override
    public Outcome plan(DayModel day, Task task) {
        return Levels.inOrder(day, task, new Step(task, new CpSatModel(day, task)));
    }

    private static final class Step implements Levels.Step {

        private final Task task;
        private final CpSatModel model;
        private Level fixed;

        Step(Task task, CpSatModel model) {
            this.task = task;
            this.model = model;
        }

        @Override
        public Levels.Search search(Level level, Map<Level, Long> reached, Optional<Solution> last, long bound) {
            List<Level> before = task.levels().subList(fixed == null ? 0 : task.levels().indexOf(fixed) + 1, task.levels().indexOf(level));
            before.forEach(done -> {
                model.atMost(done, reached.get(done));
                fixed = done;
            });
            last.or(() -> task.differing().map(Task.Differing::from)).ifPresent(model::hint);
            model.atLeast(level, bound);
            model.model().minimize(model.cost(level));
            CpSolver solver = new CpSolver();
            // Starts have many values: trying each of them before the search costs more than the search. Frequent restarts find good plans sooner.
            solver.getParameters().setNumWorkers(1).setRandomSeed(task.seed()).setCpModelProbingLevel(0).setMaxPresolveIterations(1)
                    .setSearchBranching(SatParameters.SearchBranching.PORTFOLIO_WITH_QUICK_RESTART_SEARCH)
                    .setMaxTimeInSeconds(task.share(level).toNanos() / NANOS);
            CpSolverStatus status = solver.solve(model.model());
            return switch (status) {
                case OPTIMAL, FEASIBLE -> new Levels.Search(
                        Optional.of(model.read(solver)), (long) Math.ceil(solver.bestObjectiveBound() - EPSILON), status == CpSolverStatus.OPTIMAL);
                case INFEASIBLE -> new Levels.Search(Optional.empty(), 0, true);
                case UNKNOWN -> new Levels.Search(Optional.empty(), 0, false);
                case MODEL_INVALID, UNRECOGNIZED -> throw new IllegalStateException("CP-SAT does not take the model: " + model.model().validate());
            };
        }
    }
}
