package org.palmares.tools.command;

import java.util.concurrent.Callable;
import org.palmares.tools.bench.GrowthBench;
import org.palmares.tools.bench.FanOut;
import org.palmares.tools.bench.GrowthBench.Wish;
import org.palmares.tools.site.layout.NodesPerSite;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares bench growth}. */
@Command(
        name = "growth",
        description = "Measures what a message costs all processes, beyond what they do anyway, and its time, at few competitions and at a whole programme, in a competition "
                + "with few events and in one with many, and beside the biographies of a whole Games: each is flat when it costs at most 1.2 times as much. For two nodes in each data "
                + "centre run it again after palmares up --nodes-per-site=2, and set both beside each other with bench compare. The first run makes what is not there, "
                + "which takes minutes. Exit code 0 when every message was acknowledged.",
        mixinStandardHelpOptions = true)
public final class BenchGrowthCommand implements Callable<Integer> {

    /** In all as many a second as ten busy units have. */
    private static final double USUAL_RATE = 0.7;

    private static final int MOST_COMPETITIONS = 5_000;

    @Mixin
    private BenchOptions options;

    @Mixin
    private BenchLoadOptions sent;

    @Option(names = "--programme", paramLabel = "N", defaultValue = "878", description = "Competitions of a whole programme. Default: ${DEFAULT-VALUE}.")
    private int programme;

    @Option(names = "--events", paramLabel = "N", defaultValue = "100000", description = "Events of the competition with many; 0 leaves it out. Default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(names = "--few-events", paramLabel = "N", defaultValue = "1000", description = "Events of the one beside it. Default: ${DEFAULT-VALUE}.")
    private long few;

    @Option(names = "--biographies", paramLabel = "N", defaultValue = "20000", description = "Biographies; 0 leaves them out. Default: ${DEFAULT-VALUE}.")
    private int biographies;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Times that each is measured. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--quiet-seconds", paramLabel = "N", defaultValue = "20", description = "Seconds in which nothing is sent, before: what processes do anyway is no "
            + "part of a message. Default: ${DEFAULT-VALUE}.")
    private int quietSeconds;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        if (programme < 1 || programme > MOST_COMPETITIONS || events < 0 || few < 1 || biographies < 0 || rounds < 1 || quietSeconds < 1) {
            throw new ToolException("--programme is 1 to " + MOST_COMPETITIONS + ", --events and --biographies not below 0, --few-events, --rounds and --quiet-seconds at least 1.");
        }
        Wish wish = new Wish(sent.load(USUAL_RATE), programme, new Wish.Events(events, few), biographies, new FanOut.Course(quietSeconds, rounds));
        return options.run("growth", wish.settings(NodesPerSite.in(options.layout().var())), out,
                report -> new GrowthBench(wish, options.patientClient(options.sites()), report).run());
    }
}
