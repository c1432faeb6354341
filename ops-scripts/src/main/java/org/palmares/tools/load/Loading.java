package org.palmares.tools.load;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.palmares.tools.client.SiteClient;

/** Sends the messages of files to the data centres and tells how it goes. */
public final class Loading {

    /** Messages on their way at once where nothing else is asked for. */
    public static final int PARALLEL = 16;

    /**
     * What to send, and how fast.
     *
     * @param from only messages made at this time or later; null does not bound
     * @param until only messages made before this time; null does not bound
     * @param speed replay by the messages' own times, so many times as fast; null for as fast as possible
     * @param rate at most so many messages a second; null does not bound
     * @param parallel messages on their way at once
     */
    public record Wish(LocalDateTime from, LocalDateTime until, Double speed, Double rate, int parallel) {

        /** Everything, as fast as possible. */
        public static final Wish ALL = new Wish(null, null, null, null, PARALLEL);

        /** The same of what was made between two times, either of which may be null. */
        public Wish within(LocalDateTime first, LocalDateTime end) {
            return new Wish(first, end, speed, rate, parallel);
        }
    }

    private static final int PROGRESS_SECONDS = 2;

    private final SiteClient client;
    private final PrintWriter out;

    /**
     * @param client sends
     * @param out for people
     */
    public Loading(SiteClient client, PrintWriter out) {
        this.client = client;
        this.out = out;
    }

    /** Sends what is wished of {@code paths}; true when every message was acknowledged. */
    public boolean run(List<Path> paths, Wish wish) {
        LoadSummary summary = new LoadSummary();
        try (MessageFiles files = new MessageFiles()) {
            MessageFiles.Index index = files.index(paths);
            index.broken().forEach(broken -> summary.broken(broken.name(), broken.reason()));
            List<MessageRef> messages = within(index.messages(), wish.from(), wish.until());
            out.println(messages.size() + " messages" + (messages.isEmpty()
                    ? ""
                    : " from " + messages.get(0).time() + " to " + messages.get(messages.size() - 1).time()));
            out.flush();
            long start = System.nanoTime();
            ScheduledExecutorService progress = progress(summary, messages.size(), start);
            new Replay(files, client::send, pace(messages, wish), summary).run(messages, wish.parallel());
            progress.shutdownNow();
            tell(summary, System.nanoTime() - start);
        }
        return summary.clean();
    }

    private static Tempo pace(List<MessageRef> messages, Wish wish) {
        if (messages.isEmpty()) {
            return Tempo.NONE;
        }
        LocalDateTime first = wish.from() == null ? messages.get(0).time() : wish.from();
        Tempo pace = wish.speed() == null ? Tempo.NONE : Tempo.of(first, wish.speed(), Tempo.WaitingClock.SYSTEM);
        return wish.rate() == null ? pace : Tempo.both(pace, Tempo.atMost(wish.rate(), Tempo.WaitingClock.SYSTEM));
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
                    out.printf("%6.1f s  %d of %d, %.0f a second%n", seconds, summary.done(), all, summary.done() / seconds);
                    out.flush();
                },
                PROGRESS_SECONDS,
                PROGRESS_SECONDS,
                TimeUnit.SECONDS);
        return timer;
    }

    private void tell(LoadSummary summary, long nanos) {
        summary.failures().forEach(out::println);
        out.printf("%s in %.1f s, %.0f a second%n", summary.counts(), nanos / 1e9, summary.done() / (nanos / 1e9));
        out.println("acknowledged by " + summary.sites());
        out.flush();
    }
}
