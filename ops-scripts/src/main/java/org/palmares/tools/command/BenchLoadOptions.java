package org.palmares.tools.command;

import org.palmares.tools.bench.BenchLoad;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of benchmarks that send at a fixed rate. */
final class BenchLoadOptions {

    private static final double USUAL_RATE = 4;

    @Option(names = "--competitions", defaultValue = "60", description = "Competitions that run at once. Default: ${DEFAULT-VALUE}.")
    private int competitions;

    @Option(names = "--rate", paramLabel = "N", description = "Messages a second of each competition. Default: 4, of mixed 1, of growth 0.7.")
    private Double rate;

    @Mixin
    private BenchTimeOptions time;

    /** What is sent. */
    BenchLoad load() {
        return load(USUAL_RATE);
    }

    /** What is sent, at {@code usual} a second of each competition where nothing else is asked for. */
    BenchLoad load(double usual) {
        double each = rate == null ? usual : rate;
        if (competitions < 1 || competitions > 5_000 || each <= 0) {
            throw new ToolException("There must be 1 to 5000 competitions, and a rate above 0.");
        }
        return time.load(competitions, each);
    }
}
