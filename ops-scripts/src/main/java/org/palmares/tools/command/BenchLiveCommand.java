package org.palmares.tools.command;

import java.util.concurrent.Callable;
import org.palmares.tools.bench.BenchLoad;
import org.palmares.tools.bench.LiveWatch;
import org.palmares.tools.bench.OpenLoop;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.client.Sites;
import org.palmares.tools.testfeed.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code palmares bench live}. */
@Command(
        name = "live",
        description = "Measures POST to the event at live clients, in the data centre posted to and in the others. Writes into a test feed of its own (Games "
                + "BENCH-T). Exit code 0 when all arrived. For very many clients see: palmares bench fanout",
        mixinStandardHelpOptions = true)
public final class BenchLiveCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options;

    @Mixin
    private BenchLoadOptions sent;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        BenchLoad load = sent.load();
        return options.run("live", load.settings(), out, report -> measure(load, report));
    }

    private boolean measure(BenchLoad load, BenchReport report) {
        Sites sites = options.sites();
        Versions versions = new Versions(sites).learn(load.competitions());
        try (LiveWatch watch = new LiveWatch(sites).start()) {
            report.progress("sending");
            OpenLoop open = new OpenLoop(load, options.client(sites), versions, watch::expect, report.meter()).run();
            int missing = watch.missing(versions, load.competitions());
            boolean good = open.report(report);
            watch.report(report, open.usage());
            report.put("finalValuesMissing", missing);
            report.line("  final values missing", Integer.toString(missing));
            return good && missing == 0;
        }
    }
}
