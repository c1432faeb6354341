package org.palmares.tools.drill;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillKind;
import org.palmares.tools.load.Sites;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.Partition;
import org.palmares.tools.site.Where;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        LocalSites sites = new LocalSites(where.layout(), line -> DrillCommand.tell(out, line));
        Sites addresses = Sites.of(where.layout());
        OpsClient ops = new OpsClient(addresses, DrillCommand.key(sites));
        Faults faults = new Faults(sites, new Partition(where.layout()));
        faults.healLeftovers(line -> DrillCommand.tell(out, line));
        DrillRunner runner = new DrillRunner(sites, addresses, ops, faults, Watching.USUAL, line -> DrillCommand.tell(out, line));
        Set<String> tried = new HashSet<>();
        DrillCommand.tell(out, "the agent waits for drills");
        while (!Thread.currentThread().isInterrupted()) {
            for (Drill drill : ops.running()) {
                act(drill, runner, tried, out);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return 0;
    }

    private static void act(Drill drill, DrillRunner runner, Set<String> tried, PrintWriter out) {
        DrillKind kind = DrillKind.of(drill.name()).orElse(DrillKind.RETURN);
        boolean fresh = drill.timeline().stream().noneMatch(mark -> mark.what().equals("taken"));
        try {
            if (kind.destructive() && fresh && tried.add(drill.id())) {
                runner.carryOut(drill);
            }
        } catch (ToolException failed) {
            DrillCommand.tell(out, drill.id() + ": " + failed.getMessage());
        }
    }
}
