package org.palmares.tools.command;

import java.util.concurrent.Callable;
import org.palmares.tools.bench.BenchLoad;
import org.palmares.tools.bench.BenchReport;
import org.palmares.tools.bench.FanOut;
import org.palmares.tools.bench.LiveWatch;
import org.palmares.tools.bench.OpenLoop;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.testfeed.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares bench live}. */
@Command(
        name = "live",
        description = "Measures POST to the event at live clients, in the data centre posted to and in the others, and with --clients how "
                + "long one event takes to very many. Writes into a test feed of its own (Games BENCH-T). Exit code 0 when all arrived.",
        mixinStandardHelpOptions = true)
public final class BenchLiveCommand implements Callable<Integer> {

    private static final int MOST_CLIENTS = 20_000;

    @Mixin
    private BenchOptions options;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "0", description = "Also connect N listeners to one data centre (--to, "
            + "else the first) and measure how long after the first the last has an event.")
    private int clients;

    @Option(names = "--only-clients", description = "Leave the fixed rate out.")
    private boolean onlyClients;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        BenchLoad load = options.load();
        if (clients < 0 || clients > MOST_CLIENTS || onlyClients && clients == 0) {
            throw new ToolException("--clients is 1 to " + MOST_CLIENTS + '.');
        }
        BenchReport report = new BenchReport(out.writer(), "live", load);
        Sites sites = options.sites();
        SiteClient client = options.client(sites);
        boolean good = onlyClients || atFixedRate(load, sites, client, report);
        if (clients > 0) {
            good &= new FanOut(load, client, new Versions(sites).learnOne(FanOut.COMPETITION)).run(clients, report);
        }
        report.writeIf(options.json());
        return good ? 0 : 1;
    }

    private boolean atFixedRate(BenchLoad load, Sites sites, SiteClient client, BenchReport report) {
        Versions versions = new Versions(sites).learn(load.competitions());
        try (LiveWatch watch = new LiveWatch(sites).start()) {
            OpenLoop open = new OpenLoop(load, client, versions, watch::expect);
            open.run();
            int missing = watch.missing(versions, load.competitions());
            boolean good = open.report(report);
            watch.report(report);
            report.put("finalValuesMissing", missing);
            report.line("  final values missing", Integer.toString(missing));
            return good && missing == 0;
        }
    }
}
