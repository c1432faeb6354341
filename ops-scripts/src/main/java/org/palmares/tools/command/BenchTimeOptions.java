package org.palmares.tools.command;

import org.palmares.tools.bench.BenchLoad;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of benchmarks that take some time: how long. */
final class BenchTimeOptions {

    @Option(names = "--seconds", defaultValue = "20", description = "Seconds that are measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds before, not measured. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Mixin
    private BenchResultOptions result;

    /** So long with {@code competitions} of {@code rate} messages a second each. */
    BenchLoad load(int competitions, double rate) {
        if (seconds < 1 || warmUp < 0) {
            throw new ToolException("There must be at least a second to measure, and --warm-up is not below 0.");
        }
        return result.load(competitions, rate, new BenchLoad.Time(warmUp, seconds));
    }
}
