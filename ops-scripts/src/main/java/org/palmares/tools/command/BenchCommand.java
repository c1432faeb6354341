package org.palmares.tools.command;

import picocli.CommandLine.Command;

/** {@code palmares bench}. */
@Command(
        name = "bench",
        description = "Measures the running data centres, all figures by the clock of the sender.",
        mixinStandardHelpOptions = true,
        subcommands = {BenchIngestCommand.class, BenchLiveCommand.class, BenchDeskCommand.class})
public final class BenchCommand {}
