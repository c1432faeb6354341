package org.palmares.tools.command;

import java.nio.file.Path;
import java.time.Duration;
import org.palmares.tools.bench.machine.Meter;
import org.palmares.tools.bench.machine.OurProcesses;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.bench.record.BenchReport.Settings;
import org.palmares.tools.client.Patience;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites;
import org.palmares.tools.site.layout.Layout;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of all benchmarks: who is measured, and where the figures go. */
final class BenchOptions {

    private static final Duration PATIENT = Duration.ofSeconds(10);

    /** What is measured, and told; false when something of ours was wrong. */
    @FunctionalInterface
    interface Body {
        boolean run(BenchReport report);
    }

    @Mixin
    private SiteOptions sites;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too, for palmares bench compare and bench report.")
    private Path json;

    /**
     * Runs a benchmark and tells its figures, also those of one that ends with a failure.
     *
     * @return the exit code: that of correctness, however busy the machine was
     */
    int run(String bench, Settings settings, Output out, Body body) {
        BenchReport report = new BenchReport(bench, settings, new Meter(new OurProcesses(layout())), layout().root(), out.progress());
        boolean good = false;
        try {
            good = body.run(report);
        } finally {
            if (report.hasFigures()) {
                report.print(out.writer());
            }
        }
        report.writeIf(json);
        return good ? 0 : 1;
    }

    SiteClient client(Sites known) {
        return new SiteClient(known, sites.key(), Patience.SHORT.withAttempt(sites.timeout()));
    }

    /** A client for measuring how much goes through: there waiting is no fault. */
    SiteClient patientClient(Sites known) {
        return new SiteClient(known, sites.key(), Patience.SHORT.withAttempt(PATIENT));
    }

    Layout layout() {
        return sites.layout();
    }

    /** Those of this machine, for who starts and ends them. */
    Sites ownSites() {
        return sites.ownSites();
    }

    Sites sites() {
        return sites.sites();
    }
}
