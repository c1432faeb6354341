package org.palmares.tools.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palmares sample}. */
@Command(
        name = "sample",
        description = "Writes the messages of invented Games, with 46 disciplines and 329 events, for palmares load: until-now.zip with all up to the "
                + "evening of the ninth day, afterwards.zip with the rest. Nobody in it lives.",
        mixinStandardHelpOptions = true)
public final class SampleCommand implements Runnable {

    @Parameters(paramLabel = "DIR", description = "Folder to write to; it is made where it is missing.")
    private Path folder;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "" + Sample.USUAL_SEED, description = "The same number gives the same bytes. "
            + "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Sample sample = new Sample(folder);
        Sample.Written written = sample.write(seed);
        PrintWriter out = spec.commandLine().getOut();
        out.println(sample.untilNow() + ": " + written.untilNow() + " messages up to " + Sample.NOW);
        out.println(sample.afterwards() + ": " + written.afterwards() + " messages after it");
        out.flush();
    }
}
