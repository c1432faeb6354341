package org.palmares.tools.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.palmares.tools.bench.BenchLoad;
import org.palmares.tools.bench.Desk;
import org.palmares.tools.bench.DeskBench;
import org.palmares.tools.bench.OpenLoop;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.client.Sites;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.testfeed.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares bench desk}. */
@Command(
        name = "desk",
        description = "Measures how long a scheduler waits: a whole day shifted, as a dry run and for good, and the clashes after it; then single units changed while "
                + "results come in (into a test feed of its own, Games BENCH-T). The day is brought back to what the venues say. Exit code 0 when every message was "
                + "acknowledged and every change was done.",
        mixinStandardHelpOptions = true)
public final class BenchDeskCommand implements Callable<Integer> {

    @Mixin
    private BenchOptions options;

    @Mixin
    private BenchLoadOptions sent;

    @Option(names = "--games", required = true, description = "Code of the Games whose day is shifted; their timetable has to be loaded.")
    private String games;

    @Option(names = "--date", required = true, description = "The day, YYYY-MM-DD.")
    private String date;

    @Option(names = "--rounds", defaultValue = "20", description = "How often the day is shifted, there and back. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin
    private Output out;

    @Override
    public Integer call() {
        BenchLoad load = sent.load();
        Sites sites = options.sites();
        DeskBench bench = new DeskBench(new Desk(sites.at(0), games, key()), date, rounds + rounds % 2);
        return options.run("desk", bench.settings(games, load), out, report -> measure(bench, load, report));
    }

    private boolean measure(DeskBench bench, BenchLoad load, BenchReport report) {
        Sites sites = options.sites();
        report.progress("the day is shifted");
        bench.quiet(report);
        OpenLoop open = new OpenLoop(load, options.client(sites), new Versions(sites).learn(load.competitions()), shot -> {}, report.meter());
        report.progress("single units while results come in");
        bench.whileResultsComeIn(open, report);
        return open.report(report);
    }

    private String key() {
        try {
            return Files.readString(options.layout().keys().resolve("scheduler.key")).strip();
        } catch (IOException none) {
            throw new ToolException("The key of the schedulers cannot be read: " + none.getMessage(), none);
        }
    }
}
