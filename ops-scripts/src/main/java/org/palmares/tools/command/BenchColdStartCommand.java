package org.palmares.tools.command;

import java.util.concurrent.Callable;
import org.palmares.tools.bench.ColdStartBench;
import org.palmares.tools.bench.ColdStartBench.Wish;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares bench coldstart}. */
@Command(
        name = "coldstart",
        description = "Ends and starts the nodes of all data centres of this machine (not their Cassandras), then sends to every competition at once: how long until "
                + "the first and the last is acknowledged. Then to one with many events and to one with few. The first run makes them. Exit code 0 when every "
                + "message was acknowledged.",
        mixinStandardHelpOptions = true)
public final class BenchColdStartCommand implements Callable<Integer> {

    /** Of an Olympic and Paralympic programme. */
    private static final String PROGRAMME = "878";

    private static final int ROWS = 12;
    private static final int MOST_COMPETITIONS = 5_000;

    @Mixin
    private BenchOptions options;

    @Option(names = "--competitions", paramLabel = "N", defaultValue = PROGRAMME, description = "Competitions that are asked at once. Default: ${DEFAULT-VALUE}.")
    private int competitions;

    @Option(names = "--events", paramLabel = "N", defaultValue = "100000", description = "Events of the competition with many; 0 leaves it out. Default: ${DEFAULT-VALUE}.")
    private long events;

    @Option(names = "--few-events", paramLabel = "N", defaultValue = "1000", description = "Events of the one beside it. Default: ${DEFAULT-VALUE}.")
    private long few;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Starts that are measured. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        if (competitions < 1 || competitions > MOST_COMPETITIONS || events < 0 || few < 1 || rounds < 1) {
            throw new ToolException("--competitions is 1 to " + MOST_COMPETITIONS + ", --events not below 0, --few-events and --rounds at least 1.");
        }
        Wish wish = new Wish(competitions, ROWS, events, few, rounds);
        return options.run("coldstart", wish.settings(), out,
                report -> new ColdStartBench(wish, options.layout(), options.patientClient(options.ownSites()), report).run());
    }
}
