package org.palmares.tools.command;

import org.palmares.tools.bench.BenchLoad;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Option;

/** Options of benchmarks that send results: how large, and to whom. */
final class BenchResultOptions {

    private static final BenchLoad.Time NONE = new BenchLoad.Time(0, 0);

    @Option(names = "--competitors", defaultValue = "12", description = "Rows of each result. Default: ${DEFAULT-VALUE}.")
    private int competitors;

    @Option(names = "--to", paramLabel = "SITE", description = "This data centre first. Default: where one is meant the first, else all in turn.")
    private String to;

    /** One competition, with nothing said of time. */
    BenchLoad load() {
        return load(1, 1, NONE);
    }

    BenchLoad load(int competitions, double rate, BenchLoad.Time time) {
        if (competitors < 1 || competitors > 99) {
            throw new ToolException("--competitors is 1 to 99.");
        }
        return new BenchLoad(competitions, rate, competitors, time, to);
    }
}
