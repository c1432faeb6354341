package org.palmares.tools.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.palmares.tools.load.Loading;
import org.palmares.tools.load.Patience;
import org.palmares.tools.load.SiteClient;
import org.palmares.tools.load.SiteOptions;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code palmares simulate}. */
@Command(
        name = "simulate",
        description = "Lets the sample Games go on from the evening of the ninth day, or from where the last simulation ended: units run, results grow "
                + "and become official, medals are won, the next units start. Load the sample first (palmares up --demo).",
        mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {

    private static final Duration BUDGET = Duration.ofSeconds(60);
    private static final double PART_SECONDS = 60;

    @Mixin
    private SiteOptions options;

    @Option(names = "--speed", paramLabel = "N", defaultValue = "10", description = "Time of the Games goes N times as fast, and "
            + "faster where nothing happens. "
            + "Default: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "10", description = "Minutes of your time to go on for. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(names = "--rate", paramLabel = "R", defaultValue = "50", description = "At most R messages a second, whatever the speed. "
            + "Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(names = "--from", paramLabel = "TIME", description = "Time of the Games to begin at, e.g. 2030-07-21T10:00. What was sent before is sent "
            + "again, which does no harm. Default: where the last simulation ended.")
    private LocalDateTime from;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (speed <= 0 || minutes <= 0 || rate <= 0) {
            throw new ToolException("--speed, --minutes and --rate must be more than 0.");
        }
        Sample sample = Demo.sample(options.layout());
        if (!sample.exists()) {
            throw new ToolException("There is no sample in " + sample.folder() + ". Start with palmares up --demo.");
        }
        Position position = Position.of(options.layout().var());
        if (from != null) {
            position.write(from);
        }
        SiteClient client = new SiteClient(options.sites(), options.key(), Patience.SHORT.withAttempt(options.timeout()).withBudget(BUDGET));
        return goOn(sample, position, new Loading(client, spec.commandLine().getOut())) ? 0 : 1;
    }

    /** In parts, so that one that is broken off loses little of its place. */
    private boolean goOn(Sample sample, Position position, Loading loading) {
        PrintWriter out = spec.commandLine().getOut();
        long end = System.nanoTime() + (long) (minutes * 60e9);
        boolean clean = true;
        LocalDateTime at = position.read();
        while (clean && System.nanoTime() < end && at.isBefore(Sample.END)) {
            double seconds = Math.min(PART_SECONDS, (end - System.nanoTime()) / 1e9);
            LocalDateTime next = at.plusSeconds(Math.max(1, Math.round(seconds * speed)));
            out.println("The Games go on from " + at + " to " + next + '.');
            clean = loading.run(List.of(sample.afterwards()), new Loading.Wish(at, next, speed, rate, Loading.PARALLEL));
            if (clean) {
                position.write(next);
                at = next;
            }
        }
        if (!at.isBefore(Sample.END)) {
            out.println("The Games are over. Begin again: palmares up --fresh --demo.");
            out.flush();
        }
        return clean;
    }
}
