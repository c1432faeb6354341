package org.palmares.tools;

import org.palmares.tools.command.AgentCommand;
import org.palmares.tools.command.BenchCommand;
import org.palmares.tools.command.CertificatesCommand;
import org.palmares.tools.command.CrowdCommand;
import org.palmares.tools.command.DownCommand;
import org.palmares.tools.command.DrillCommand;
import org.palmares.tools.command.FillCommand;
import org.palmares.tools.command.KeepCommand;
import org.palmares.tools.command.KeysCommand;
import org.palmares.tools.command.LoadCommand;
import org.palmares.tools.command.ProberCommand;
import org.palmares.tools.command.RehearseCommand;
import org.palmares.tools.command.SampleCommand;
import org.palmares.tools.command.SimulateCommand;
import org.palmares.tools.command.StatusCommand;
import org.palmares.tools.command.UpCommand;
import org.palmares.tools.terminal.ToolException;
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
