package org.palmares.tools.drill;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.palmares.protocol.contract.drill.DrillRequest;
import org.palmares.tools.drill.proof.Report;
import org.palmares.tools.load.Sites;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.Partition;
import org.palmares.tools.site.Where;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DrillRequest request = new DrillRequest(name, site, reason, by, seconds, force, dryRun);
        LocalSites sites = new LocalSites(where.layout(), line -> tell(out, line));
        Sites addresses = Sites.of(where.layout());
        OpsClient ops = new OpsClient(addresses, key(sites));
        if (dryRun) {
            tell(out, DrillRunner.text(ops.plan(request)));
            return 0;
        }
        Report report = new DrillRunner(
                        sites, addresses, ops, new Faults(sites, new Partition(where.layout())),
                        Watching.of(competitions, Optional.ofNullable(rate), readers), line -> tell(out, line))
                .run(request);
        tell(out, "verdict    " + report.verdict() + (report.reasons().isEmpty() ? "" : ": " + String.join("; ", report.reasons())));
        report.figures().forEach((figure, value) -> tell(out, String.format("  %-32s %d", figure, value)));
        return report.verdict() == Report.Verdict.PASSED ? 0 : 1;
    }

    static String key(LocalSites sites) {
        try {
            return Files.readString(sites.layout().keys().resolve("ops.key")).strip();
        } catch (IOException missing) {
            throw new ToolException("There is no key of operations (" + missing.getMessage() + "). Start the data centres: palmares up", missing);
        }
    }

    static void tell(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
