package org.palmares.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.palmares.planner.check.PlanChecker;
import org.palmares.planner.check.Score;
import org.palmares.planner.check.Violation;
import org.palmares.planner.clock.GamesClock;
import org.palmares.planner.day.DayModel;
import org.palmares.planner.day.Solution;
import org.palmares.planner.solve.Outcome;
import org.palmares.planner.solve.Planner;
import org.palmares.planner.solve.Task;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.LevelValue;
import org.palmares.protocol.contract.planning.Move;
import org.palmares.protocol.contract.planning.Plan;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Proposal;
import org.palmares.protocol.contract.planning.Slot;

/** From a problem without faults to a proposal: plans, judges each plan before it goes out, and says why each unit moves. */
public final class StormDesk {

    /** The part of the time that the best plan may take before the second best is looked for. */
    private static final double BEST_SHARE = 0.8;
    private static final long MILLION = 1_000_000;

    private final Problem problem;
    private final Planner planner;
    private final long began;
    private final DayModel day;
    private final PlanChecker checker;

    /** Begins now. */
    public StormDesk(Problem problem, Planner planner) {
        this(problem, planner, System.nanoTime());
    }

    /** Whose time runs since {@code began}, by {@code System.nanoTime()}. */
    StormDesk(Problem problem, Planner planner, long began) {
        this.problem = problem;
        this.planner = planner;
        this.began = began;
        this.day = DayModel.of(problem);
        this.checker = new PlanChecker(problem);
    }

    /**
     * The proposal; its times of loading and of the whole are for the caller to fill in.
     *
     * @throws PlannerWrongException if a plan breaks a rule
     */
    public Proposal propose() {
        long begin = System.nanoTime();
        Outcome best = plan(Optional.empty(), BEST_SHARE);
        long bestDone = System.nanoTime();
        Solution solution = best.solution().orElseThrow();
        boolean moves = IntStream.range(0, day.items().size()).anyMatch(item -> solution.moves(day, item));
        Task.Differing other = new Task.Differing(solution, problem.settings().alternativeMinutes(), best.proven());
        Outcome second = moves ? plan(Optional.of(other), 1) : Outcome.NONE;
        boolean luckier = second.solution().isPresent() && isLess(second, best);
        Plan first = luckier ? toPlan(second.within(best)) : toPlan(best);
        Plan next = luckier ? toPlan(best) : second.solution().isPresent() ? toPlan(second) : null;
        Proposal.Times times = new Proposal.Times(0, (bestDone - begin) / MILLION, (System.nanoTime() - bestDone) / MILLION, 0);
        boolean feasible = first.moves().stream().noneMatch(move -> move.after() == null);
        return new Proposal(feasible, first, next, next == null ? noSecond(moves, second) : null, planner.name(), times);
    }

    /** Where the time was too short to prove the best plan, the next search may find a better one. */
    private static boolean isLess(Outcome one, Outcome other) {
        for (int i = 0; i < one.levels().size(); i++) {
            int compared = Long.compare(one.levels().get(i).value(), other.levels().get(i).value());
            if (compared != 0) {
                return compared < 0;
            }
        }
        return false;
    }

    private Outcome plan(Optional<Task.Differing> differing, double share) {
        long deadline = began + (long) (problem.settings().timeLimitMillis() * MILLION * share);
        return planner.plan(day, new Task(problem.settings().levels(), differing, problem.settings().seed(), deadline));
    }

    private static Proposal.NoSecond noSecond(boolean moves, Outcome second) {
        if (!moves) {
            return Proposal.NoSecond.NOTHING_MOVES;
        }
        return second.complete() ? Proposal.NoSecond.LEAVES_MORE_WITHOUT_TIME : Proposal.NoSecond.NOT_FOUND;
    }

    private Plan toPlan(Outcome outcome) {
        Map<String, Slot> slots = slots(outcome.solution().orElseThrow());
        List<Violation> wrong = checker.check(slots);
        if (!wrong.isEmpty()) {
            throw new PlannerWrongException("A plan of " + planner.name() + " breaks " + wrong.get(0));
        }
        Map<Level, Long> score = Score.of(problem, slots);
        for (LevelValue value : outcome.levels()) {
            if (score.get(value.level()) != value.value()) {
                throw new PlannerWrongException(planner.name() + " says that " + value.level() + " costs " + value.value() + ", it costs " + score.get(value.level()));
            }
        }
        Reasons reasons = new Reasons(problem, checker, slots, outcome.proven());
        List<Move> moves = new ArrayList<>();
        problem.units().stream()
                .sorted(Comparator.comparing((PlanningUnit unit) -> unit.slot().start()).thenComparing(PlanningUnit::code))
                .filter(unit -> !unit.slot().equals(slots.get(unit.code())))
                .forEach(unit -> moves.add(new Move(unit.code(), unit.slot(), slots.get(unit.code()), reasons.of(unit))));
        return new Plan(moves, outcome.levels(), outcome.proven());
    }

    private Map<String, Slot> slots(Solution solution) {
        GamesClock clock = GamesClock.of(problem);
        Map<String, Slot> slots = new HashMap<>(PlanChecker.published(problem));
        for (int i = 0; i < day.items().size(); i++) {
            String code = day.items().get(i).code();
            Solution.Placement at = solution.placements().get(i);
            if (!at.timed()) {
                slots.remove(code);
            } else if (solution.moves(day, i)) {
                int end = at.start() + day.items().get(i).duration();
                slots.put(code, new Slot(clock.instant(at.start()), clock.instant(end), day.items().get(i).choices().get(at.choice()).place()));
            }
        }
        return slots;
    }
}
