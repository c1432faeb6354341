package org.palmares.planner;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.palmares.planner.check.ProblemFaults;
import org.palmares.planner.solve.ChocoPlanner;
import org.palmares.planner.solve.Planner;
import org.palmares.planner.solve.Planners;
import org.palmares.protocol.contract.planning.PlanningAnswer;
import org.palmares.protocol.contract.planning.PlanningFault;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Proposal;
import org.palmares.protocol.json.Json;

/**
 * The process: a {@link Problem} as JSON on standard input, a {@link PlanningAnswer} on standard output, and an exit code of
 * {@link PlanningAnswer.Exit}. With {@code --choco} it plans without native code.
 */
public final class Main {

    /** Some 2,000 units with their participants are 2 MB. */
    private static final int INPUT_MAX = 16 * 1024 * 1024;

    private record Ending(PlanningAnswer.Exit exit, PlanningAnswer answer) {}

    private final long began;
    private final boolean choco;

    private Main(long began, boolean choco) {
        this.began = began;
        this.choco = choco;
    }

    /** Plans once and ends. */
    public static void main(String... arguments) throws IOException {
        PrintStream out = System.out;
        long began = System.nanoTime();
        // Libraries that say something must not say it into the answer.
        System.setOut(System.err);
        byte[] input = System.in.readNBytes(INPUT_MAX + 1);
        Ending ending = new Main(began, List.of(arguments).contains("--choco")).plan(input);
        out.write(Json.bytes(ending.answer()));
        out.flush();
        System.exit(ending.exit().code());
    }

    private Ending plan(byte[] input) {
        if (input.length > INPUT_MAX) {
            return wrong(List.of(new PlanningFault("", "The problem is longer than " + INPUT_MAX + " bytes")));
        }
        Problem problem;
        try {
            problem = Json.read(input, Problem.class);
        } catch (IOException unreadable) {
            return wrong(List.of(fault(unreadable)));
        }
        List<PlanningFault> faults = ProblemFaults.of(problem);
        return faults.isEmpty() ? plan(problem) : wrong(faults);
    }

    private static Ending wrong(List<PlanningFault> faults) {
        return new Ending(PlanningAnswer.Exit.PROBLEM_WRONG, new PlanningAnswer(null, faults));
    }

    private static PlanningFault fault(IOException unreadable) {
        Throwable first = unreadable.getCause() == null ? unreadable : unreadable.getCause();
        if (first instanceof JsonParseException syntax && syntax.getLocation() != null) {
            return new PlanningFault("line " + syntax.getLocation().getLineNr() + ", column " + syntax.getLocation().getColumnNr(), syntax.getOriginalMessage());
        }
        if (unreadable instanceof JsonMappingException form && !form.getPath().isEmpty()) {
            String at = form.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + ']' : '.' + step.getFieldName())
                    .collect(Collectors.joining());
            return new PlanningFault(at.substring(1), form.getOriginalMessage());
        }
        return new PlanningFault("", unreadable.getMessage());
    }

    private Ending plan(Problem problem) {
        try {
            long begin = System.nanoTime();
            Planner planner = choco ? new ChocoPlanner() : Planners.best();
            long loaded = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            Proposal proposal = new StormDesk(problem, planner, began).propose();
            Proposal.Times times = new Proposal.Times(
                    loaded, proposal.times().best(), proposal.times().second(), Duration.ofNanos(System.nanoTime() - began).toMillis());
            Proposal timed = new Proposal(
                    proposal.feasible(), proposal.best(), proposal.second(), proposal.noSecond(), proposal.solver(), times);
            return new Ending(PlanningAnswer.Exit.PLANNED, new PlanningAnswer(timed, List.of()));
        } catch (RuntimeException | LinkageError | OutOfMemoryError failed) {
            return new Ending(PlanningAnswer.Exit.PLANNER_WRONG, new PlanningAnswer(null, List.of(new PlanningFault("", failed.toString()))));
        }
    }
}
