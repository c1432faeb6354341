package org.palmares.tools.command;

import picocli.CommandLine.Command;

/** {@code palmares bench}. */
@Command(
        name = "bench",
        description = "Measures the running data centres, all figures by the clock of the sender, beside a peer on the same machine where there is one. Says so where "
                + "the machine was busy with something else.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchIngestCommand.class,
            BenchLiveCommand.class,
            BenchFanOutCommand.class,
            BenchQueryCommand.class,
            BenchMixedCommand.class,
            BenchColdStartCommand.class,
            BenchDeskCommand.class,
            BenchGrowthCommand.class,
            BenchCompareCommand.class,
            BenchReportCommand.class,
        })
public final class BenchCommand {}
