package org.palmares.tools.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.CompletableFuture;
import org.palmares.protocol.contract.Paths;
import org.palmares.tools.client.Outgoing;
import org.palmares.tools.client.Sent;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites.Site;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.testfeed.ResultMaker;
import org.palmares.tools.testfeed.Versions;

/** One event to very many listeners of one node: how long after the first has the last one it? */
public final class FanOut {

    private static final int ROUNDS = 12;
    private static final int WARM_UP_ROUNDS = 2;
    /** Beyond the competitions of the ordinary load. */
    public static final int COMPETITION = 9_000;
    private static final Duration CONNECT = Duration.ofSeconds(60);
    private static final Duration ARRIVE = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofMillis(300);

    private final BenchLoad load;
    private final SiteClient client;
    private final Versions versions;

    public FanOut(BenchLoad load, SiteClient client, Versions versions) {
        this.load = load;
        this.client = client;
        this.versions = versions;
    }

    /** Measures with {@code count} listeners; false when not every one got every event. */
    public boolean run(int count, BenchReport report) {
        int index = load.target(client.sites()).orElse(0);
        Site site = client.sites().at(index);
        String path = Paths.of(Paths.LIVE) + "?games=" + ResultMaker.GAMES + "&competition=" + ResultMaker.competition(COMPETITION);
        try (Listeners listeners = new Listeners(site.url(), path)) {
            long start = System.nanoTime();
            int connected = listeners.connect(count, CONNECT);
            report.put("listeners", connected);
            report.line(
                    "listeners", String.format(java.util.Locale.ROOT, "%d of %d on %s, connected in %.1f s", connected, count, site.name(),
                            (System.nanoTime() - start) / 1e9));
            return rounds(listeners, index, connected, report) && connected == count;
        } catch (IOException failed) {
            throw new ToolException("The listeners failed (is the limit of open files high enough? ulimit -n): "
                    + failed.getMessage(), failed);
        }
    }

    private boolean rounds(Listeners listeners, int index, int connected, BenchReport report) throws IOException {
        Latency spread = new Latency();
        Latency first = new Latency();
        Latency last = new Latency();
        int missed = 0;
        int bytes = 0;
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            listeners.expect();
            long start = System.nanoTime();
            CompletableFuture<Sent> sent = client.send(
                    Outgoing.plain(load.maker().message(COMPETITION, versions.next(COMPETITION), LocalDateTime.now())), index);
            Listeners.Round done = listeners.await(ARRIVE);
            missed += connected - done.reached();
            if (round >= WARM_UP_ROUNDS && done.reached() > 0) {
                spread.record(done.lastNanos() - done.firstNanos());
                first.record(done.firstNanos() - start);
                last.record(done.lastNanos() - start);
                bytes = done.bytes();
            }
            sent.join();
            java.util.concurrent.locks.LockSupport.parkNanos(BETWEEN.toNanos());
        }
        report.put("eventBytes", bytes);
        report.put("eventsMissed", missed);
        report.latency("spreadFirstToLast", "first to last listener", spread);
        report.latency("postToFirstListener", "POST to first listener", first);
        report.latency("postToLastListener", "POST to last listener", last);
        report.line("  missed", missed + ", connections lost " + listeners.lost() + ", " + bytes + " bytes an event");
        return missed == 0;
    }
}
