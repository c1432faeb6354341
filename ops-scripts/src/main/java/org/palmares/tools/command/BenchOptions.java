package org.palmares.tools.command;

import java.nio.file.Path;
import java.time.Duration;
import org.palmares.tools.bench.BenchLoad;
import org.palmares.tools.client.Patience;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of both benchmarks: what is sent, and to whom. */
final class BenchOptions {

    @Mixin
    private SiteOptions sites;

    @Option(names = "--competitions", defaultValue = "60", description = "Competitions that run at once. Default: ${DEFAULT-VALUE}.")
    private int competitions;

    @Option(names = "--rate", defaultValue = "4", description = "Messages a second of each competition. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(names = "--competitors", defaultValue = "12", description = "Rows of each result. Default: ${DEFAULT-VALUE}.")
    private int competitors;

    @Option(names = "--seconds", defaultValue = "20", description = "Seconds that are measured. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds before, not measured. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--to", paramLabel = "SITE", description = "Send to this data centre first. Default: spread over all.")
    private String to;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
    private Path json;

    /** What is sent. */
    BenchLoad load() {
        if (competitions < 1 || competitions > 5_000 || rate <= 0 || competitors < 1 || competitors > 99 || seconds < 1 || warmUp < 0) {
            throw new ToolException("There must be 1 to 5000 competitions with 1 to 99 competitors, "
                    + "a rate above 0 and at least a second to measure.");
        }
        return new BenchLoad(competitions, rate, competitors, new BenchLoad.Time(warmUp, seconds), to);
    }

    Path json() {
        return json;
    }

    SiteClient client(Sites known) {
        return new SiteClient(known, sites.key(), Patience.SHORT.withAttempt(sites.timeout()));
    }

    /** A client for measuring how much goes through: there waiting is no fault. */
    SiteClient patientClient(Sites known) {
        return new SiteClient(known, sites.key(), Patience.SHORT.withAttempt(Duration.ofSeconds(10)));
    }

    Layout layout() {
        return sites.layout();
    }

    Sites sites() {
        return sites.sites();
    }
}
