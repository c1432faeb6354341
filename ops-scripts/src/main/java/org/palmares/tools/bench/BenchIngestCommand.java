package org.palmares.tools.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.palmares.tools.load.SiteClient;
import org.palmares.tools.load.Sites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code palmares bench ingest}. */
@Command(
        name = "ingest",
        description = "Measures POST to acknowledgement at a fixed rate, the same for Cassandra alone, then the highest rate. Writes into a test feed of its own "
                + "(Games BENCH-T). Exit code 0 when every message was acknowledged.",
        mixinStandardHelpOptions = true)
public final class BenchIngestCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options;

    @Option(names = "--step-seconds", defaultValue = "5", description = "Seconds for each step of the search for the highest rate; 0 "
            + "leaves it out. Default: ${DEFAULT-VALUE}.")
    private double stepSeconds;

    @Option(names = "--no-peer", description = "Leave out the peer: the same messages written to the same Cassandras and to nothing else.")
    private boolean noPeer;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        options.check();
        BenchReport report = new BenchReport(spec.commandLine().getOut(), "ingest", options);
        Sites sites = options.sites();
        SiteClient client = options.client(sites);
        Versions versions = new Versions(sites).learn(options.competitions());
        OpenLoop open = new OpenLoop(options, client, versions, shot -> {});
        open.run();
        boolean good = open.report(report);
        if (!noPeer) {
            new CassandraAlone(options.layout(), options).run(report);
        }
        if (stepSeconds > 0) {
            Duration step = Duration.ofMillis((long) (stepSeconds * 1_000));
            good &= new ClosedLoop(options, options.patientClient(sites), versions, step).run(report);
        }
        report.writeIf(options.json());
        return good ? 0 : 1;
    }
}
