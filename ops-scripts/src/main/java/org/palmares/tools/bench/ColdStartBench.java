package org.palmares.tools.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.palmares.tools.bench.machine.Meter.Reading;
import org.palmares.tools.bench.machine.Usage;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.bench.record.BenchReport.Settings;
import org.palmares.tools.bench.record.Latency;
import org.palmares.tools.client.Sent.Acknowledged;
import org.palmares.tools.client.Sent;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.files.Turn;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.testfeed.ResultMaker;
import org.palmares.tools.testfeed.Versions;

/**
 * {@code bench coldstart}: all nodes end and start again, then every competition gets a message in the same moment, and after them one with many
 * events and one with few. What has to be there is sent first; what an earlier run sent is still there.
 */
public final class ColdStartBench {

    /** Beyond the competitions of the ordinary load and of the fan-out. */
    private static final int FEW = 9_100;

    /**
     * What is asked for.
     *
     * @param competitions that are asked at once
     * @param competitors rows of each result
     * @param events of the competition with many; 0 leaves both out
     * @param few events of the one beside it
     * @param rounds starts that are measured
     */
    public record Wish(int competitions, int competitors, long events, long few, int rounds) {

        public Settings settings() {
            Map<String, Object> shape = new LinkedHashMap<>();
            shape.put("competitions", competitions);
            shape.put("competitors", competitors);
            shape.put("events", events);
            shape.put("fewEvents", few);
            shape.put("rounds", rounds);
            return new Settings(shape, String.format(Locale.ROOT, "%d starts of all nodes; then %d competitions at once%s", rounds, competitions,
                    events == 0 ? "" : ", one with " + events + " events and one with " + few));
        }
    }

    private final Wish wish;
    private final BenchReport report;
    private final LocalSites sites;
    private final Feeding feeding;
    private final Latency start = new Latency();
    private final Latency first = new Latency();
    private final Latency each = new Latency();
    private final Latency all = new Latency();
    private final Latency few = new Latency();
    private final Latency many = new Latency();
    private int failed;

    public ColdStartBench(Wish wish, Layout layout, SiteClient client, BenchReport report) {
        this.wish = wish;
        this.report = report;
        this.sites = new LocalSites(layout, line -> report.progress("  " + line));
        Versions versions = new Versions(client.sites()).learn(wish.competitions()).learnOne(FEW).learnOne(Feeding.MANY);
        this.feeding = new Feeding(client, versions, new ResultMaker(wish.competitors()));
    }

    /** Measures; false when a message was not acknowledged. */
    public boolean run() {
        prepare();
        for (int round = 1; round <= wish.rounds(); round++) {
            report.progress("start " + round + " of " + wish.rounds());
            restart(round);
            atOnce(round);
            if (wish.events() > 0) {
                alone(FEW, few);
                alone(Feeding.MANY, many);
            }
        }
        tell();
        return failed == 0;
    }

    private void prepare() {
        int[] missing = IntStream.range(0, wish.competitions()).filter(number -> feeding.events(number) == 0).toArray();
        report.progress(missing.length + " of " + wish.competitions() + " competitions are made");
        feeding.all(missing);
        if (wish.events() > 0) {
            report.progress("competitions of " + wish.few() + " and of " + wish.events() + " events are made; they have " + feeding.events(FEW) + " and "
                    + feeding.events(Feeding.MANY) + ", later runs find what is made now");
            feeding.deepen(FEW, wish.few());
            feeding.deepen(Feeding.MANY, wish.events());
            report.put("events", feeding.events(Feeding.MANY));
            report.put("fewEvents", feeding.events(FEW));
        }
    }

    private void restart(int round) {
        Turn.take(sites.layout().var(), () -> {
            Layout.SITES.forEach(sites::stopNode);
            Reading begin = report.meter().now();
            Layout.SITES.forEach(sites::startNode);
            Layout.SITES.forEach(sites::awaitNode);
            Usage usage = report.meter().since(begin);
            start.record((long) (usage.seconds() * 1e9));
            report.usage("start" + round, usage, "Node", Layout.SITES.size());
        });
    }

    private void atOnce(int round) {
        Reading begin = report.meter().now();
        long from = System.nanoTime();
        List<CompletableFuture<Sent>> sending = IntStream.range(0, wish.competitions()).mapToObj(feeding::next).toList();
        long firstAt = Long.MAX_VALUE;
        long lastAt = from;
        for (CompletableFuture<Sent> one : sending) {
            Sent sent = one.join();
            if (acknowledged(sent)) {
                each.record(sent.timing().endNanos() - from);
                firstAt = Math.min(firstAt, sent.timing().endNanos());
                lastAt = Math.max(lastAt, sent.timing().endNanos());
            }
        }
        if (firstAt < Long.MAX_VALUE) {
            first.record(firstAt - from);
            all.record(lastAt - from);
        }
        report.usage("atOnce" + round, report.meter().since(begin), "Competition", wish.competitions());
    }

    private void alone(int number, Latency latency) {
        Sent sent = feeding.next(number).join();
        if (acknowledged(sent)) {
            latency.record(sent.timing().nanos());
        }
    }

    private boolean acknowledged(Sent sent) {
        failed += sent instanceof Acknowledged ? 0 : 1;
        return sent instanceof Acknowledged;
    }

    private void tell() {
        report.latency("start", "nodes start, until ready", start);
        report.latency("firstAnswer", "all at once, first answer", first);
        report.latency("eachAnswer", "all at once, each answer", each);
        report.latency("allAnswers", "all at once, last answer", all);
        if (wish.events() > 0) {
            report.latency("fewEventsAnswer", wish.few() + " events, answer", few);
            report.latency("manyEventsAnswer", wish.events() + " events, answer", many);
            double ratio = few.millis(50) == 0 ? 0 : many.millis(50) / few.millis(50);
            report.put("manyToFewRatio", ratio);
            report.line("  p50, times", String.format(Locale.ROOT, "%.2f", ratio));
        }
        report.put("notAcknowledged", failed);
        report.line("  not acknowledged", Integer.toString(failed));
    }
}
