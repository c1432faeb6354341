package org.palmares.tools.command;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.palmares.tools.demo.Demo;
import org.palmares.tools.demo.Simulation;
import org.palmares.tools.terminal.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares simulate}. */
@Command(
        name = "simulate",
        description = "Lets the sample Games go on from where they are: units run, results grow and become official, medals are won, the next units start. "
                + "palmares up --demo loads them and starts this in the background.",
        mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {

    private static final Duration BUDGET = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofDays(100);

    @Mixin
    private SiteOptions options;

    @Option(names = "--speed", paramLabel = "N", defaultValue = "" + Simulation.USUAL_SPEED, description = "Time of the Games goes N times as fast, and "
            + "faster where nothing happens. Default: ${DEFAULT-VALUE}.")
    private double speed;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "10", description = "Minutes of your time to go on for. Default: ${DEFAULT-VALUE}.")
    private double minutes;

    @Option(names = "--to-the-end", description = "Until the Games are over, whatever --minutes says.")
    private boolean toTheEnd;

    @Option(names = "--rate", paramLabel = "R", defaultValue = "" + Simulation.USUAL_RATE, description = "At most R messages a second, whatever the speed. "
            + "Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(names = "--from", paramLabel = "TIME", description = "Time of the Games to begin at, e.g. 2030-07-21T10:00. What was sent before is sent "
            + "again, which does no harm. Default: where the last simulation ended.")
    private LocalDateTime from;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        if (speed <= 0 || minutes <= 0 || rate <= 0) {
            throw new ToolException("--speed, --minutes and --rate must be more than 0.");
        }
        Demo demo = new Demo(options.layout());
        requireNoOther(demo);
        Simulation simulation = demo.simulation(options.client(BUDGET), out.writer());
        Optional.ofNullable(from).ifPresent(simulation::goBack);
        boolean clean = simulation.goOn(toTheEnd ? LONGEST : Duration.ofMillis((long) (minutes * 60_000)), speed, rate);
        if (simulation.isOver()) {
            demo.process().over();
        }
        return clean ? 0 : 1;
    }

    /** Two would send the same, each at its own pace. */
    private static void requireNoOther(Demo demo) {
        demo.process().running().filter(other -> other.pid() != ProcessHandle.current().pid()).ifPresent(other -> {
            throw new ToolException("The Games go on already, by palmares up --demo (process " + other.pid() + "); palmares down ends it.");
        });
    }
}
