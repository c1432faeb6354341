package org.palmares.tools.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.palmares.protocol.contract.Paths;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.bench.record.BenchReport.Settings;
import org.palmares.tools.bench.record.Latency;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites;
import org.palmares.tools.site.OpenFiles;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.testfeed.ResultMaker;
import org.palmares.tools.testfeed.Versions;

/**
 * {@code bench mixed}: what readers and queries cost those who send. The same messages without them, with them, and without them again, because
 * whatever runs later runs warmer; with them is set beside the better of the two.
 */
public final class MixedBench {

    private static final java.time.Duration CONNECT = java.time.Duration.ofSeconds(120);
    private static final int CONNECTIONS = 32;

    /**
     * What is asked for.
     *
     * @param load what is sent
     * @param readers that follow a competition each
     * @param queries a second
     * @param paths that are asked in turn; the usual kinds of the test feed where it is empty
     */
    public record Wish(BenchLoad load, int readers, double queries, List<String> paths) {

        public Wish {
            paths = List.copyOf(paths);
        }

        public Settings settings() {
            Settings sent = load.settings();
            Map<String, Object> shape = new LinkedHashMap<>(sent.shape());
            shape.put("readers", readers);
            shape.put("queriesASecond", queries);
            shape.put("paths", asked());
            return new Settings(shape, sent.text() + String.format(Locale.ROOT, "; %d readers of a competition each, %.4g queries a second of %d kinds",
                    readers, queries, asked().size()));
        }

        private List<String> asked() {
            return paths.isEmpty() ? usual() : paths;
        }

        private static List<String> usual() {
            String games = "?games=" + ResultMaker.GAMES;
            String unit = ResultMaker.unit(0);
            return Stream.of(Paths.of(Paths.COMPETITIONS), Paths.of(Paths.COMPETITIONS, ResultMaker.competition(0)), Paths.of(Paths.UNITS, unit, Paths.RESULT),
                            Paths.of(Paths.SCHEDULE), Paths.of(Paths.MEDALS), Paths.of(Paths.DISCIPLINES), Paths.of(Paths.PARTICIPANTS),
                            Paths.of(Paths.ODF, "DT_RESULT", unit))
                    .map(path -> path + games)
                    .toList();
        }
    }

    private record Around(Listeners listeners, int connected, Askers askers) {}

    private final Wish wish;
    private final Layout layout;
    private final SiteClient client;
    private final Versions versions;
    private final BenchReport report;

    public MixedBench(Wish wish, Layout layout, SiteClient client, BenchReport report) {
        this.wish = wish;
        this.layout = layout;
        this.client = client;
        this.versions = new Versions(client.sites()).learn(wish.load().competitions());
        this.report = report;
    }

    /** Measures; false when a message, an answer or a reader was lost. */
    public boolean run() {
        OpenFiles.require(layout, wish.readers() + CONNECTIONS);
        Feeding feeding = new Feeding(client, versions, wish.load().maker());
        feeding.all(new int[] {0});
        wish.asked().forEach(path -> QueryBench.fetch(client.sites().at(0).url(), path));
        report.progress("without readers and queries");
        OpenLoop before = loop().run();
        OpenLoop with = loop();
        boolean good = withReaders(with);
        report.progress("without them again");
        OpenLoop after = loop().run();
        report.latency("withoutFirst", "acknowledged without, before", before.acknowledged());
        report.latency("withoutLast", "acknowledged without, after", after.acknowledged());
        boolean warmer = after.acknowledged().millis(99) < before.acknowledged().millis(99);
        Latency without = warmer ? after.acknowledged() : before.acknowledged();
        report.put("without", without.shape());
        report.latency("with", "acknowledged with", with.acknowledged());
        compare("p50Ratio", "  p50, times", with.acknowledged().millis(50), without.millis(50));
        compare("p99Ratio", "  p99, times", with.acknowledged().millis(99), without.millis(99));
        report.usage("withoutFirst", before.usage(), "Message", before.count());
        report.usage("with", with.usage(), "Message", with.count());
        report.usage("withoutLast", after.usage(), "Message", after.count());
        int failed = before.failed() + with.failed() + after.failed();
        report.put("notAcknowledged", failed);
        report.line("  not acknowledged", Integer.toString(failed));
        return good && failed == 0;
    }

    private OpenLoop loop() {
        return new OpenLoop(wish.load(), client, versions, shot -> {}, report.meter());
    }

    private void compare(String name, String label, double with, double without) {
        double ratio = without == 0 ? 0 : with / without;
        report.put(name, ratio);
        report.line(label, String.format(Locale.ROOT, "%.2f", ratio));
    }

    private boolean withReaders(OpenLoop loop) {
        report.progress(wish.readers() + " readers come");
        try (Listeners listeners = new Listeners(lines());
                Askers askers = new Askers(questions(), CONNECTIONS, wish.queries())) {
            int connected = listeners.connect(wish.readers(), CONNECT);
            report.progress("with " + connected + " readers and " + wish.queries() + " queries a second");
            Around around = new Around(listeners, connected, askers);
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Void> reading = CompletableFuture.runAsync(unchecked(() -> listeners.read(over::get)), MixedBench::thread);
            CompletableFuture<Void> asking = wish.queries() == 0 ? CompletableFuture.completedFuture(null) : CompletableFuture.runAsync(unchecked(() -> {
                askers.run(wish.load().warmUp(), false);
                askers.run(wish.load().measured(), true);
            }), MixedBench::thread);
            try {
                loop.run();
                asking.join();
            } finally {
                over.set(true);
                reading.join();
            }
            return tell(around, loop);
        } catch (IOException | CompletionException failed) {
            throw new ToolException("Readers or queries failed (is the limit of open files high enough? ulimit -n): " + failed.getMessage(), failed);
        }
    }

    private boolean tell(Around around, OpenLoop loop) {
        Askers askers = around.askers();
        double seconds = loop.usage().seconds();
        int lost = wish.readers() - around.connected() + around.listeners().lost();
        report.latency("answered", "queries answered", askers.latency());
        report.rate("answersASecond", "  answers", askers.latency().count() / seconds);
        report.put("wrongAnswers", askers.wrong());
        report.line("  wrong", askers.wrong() + (askers.wrong() == 0 ? "" : "; the last: " + askers.lastWrong()));
        report.put("readersLost", lost);
        report.put("readersBytes", around.listeners().allBytes());
        report.line("readers", String.format(Locale.ROOT, "%d, lost %d; %.1f MB came to them", around.connected(), lost, around.listeners().allBytes() / 1e6));
        return askers.wrong() == 0 && lost == 0;
    }

    private List<Listeners.Line> lines() {
        List<Listeners.Line> lines = new ArrayList<>();
        for (int competition = 0; competition < wish.load().competitions(); competition++) {
            String path = Paths.of(Paths.LIVE) + "?games=" + ResultMaker.GAMES + "&competition=" + ResultMaker.competition(competition);
            for (Sites.Site site : client.sites().all()) {
                lines.add(new Listeners.Line(site.url(), path, false));
            }
        }
        return lines;
    }

    private List<Askers.Question> questions() {
        return client.sites().all().stream().flatMap(site -> wish.asked().stream().map(path -> new Askers.Question(site.url(), path))).toList();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static Runnable unchecked(Work work) {
        return () -> {
            try {
                work.run();
            } catch (IOException failed) {
                throw new CompletionException(failed);
            }
        };
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "bench-around");
        thread.setDaemon(true);
        thread.start();
    }
}
