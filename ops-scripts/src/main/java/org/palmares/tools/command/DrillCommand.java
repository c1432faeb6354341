package org.palmares.tools.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.palmares.protocol.contract.drill.DrillRequest;
import org.palmares.tools.drill.DrillGround;
import org.palmares.tools.drill.DrillRunner;
import org.palmares.tools.drill.Watching;
import org.palmares.tools.drill.proof.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code palmares drill}. */
@Command(
        name = "drill",
        description = "Carries out a failover drill on the data centres of this machine and proves from outside what was lost (docs/DRILLS.md). "
                + "Exit code 0 when it passed.",
        mixinStandardHelpOptions = true)
public final class DrillCommand implements Callable<Integer> {

    @Mixin
    private Where where;

    @Parameters(paramLabel = "NAME", description = "evacuate, return, rolling-restart, kill, readers-move, kill-node, kill-cassandra, freeze, partition, partition-all, "
            + "partition-one-way, node-in-turn, off-and-on, disk-full or clock-wrong.")
    private String name;

    @Option(names = "--site", defaultValue = "", description = "The data centre, for drills that are about one.")
    private String site;

    @Option(names = "--seconds", description = "How long the fault lasts. Default: the drill's usual time.")
    private Long seconds;

    @Option(names = "--reason", defaultValue = "a drill by hand", description = "Why. Default: ${DEFAULT-VALUE}.")
    private String reason;

    @Option(names = "--by", description = "Who asks. Default: the user of this machine.")
    private String by = System.getProperty("user.name");

    @Option(names = "--force", description = "Although medals are decided now or soon; the reason is kept.")
    private boolean force;

    @Option(names = "--dry-run", description = "Only says what would happen, what is missing, and what the calendar says.")
    private boolean dryRun;

    @Option(names = "--competitions", defaultValue = "60", description = "Competitions that the prober writes. Default: ${DEFAULT-VALUE}.")
    private int competitions;

    @Option(names = "--rate", description = "Messages a second of each. Default: 1; 0.2 in readers-move.")
    private Double rate;

    @Option(names = "--readers", paramLabel = "N", defaultValue = "10000", description = "Live readers that move, in readers-move. Default: ${DEFAULT-VALUE}.")
    private int readers;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        DrillRequest request = new DrillRequest(name, site, reason, by, seconds, force, dryRun);
        DrillGround ground = DrillGround.of(where.layout(), out::line);
        if (dryRun) {
            out.line(DrillRunner.text(ground.ops().plan(request)));
            return 0;
        }
        Report report = new DrillRunner(ground, Watching.of(competitions, Optional.ofNullable(rate), readers), out::line).run(request);
        out.line("verdict    " + report.verdict() + (report.reasons().isEmpty() ? "" : ": " + String.join("; ", report.reasons())));
        report.figures().forEach((figure, value) -> out.line(String.format("  %-32s %d", figure, value)));
        return report.verdict() == Report.Verdict.PASSED ? 0 : 1;
    }
}
