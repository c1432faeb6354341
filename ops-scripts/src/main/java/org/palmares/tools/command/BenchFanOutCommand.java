package org.palmares.tools.command;

import java.util.concurrent.Callable;
import org.palmares.tools.bench.BenchLoad;
import org.palmares.tools.bench.FanOut;
import org.palmares.tools.bench.FanOutBench;
import org.palmares.tools.client.Sites;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares bench fanout}. */
@Command(
        name = "fanout",
        description = "Connects very many listeners to one data centre (--to, else the first) and measures how long after the first the last has an event, what a "
                + "delivery costs and what a quiet listener takes; then the same with packed events (gzip), and for nginx with nchan. Exit code 0 when all of ours arrived.",
        mixinStandardHelpOptions = true)
public final class BenchFanOutCommand implements Callable<Integer> {

    private static final int MOST_CLIENTS = 20_000;

    @Mixin
    private BenchOptions options;

    @Mixin
    private BenchResultOptions sent;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "10000", description = "Listeners, at most 20000. Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "12", description = "Events that are measured. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--quiet-seconds", paramLabel = "N", defaultValue = "6", description = "Seconds without an event before, in which it is seen what the server does "
            + "anyway; signs of life come every five. Default: ${DEFAULT-VALUE}.")
    private int quietSeconds;

    @Option(names = "--no-peer", description = "Leave out the peer: events of the same size to as many listeners of nginx with nchan.")
    private boolean noPeer;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        if (clients < 1 || clients > MOST_CLIENTS || rounds < 1 || quietSeconds < 1) {
            throw new ToolException("--clients is 1 to " + MOST_CLIENTS + ", and --rounds and --quiet-seconds at least 1.");
        }
        BenchLoad load = sent.load();
        Sites sites = options.sites();
        int site = load.target(sites).orElse(0);
        FanOutBench.Wish wish = new FanOutBench.Wish(clients, new FanOut.Course(quietSeconds, rounds), load.competitors(), site, !noPeer);
        return options.run("fanout", wish.settings(sites.at(site).name()), out,
                report -> new FanOutBench(wish, options.layout(), options.client(sites), report).run());
    }
}
