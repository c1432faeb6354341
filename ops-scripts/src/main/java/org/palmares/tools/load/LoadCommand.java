package org.palmares.tools.load;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.palmares.tools.ToolException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code palmares load}. */
@Command(
        name = "load",
        description = "Sends ODF messages in order of their own time to the data centres, and to the next one when one does not answer. "
                + "Sending the same again does no harm. Exit code 0 when every message was acknowledged, else 1.",
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders, .xml, .xml.gz and .zip files.")
    private List<Path> paths;

    @Mixin
    private SiteOptions options;

    @Option(names = "--speed", paramLabel = "N", description = "Replay by the messages' own times, N times as "
            + "fast. Default: as fast as possible.")
    private Double speed;

    @Option(names = "--from", paramLabel = "TIME", description = "Only messages made at this time or later, e.g. 2024-08-04T00:00.")
    private LocalDateTime from;

    @Option(names = "--until", paramLabel = "TIME", description = "Only messages made before this time.")
    private LocalDateTime until;

    @Option(names = "--parallel", paramLabel = "N", defaultValue = "16", description = "Messages on their way at once; of a discipline "
            + "always one after the other. Default: ${DEFAULT-VALUE}.")
    private int parallel;

    @Option(names = "--patience", paramLabel = "S", defaultValue = "60", description = "Seconds after which a message that no data centre "
            + "answers is given up. Default: ${DEFAULT-VALUE}.")
    private int patienceSeconds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (speed != null && speed <= 0 || parallel < 1) {
            throw new ToolException("--speed and --parallel must be more than 0.");
        }
        LoadSummary summary = new LoadSummary();
        SiteClient client = new SiteClient(
                options.sites(),
                options.key(),
                Patience.SHORT.withAttempt(options.timeout()).withBudget(Duration.ofSeconds(patienceSeconds)));
        try (MessageFiles files = new MessageFiles()) {
            MessageFiles.Index index = files.index(paths);
            index.broken().forEach(broken -> summary.broken(broken.name(), broken.reason()));
            List<MessageRef> messages = within(index.messages(), from, until);
            out().println(messages.size() + " messages" + (messages.isEmpty()
                    ? ""
                    : " from " + messages.get(0).time() + " to " + messages.get(messages.size() - 1).time()));
            out().flush();
            long start = System.nanoTime();
            Pace pace = speed == null || messages.isEmpty() ? Pace.NONE : Pace.of(messages.get(0).time(), speed, Pace.WaitingClock.SYSTEM);
            ScheduledExecutorService progress = progress(summary, messages.size(), start);
            new Replay(files, client::send, pace, summary).run(messages, parallel);
            progress.shutdownNow();
            tell(summary, System.nanoTime() - start);
        }
        return summary.clean() ? 0 : 1;
    }

    /** The messages of a time: {@code from} is within it, {@code until} is not; null does not bound. */
    static List<MessageRef> within(List<MessageRef> messages, LocalDateTime from, LocalDateTime until) {
        return messages.stream()
                .filter(message -> from == null || !message.time().isBefore(from))
                .filter(message -> until == null || message.time().isBefore(until))
                .toList();
    }

    private ScheduledExecutorService progress(LoadSummary summary, int all, long start) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleAtFixedRate(
                () -> {
                    double seconds = (System.nanoTime() - start) / 1e9;
                    out().printf("%6.1f s  %d of %d, %.0f a second%n", seconds, summary.done(), all, summary.done() / seconds);
                    out().flush();
                },
                2,
                2,
                TimeUnit.SECONDS);
        return timer;
    }

    private void tell(LoadSummary summary, long nanos) {
        summary.failures().forEach(out()::println);
        out().printf("%s in %.1f s, %.0f a second%n", summary.counts(), nanos / 1e9, summary.done() / (nanos / 1e9));
        out().println("acknowledged by " + summary.sites());
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
