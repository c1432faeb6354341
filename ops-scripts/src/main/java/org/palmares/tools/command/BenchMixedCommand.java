package org.palmares.tools.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.palmares.tools.bench.MixedBench;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares bench mixed}. */
@Command(
        name = "mixed",
        description = "Measures POST to acknowledgement without readers and queries, with them, and without them again. Readers and queries are spread over the "
                + "competitions and data centres. Exit code 0 when nothing was lost.",
        mixinStandardHelpOptions = true)
public final class BenchMixedCommand implements Callable<Integer> {

    private static final int MOST_READERS = 60_000;

    @Mixin
    private BenchOptions options;

    @Mixin
    private BenchLoadOptions sent;

    @Option(names = "--readers", paramLabel = "N", defaultValue = "10000", description = "Live readers, each of one competition. Default: ${DEFAULT-VALUE}.")
    private int readers;

    @Option(names = "--queries", paramLabel = "N", defaultValue = "500", description = "Queries a second, whether answers come or not. Default: ${DEFAULT-VALUE}.")
    private double queries;

    @Option(names = "--path", paramLabel = "PATH", description = "What is asked in turn; may be given several times. Default: eight kinds of the test feed.")
    private List<String> paths = List.of();

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        if (readers < 0 || readers > MOST_READERS || queries < 0 || !paths.stream().allMatch(path -> path.startsWith("/"))) {
            throw new ToolException("--readers is 0 to " + MOST_READERS + ", --queries not below 0, and --path begins with /.");
        }
        MixedBench.Wish wish = new MixedBench.Wish(sent.load(1), readers, queries, paths);
        return options.run("mixed", wish.settings(), out,
                report -> new MixedBench(wish, options.layout(), options.client(options.sites()), report).run());
    }
}
