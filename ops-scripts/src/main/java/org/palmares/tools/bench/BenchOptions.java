package org.palmares.tools.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.palmares.tools.load.Patience;
import org.palmares.tools.load.SiteClient;
import org.palmares.tools.load.SiteOptions;
import org.palmares.tools.load.Sites;
import org.palmares.tools.site.Layout;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is sent, and to whom. */
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

    int competitions() {
        return competitions;
    }

    double perSecond() {
        return competitions * rate;
    }

    ResultMaker maker() {
        return new ResultMaker(competitors);
    }

    Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    Duration warmUp() {
        return Duration.ofSeconds(warmUp);
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

    /** Index of the data centre asked for. */
    OptionalInt target(Sites known) {
        if (to == null) {
            return OptionalInt.empty();
        }
        for (int i = 0; i < known.size(); i++) {
            if (known.at(i).name().equals(to)) {
                return OptionalInt.of(i);
            }
        }
        throw new ToolException("There is no data centre \"" + to + "\" among "
                + known.all().stream().map(Sites.Site::name).toList() + '.');
    }

    void check() {
        if (competitions < 1 || competitions > 5_000 || rate <= 0 || competitors < 1 || competitors > 99 || seconds < 1 || warmUp < 0) {
            throw new ToolException("There must be 1 to 5000 competitions with 1 to 99 competitors, "
                    + "a rate above 0 and at least a second to measure.");
        }
    }

    private int bytes() {
        return maker().message(1, 1_000, LocalDateTime.now()).length;
    }

    Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("competitions", competitions);
        shape.put("messagesASecondEach", rate);
        shape.put("messageBytes", bytes());
        shape.put("warmUpSeconds", warmUp);
        shape.put("measuredSeconds", seconds);
        shape.put("to", to == null ? "all" : to);
        return shape;
    }

    String text() {
        return String.format(
                java.util.Locale.ROOT,
                "%d competitions, %.3g messages a second each, %d bytes, to %s; %d s measured after %d s of warm-up",
                competitions, rate, bytes(), to == null ? "all data centres in turn" : to, seconds, warmUp);
    }
}
