package org.palmares.tools.command;

import picocli.CommandLine.Command;

/** {@code palmares rehearse}. */
@Command(
        name = "rehearse",
        description = "Long series of drills, and drills over long distances.",
        mixinStandardHelpOptions = true,
        subcommands = {RehearseDrillsCommand.class, RehearseWanCommand.class})
public final class RehearseCommand {}
