package org.palmares.tools.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.palmares.tools.history.HistoryChecker.Verdict;
import org.palmares.tools.history.Operation.Outcome;
import org.palmares.tools.load.Outgoing;
import org.palmares.tools.load.Patience;
import org.palmares.tools.load.Sent;
import org.palmares.tools.load.SiteClient;
import org.palmares.tools.load.Sites;
import org.palmares.tools.site.Layout;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.RunningSites;

/** Three real data centres; one of them is killed under load and comes back. Senders and readers from outside say what was lost. */
@Tag("drill")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
final class KillDrillIT {

    private static final int COMPETITIONS = 6;
    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration WITHOUT = Duration.ofSeconds(8);
    private static final Duration CONVERGENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(400);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ConcurrentLinkedQueue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean sending = new AtomicBoolean(true);
    private final AtomicInteger failedReads = new AtomicInteger();
    private volatile String down = "";
    private LocalSites sites;

    @Test
    void nothingAcknowledgedIsLostWhenEachDataCentreInTurnIsKilledAndReturns() throws Exception {
        sites = RunningSites.get();
        String key = RunningSites.key("feed");
        List<Thread> clients = new ArrayList<>();
        CountDownLatch warm = new CountDownLatch(COMPETITIONS);
        for (int i = 0; i < COMPETITIONS; i++) {
            int number = i;
            clients.add(start(() -> send(number, key, warm)));
        }
        assertTrue(warm.await(60, TimeUnit.SECONDS), "every competition takes messages");
        Layout.SITES.forEach(site -> clients.add(start(() -> read(site))));
        List<String> figures = new ArrayList<>();
        for (String site : Layout.SITES) {
            LockSupport.parkNanos(BEFORE.toNanos());
            down = site;
            long killed = System.nanoTime();
            sites.kill(site);
            LockSupport.parkNanos(WITHOUT.toNanos());
            figures.add(site + ' ' + slowestAcknowledgementMillis(killed) + " ms");
            sites.up(List.of(site));
            down = "";
        }
        sending.set(false);
        for (Thread client : clients) {
            client.join();
        }

        Verdict verdict = settled();
        System.out.printf(
                "kill drill: %d acknowledged, %d unknown, %d failed reads; slowest acknowledgement without %s; longest silence of a sender %d ms%n",
                verdict.acknowledged(),
                verdict.unknown(),
                failedReads.get(),
                String.join(", without ", figures),
                verdict.longestSilenceNanos() / 1_000_000);
        assertEquals(List.of(), verdict.findings());
        assertEquals(digests("madrid", "boards"), digests("madrid", "journals"), "what readers see is what is kept");
        assertEquals(0, failedReads.get(), "reads in the other data centres never fail");
        assertTrue(verdict.acknowledged() > COMPETITIONS * 20L, verdict.acknowledged() + " messages were acknowledged");
    }

    private long slowestAcknowledgementMillis(long since) {
        return operations.stream()
                .filter(operation -> operation.outcome() == Outcome.ACKNOWLEDGED && operation.endNanos() > since)
                .mapToLong(operation -> operation.endNanos() - operation.startNanos())
                .max()
                .orElseThrow()
                / 1_000_000;
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    private static String unit(int number) {
        return "ATHM" + (100 + number) + "M" + "-".repeat(14) + "FNL-000100--";
    }

    private void send(int number, String key, CountDownLatch warm) {
        List<Sites.Site> addresses =
                Layout.SITES.stream().map(site -> new Sites.Site(site, URI.create(sites.layout().url(site)))).toList();
        SiteClient client = new SiteClient(new Sites(addresses), key, Patience.SHORT.withBudget(Duration.ofSeconds(20)));
        for (long version = 1; sending.get(); version++) {
            Sent sent = client.send(Outgoing.plain(message(number, version)), number % Layout.SITES.size()).join();
            operations.add(operation(unit(number), version, sent));
            if (version == 3) {
                warm.countDown();
            }
            LockSupport.parkNanos(BETWEEN_MESSAGES.toNanos());
        }
    }

    private static Operation operation(String unit, long version, Sent sent) {
        if (sent instanceof Sent.Acknowledged acknowledged) {
            return new Operation(unit, version, Outcome.ACKNOWLEDGED, acknowledged.timing().startNanos(), acknowledged.timing().endNanos());
        } else if (sent instanceof Sent.Refused refused) {
            return new Operation(unit, version, Outcome.REFUSED, refused.timing().startNanos(), refused.timing().endNanos());
        }
        Sent.Unknown unknown = (Sent.Unknown) sent;
        return new Operation(unit, version, Outcome.UNKNOWN, unknown.timing().startNanos(), unknown.timing().endNanos());
    }

    private static byte[] message(int number, long version) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OdfBody CompetitionCode=\"DRILL\" DocumentCode=\"" + unit(number)
                        + "\" DocumentType=\"DT_RESULT\" Version=\"" + version
                        + "\" ResultStatus=\"LIVE\" FeedFlag=\"P\" Date=\"2030-08-04\" Time=\"220000000\" LogicalDate=\"2030-08-04\" Source=\"OVR\">"
                        + "<Competition><Result SortOrder=\"1\" Rank=\"1\" Result=\"" + version
                        + "\"><Competitor Code=\"1\" Type=\"A\" Organisation=\"FRA\"/></Result></Competition></OdfBody>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void read(String site) {
        while (sending.get()) {
            for (int i = 0; i < COMPETITIONS; i++) {
                boolean up = !site.equals(down);
                if (up && result(site, i) == null && !site.equals(down)) {
                    failedReads.incrementAndGet();
                }
            }
            LockSupport.parkNanos(BETWEEN_MESSAGES.toNanos());
        }
    }

    private JsonNode result(String site, int number) {
        return json(site, "/v1/units/" + unit(number) + "/result?games=DRILL");
    }

    private JsonNode json(String site, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(sites.layout().url(site) + path)).timeout(Duration.ofSeconds(10)).build();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? JSON.readTree(response.body()) : null;
        } catch (IOException failed) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** The verdict once all three agree, or the last one within the time allowed. */
    private Verdict settled() {
        long end = System.nanoTime() + CONVERGENCE.toNanos();
        while (true) {
            Verdict verdict = HistoryChecker.check(List.copyOf(operations), Layout.SITES.stream().map(this::finalRead).toList());
            if (verdict.passed() || System.nanoTime() > end) {
                return verdict;
            }
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    private FinalRead finalRead(String site) {
        Map<String, Long> versions = new HashMap<>();
        for (int i = 0; i < COMPETITIONS; i++) {
            JsonNode result = result(site, i);
            if (result != null) {
                versions.put(unit(i), result.get("version").asLong());
            }
        }
        return new FinalRead(site, versions, digests(site, "boards"));
    }

    private Map<String, String> digests(String site, String of) {
        Map<String, String> digests = new HashMap<>();
        JsonNode known = json(site, "/v1/ops/" + of);
        if (known != null) {
            known.get("competitions").properties().forEach(one -> digests.put(
                    one.getKey(), one.getValue().get("position").asText() + ' ' + one.getValue().get("digest").asText()));
        }
        return digests;
    }
}
