package org.palmares.planner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.palmares.protocol.contract.planning.Disruption.VenueClosed;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.LevelValue;
import org.palmares.protocol.contract.planning.Move;
import org.palmares.protocol.contract.planning.Plan;
import org.palmares.protocol.contract.planning.PlanningAnswer;
import org.palmares.protocol.contract.planning.PlanningFault;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Proposal;
import org.palmares.protocol.contract.planning.Reason;
import org.palmares.protocol.contract.planning.Rule;
import org.palmares.protocol.contract.planning.Slot;
import org.palmares.protocol.json.Json;

/**
 * Stands in for the planner's process: it does what the file {@code mode} beside its libraries says. It plans by moving what is in a closed venue by as
 * long as that is closed, and for the second best by an hour more.
 */
public final class Main {

    private static final int LONG_MILLIS = 60_000;

    private Main() {}

    /** As the planner is started. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Problem problem = Json.read(System.in.readAllBytes(), Problem.class);
        String mode = Files.readString(Path.of(System.getProperty("java.library.path")).resolveSibling("mode"));
        switch (mode) {
            case "plan" -> end(PlanningAnswer.Exit.PLANNED, new PlanningAnswer(proposal(problem), List.of()));
            case "still" -> end(PlanningAnswer.Exit.PLANNED, new PlanningAnswer(
                    new Proposal(true, plan(List.of()), null, Proposal.NoSecond.NOTHING_MOVES, "choco", new Proposal.Times(1, 1, 1, 1)), List.of()));
            case "postpone" -> end(PlanningAnswer.Exit.PLANNED, new PlanningAnswer(
                    new Proposal(false, postponed(problem), null, Proposal.NoSecond.LEAVES_MORE_WITHOUT_TIME, "cp-sat", new Proposal.Times(1, 1, 1, 1)), List.of()));
            case "refuse" -> end(PlanningAnswer.Exit.PROBLEM_WRONG, new PlanningAnswer(null, List.of(
                    new PlanningFault("disruptions[0].venue", "No unit is there"), new PlanningFault("units[0].slot.end", "It is too long"), new PlanningFault("", "It is odd"))));
            case "fail" -> end(PlanningAnswer.Exit.PLANNER_WRONG, new PlanningAnswer(null, List.of(new PlanningFault("", "A plan breaks a rule"))));
            case "hang" -> Thread.sleep(LONG_MILLIS);
            default -> throw new IllegalArgumentException(mode);
        }
    }

    private static void end(PlanningAnswer.Exit exit, PlanningAnswer answer) throws IOException {
        System.out.write(Json.bytes(answer));
        System.out.flush();
        System.exit(exit.code());
    }

    private static Proposal proposal(Problem problem) {
        return new Proposal(true, moved(problem, 0), moved(problem, 60), null, "cp-sat", new Proposal.Times(1, 2, 3, 6));
    }

    private static Plan moved(Problem problem, int more) {
        VenueClosed closed = (VenueClosed) problem.disruptions().get(0);
        Duration by = Duration.between(closed.from(), closed.until()).plusMinutes(more);
        return plan(hit(problem, closed).stream().map(unit -> {
            Instant start = unit.slot().start().plus(by);
            return new Move(unit.code(), unit.slot(), new Slot(start, unit.slot().end().plus(by), unit.slot().place()), List.of(
                    new Reason(Rule.VENUE_CLOSED, 0, List.of(), List.of(), 0), new Reason(Rule.LOCATION_TAKEN, null, List.of(unit.code()), List.of(), 0)));
        }).toList());
    }

    private static Plan postponed(Problem problem) {
        return plan(hit(problem, (VenueClosed) problem.disruptions().get(0)).stream()
                .map(unit -> new Move(unit.code(), unit.slot(), null, List.of(new Reason(Rule.VENUE_CLOSED, 0, List.of(), List.of(), 12)))).toList());
    }

    private static List<PlanningUnit> hit(Problem problem, VenueClosed closed) {
        return problem.units().stream()
                .filter(unit -> !unit.pinned() && unit.slot().place().venue().equals(closed.venue()) && unit.slot().overlaps(closed.from(), closed.until()))
                .sorted(Comparator.comparing(unit -> unit.slot().start()))
                .toList();
    }

    private static Plan plan(List<Move> moves) {
        return new Plan(moves, Level.ORDER.stream().map(level -> new LevelValue(level, moves.size(), moves.size())).toList(), true);
    }
}
