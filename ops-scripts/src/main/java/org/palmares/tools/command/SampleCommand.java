package org.palmares.tools.command;

import java.nio.file.Path;
import org.palmares.tools.sample.Sample;
import org.palmares.tools.sample.SampleTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Mixin
    private Output out;

    @Override
    public void run() {
        Sample sample = new Sample(folder, SampleTime.USUAL);
        Sample.Written written = sample.write(seed);
        out.line(sample.untilNow() + ": " + written.untilNow() + " messages up to " + SampleTime.USUAL.now());
        out.line(sample.afterwards() + ": " + written.afterwards() + " messages after it");
    }
}
