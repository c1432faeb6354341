package org.palmares.tools.drill;

import picocli.CommandLine.Command;

/** {@code palmares rehearse}. */
@Command(
        name = "rehearse",
        description = "Long series of drills.",
        mixinStandardHelpOptions = true,
        subcommands = RehearseDrillsCommand.class)
public final class RehearseCommand {}
