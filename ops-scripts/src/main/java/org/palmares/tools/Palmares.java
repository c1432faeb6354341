package org.palmares.tools;

import org.palmares.tools.bench.BenchCommand;
import org.palmares.tools.demo.SampleCommand;
import org.palmares.tools.demo.SimulateCommand;
import org.palmares.tools.drill.AgentCommand;
import org.palmares.tools.drill.DrillCommand;
import org.palmares.tools.drill.crowd.CrowdCommand;
import org.palmares.tools.drill.proof.ProberCommand;
import org.palmares.tools.load.LoadCommand;
import org.palmares.tools.site.DownCommand;
import org.palmares.tools.site.FillCommand;
import org.palmares.tools.site.KeepCommand;
import org.palmares.tools.site.KeysCommand;
import org.palmares.tools.site.SchemaCommand;
import org.palmares.tools.site.StatusCommand;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.tls.CertificatesCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine;

/** Entry of the tool. */
@Command(
        name = "palmares",
        description = "Palmarès on this machine: three data centres, their data, and what is measured of them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            FillCommand.class,
            KeepCommand.class,
            KeysCommand.class,
            SchemaCommand.class,
            CertificatesCommand.class,
            SampleCommand.class,
            SimulateCommand.class,
            LoadCommand.class,
            BenchCommand.class,
            DrillCommand.class,
            AgentCommand.class,
            RehearseCommand.class,
            ProberCommand.class,
            CrowdCommand.class,
        })
public final class Palmares {

    private static final int EXIT_FAILED = 1;

    private Palmares() {}

    /** Runs the command; the exit code is its verdict: 0 done, 1 failed, 2 wrongly called. */
    public static void main(String[] arguments) {
        // The driver and its like write logs; the tool speaks for itself.
        System.setProperty("logback.configurationFile", "tool-logback.xml");
        CommandLine line = new CommandLine(new Palmares());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof ToolException told) {
                command.getErr().println("palmares: " + told.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            return EXIT_FAILED;
        });
        System.exit(line.execute(arguments));
    }
}
