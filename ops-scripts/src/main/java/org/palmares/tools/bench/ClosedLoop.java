package org.palmares.tools.bench;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.bench.record.Latency;
import org.palmares.tools.client.Outgoing;
import org.palmares.tools.client.Sent.Acknowledged;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.testfeed.ResultMaker;
import org.palmares.tools.testfeed.Versions;

/** Finds the highest rate: more and more messages on their way at once, each sent when one is answered, until more brings nothing. */
public final class ClosedLoop {

    private static final double GAIN = 1.05;
    private static final int WARM_UP_PART = 4;
    private static final int FIRST = 8;
    private static final int LAST = 512;

    /** What a number of messages on their way at once gave. */
    record Step(int atOnce, double rate, Latency latency, int failed) {

        Map<String, Object> shape() {
            Map<String, Object> shape = new LinkedHashMap<>();
            shape.put("atOnce", atOnce);
            shape.put("messagesASecond", rate);
            shape.put("notAcknowledged", failed);
            shape.putAll(latency.shape());
            return shape;
        }
    }

    private final BenchLoad load;
    private final SiteClient client;
    private final Versions versions;
    private final Duration stepTime;
    private final OptionalInt target;

    public ClosedLoop(BenchLoad load, SiteClient client, Versions versions, Duration stepTime) {
        this.load = load;
        this.client = client;
        this.versions = versions;
        this.stepTime = stepTime;
        this.target = load.target(client.sites());
    }

    /** Steps up and reports; false when a message was not acknowledged. */
    public boolean run(BenchReport report) {
        List<Step> steps = new ArrayList<>();
        Step best = null;
        for (int atOnce = FIRST; atOnce <= LAST; atOnce *= 2) {
            Step step = step(atOnce);
            steps.add(step);
            report.line("  " + atOnce + " at once", String.format(Locale.ROOT, "%7.0f a second  ", step.rate()) + step.latency());
            boolean better = best == null || step.rate() > best.rate() * GAIN;
            best = best == null || step.rate() > best.rate() ? step : best;
            if (!better) {
                break;
            }
        }
        report.put("steps", steps.stream().map(Step::shape).toList());
        report.put("highestRate", best.shape());
        report.line("highest ingest rate", String.format(
                Locale.ROOT, "%.0f messages a second with %d at once, p99 %.2f ms", best.rate(), best.atOnce(), best.latency().millis(99)));
        return steps.stream().allMatch(step -> step.failed() == 0);
    }

    private Step step(int atOnce) {
        Latency latency = new Latency();
        AtomicInteger failed = new AtomicInteger();
        long from = System.nanoTime() + stepTime.toNanos() / WARM_UP_PART;
        long until = from + stepTime.toNanos();
        Phaser open = new Phaser(1);
        for (int place = 0; place < atOnce; place++) {
            open.register();
            new Place(place, atOnce, new Window(from, until, latency, failed), open).next();
        }
        open.arriveAndAwaitAdvance();
        return new Step(atOnce, latency.count() / (stepTime.toNanos() / 1e9), latency, failed.get());
    }

    private record Window(long from, long until, Latency latency, AtomicInteger failed) {}

    /** One of those at once: goes round its own competitions, so that no two send the same document. */
    private final class Place {

        private final int atOnce;
        private final int first;
        private final Window window;
        private final Phaser open;
        private final ResultMaker maker = load.maker();
        private int competition;

        private Place(int first, int atOnce, Window window, Phaser open) {
            this.first = first;
            this.atOnce = atOnce;
            this.window = window;
            this.open = open;
            this.competition = first;
        }

        /** By the one thread that hears the answers: on a large machine that is what the highest rate measures, some thousands a second. */
        private void next() {
            if (System.nanoTime() >= window.until()) {
                open.arriveAndDeregister();
                return;
            }
            int number = competition;
            competition = competition + atOnce < load.competitions() ? competition + atOnce : first;
            int site = target.orElse(number % client.sites().size());
            Outgoing message = Outgoing.plain(maker.message(number, versions.next(number), LocalDateTime.now()));
            client.send(message, site).whenComplete((sent, never) -> {
                long end = sent.timing().endNanos();
                if (sent instanceof Acknowledged && end >= window.from() && end < window.until()) {
                    window.latency().record(sent.timing().nanos());
                } else if (!(sent instanceof Acknowledged)) {
                    window.failed().incrementAndGet();
                }
                next();
            });
        }
    }
}
