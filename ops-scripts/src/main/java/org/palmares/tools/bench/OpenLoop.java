package org.palmares.tools.bench;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.palmares.tools.bench.machine.Meter;
import org.palmares.tools.bench.machine.Meter.Reading;
import org.palmares.tools.bench.machine.Usage;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.bench.record.Latency;
import org.palmares.tools.client.Outgoing;
import org.palmares.tools.client.Sent.Acknowledged;
import org.palmares.tools.client.Sent;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.testfeed.ResultMaker;
import org.palmares.tools.testfeed.Versions;

/**
 * Sends at a fixed rate whether or not answers come, as venues do. Latency counts from the moment a message was due, so that a stall is
 * felt by every message it delays and not only by the one that met it.
 */
public final class OpenLoop {

    private final BenchLoad load;
    private final SiteClient client;
    private final Versions versions;
    private final Consumer<Shot> before;
    private final Meter meter;
    private final Latency all = new Latency();
    private final Map<String, Latency> bySite = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private int first;
    private volatile String lastFailure = "";
    private volatile Reading begin;
    private Latency lateness = new Latency();
    private Usage usage;

    /**
     * @param before is told of each message just before it is sent
     * @param meter of the run
     */
    public OpenLoop(BenchLoad load, SiteClient client, Versions versions, Consumer<Shot> before, Meter meter) {
        this.meter = meter;
        this.load = load;
        this.client = client;
        this.versions = versions;
        this.before = before;
    }

    /** The same with other competitions: {@code number} and those after it. */
    OpenLoop from(int number) {
        first = number;
        return this;
    }

    /**
     * Sends for the warm-up and the time measured, and returns when every message has its answer.
     *
     * @throws org.palmares.tools.terminal.ToolException if the answers fall far behind
     */
    public OpenLoop run() {
        begin = meter.now();
        OptionalInt target = load.target(client.sites());
        ResultMaker maker = load.maker();
        WarmSender.warm(maker);
        Unanswered unanswered = new Unanswered(load);
        lateness = FixedRate.keep(load, () -> begin = meter.now(), (i, dueNanos, counted) -> {
            int competition = first + (int) (i % load.competitions());
            int site = target.orElse(competition % client.sites().size());
            Instant due = Instant.now().minusNanos(System.nanoTime() - dueNanos);
            Shot shot = new Shot(competition, versions.next(competition), site, dueNanos, due, counted);
            before.accept(shot);
            unanswered.sent();
            Outgoing message = Outgoing.plain(maker.message(competition, shot.version(), LocalDateTime.now()));
            client.send(message, site).whenComplete((sent, never) -> {
                answered(shot, sent);
                unanswered.answered();
            });
        });
        unanswered.await();
        usage = meter.since(begin);
        return this;
    }

    private void answered(Shot shot, Sent sent) {
        if (!(sent instanceof Acknowledged)) {
            failed.incrementAndGet();
            lastFailure = sent.toString();
            return;
        }
        if (shot.counted()) {
            long nanos = sent.timing().endNanos() - shot.dueNanos();
            all.record(nanos);
            bySite.computeIfAbsent(sent.timing().site(), any -> new Latency()).record(nanos);
            repeated.addAndGet(sent.timing().attempts() - 1);
        }
    }

    /** From the moment each message was due to its acknowledgement. */
    Latency acknowledged() {
        return all;
    }

    /** What the machine did while this was measured. */
    public Usage usage() {
        return usage;
    }

    /** Messages that count. */
    public long count() {
        return all.count();
    }

    /** How many were not acknowledged. */
    int failed() {
        return failed.get();
    }

    /** Tells the figures; false when a message was not acknowledged. */
    public boolean report(BenchReport report) {
        report.latency("acknowledged", "POST to acknowledgement", all);
        report.latency("senderLateness", "  the sender was late by", lateness);
        report.rate("acknowledgedASecond", "  acknowledged", all.count() / usage.seconds());
        bySite.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(site ->
                report.latency("acknowledgedBy" + capital(site.getKey()), "  by " + site.getKey(), site.getValue()));
        report.put("notAcknowledged", failed.get());
        report.put("sentAgain", repeated.get());
        report.usage("ours", usage, "Message", all.count());
        report.line("  not acknowledged", failed + ", sent again " + repeated + (failed.get() == 0 ? "" : "; the last: " + lastFailure));
        return failed.get() == 0;
    }

    static String capital(String name) {
        return name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    }
}
