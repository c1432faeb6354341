package org.palmares.tools.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.palmares.tools.bench.BenchLoad;
import org.palmares.tools.bench.CassandraAlone;
import org.palmares.tools.bench.ClosedLoop;
import org.palmares.tools.bench.OpenLoop;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites;
import org.palmares.tools.testfeed.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares bench ingest}. */
@Command(
        name = "ingest",
        description = "Measures POST to acknowledgement at a fixed rate, the same for Cassandra alone, then the highest rate. Writes into a test feed of its own "
                + "(Games BENCH-T). Exit code 0 when every message was acknowledged.",
        mixinStandardHelpOptions = true)
public final class BenchIngestCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options;

    @Mixin
    private BenchLoadOptions sent;

    @Option(names = "--step-seconds", defaultValue = "5", description = "Seconds for each step of the search for the highest rate; 0 "
            + "leaves it out. Default: ${DEFAULT-VALUE}.")
    private double stepSeconds;

    @Option(names = "--no-peer", description = "Leave out the peer: the same messages written to the same Cassandras and to nothing else.")
    private boolean noPeer;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        BenchLoad load = sent.load();
        return options.run("ingest", load.settings(), out, report -> measure(load, report));
    }

    private boolean measure(BenchLoad load, BenchReport report) {
        Sites sites = options.sites();
        SiteClient client = options.client(sites);
        Versions versions = new Versions(sites).learn(load.competitions());
        report.progress("sending");
        boolean good = new OpenLoop(load, client, versions, shot -> {}, report.meter()).run().report(report);
        if (!noPeer) {
            report.progress("the same to Cassandra alone");
            new CassandraAlone(options.layout(), load).run(report);
        }
        if (stepSeconds > 0) {
            report.progress("the highest rate");
            Duration step = Duration.ofMillis((long) (stepSeconds * 1_000));
            good &= new ClosedLoop(load, options.patientClient(sites), versions, step).run(report);
        }
        return good;
    }
}
