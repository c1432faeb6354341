package org.palmares.tools.command;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.tools.drill.DrillGround;
import org.palmares.tools.drill.DrillRunner;
import org.palmares.tools.drill.Watching;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code palmares agent}. */
@Command(
        name = "agent",
        description = "Waits for drills that are asked for over HTTP and carries them out on this machine. Runs until it is ended; what ends in "
                + "a drill is started again by palmares keep, which palmares up starts.",
        mixinStandardHelpOptions = true)
public final class AgentCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(500);

    @Mixin
    private Where where;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        DrillGround ground = DrillGround.of(where.layout(), out::line);
        ground.faults().healLeftovers(out::line);
        DrillRunner runner = new DrillRunner(ground, Watching.USUAL, out::line);
        Set<String> tried = new HashSet<>();
        out.line("the agent waits for drills");
        while (!Thread.currentThread().isInterrupted()) {
            for (Drill drill : ground.ops().running()) {
                act(drill, runner, tried);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return 0;
    }

    private void act(Drill drill, DrillRunner runner, Set<String> tried) {
        DrillKind kind = DrillKind.of(drill.name()).orElse(DrillKind.RETURN);
        boolean fresh = drill.timeline().stream().noneMatch(mark -> mark.what().equals("taken"));
        try {
            if (kind.destructive() && fresh && tried.add(drill.id())) {
                runner.carryOut(drill);
            }
        } catch (ToolException failed) {
            out.line(drill.id() + ": " + failed.getMessage());
        }
    }
}
