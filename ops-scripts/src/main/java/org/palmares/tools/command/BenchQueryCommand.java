package org.palmares.tools.command;

import java.util.concurrent.Callable;
import org.palmares.tools.bench.QueryBench;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares bench query}. */
@Command(
        name = "query",
        description = "Asks one data centre (--to, else the first) the same question on many connections, then nginx for the same bytes as a file. Exit code 0 when "
                + "every answer of ours was 200.",
        mixinStandardHelpOptions = true)
public final class BenchQueryCommand implements Callable<Integer> {

    private static final int MOST_CONNECTIONS = 10_000;

    @Mixin
    private BenchOptions options;

    @Mixin
    private BenchTimeOptions sent;

    @Option(names = "--path", paramLabel = "PATH", description = "What is asked. Default: a result of the test feed.")
    private String path;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "64", description = "Connections on which it is asked. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(names = "--queries", paramLabel = "N", defaultValue = "0", description = "Questions a second, whether answers come or not; 0 asks as fast as answers "
            + "come. Default: ${DEFAULT-VALUE}.")
    private double queries;

    @Option(names = "--no-peer", description = "Leave out the peer: the same bytes as a file of nginx.")
    private boolean noPeer;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        if (connections < 1 || connections > MOST_CONNECTIONS || queries < 0 || path != null && !path.startsWith("/")) {
            throw new ToolException("--connections is 1 to " + MOST_CONNECTIONS + ", --queries not below 0, and --path begins with /.");
        }
        QueryBench.Wish wish = new QueryBench.Wish(path, connections, queries, sent.load(1, 1), !noPeer);
        return options.run("query", wish.settings(), out,
                report -> new QueryBench(wish, options.layout(), options.client(options.sites()), report).run());
    }
}
