package org.palmares.tools.drill.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.Paths;
import org.palmares.tools.client.Connections;
import org.palmares.tools.client.LiveClient;
import org.palmares.tools.client.LiveEvent;
import org.palmares.tools.client.Outgoing;
import org.palmares.tools.client.Patience;
import org.palmares.tools.client.Sent;
import org.palmares.tools.client.SiteClient;
import org.palmares.tools.client.Sites;
import org.palmares.tools.testfeed.ResultMaker;
import org.palmares.tools.testfeed.Versions;

/**
 * Sends results of competitions of its own, one after the other for each, reads them and follows them live, in all data centres, and writes down
 * what it saw. Its clients are those that a source, an app and a press agency should have: they know all data centres and go where they are told.
 */
public final class Prober implements AutoCloseable {

    /** CompetitionCode of the messages; they carry FeedFlag T, so that nothing of a production feed is touched. */
    private static final String CODE = "DRILL";

    private static final Duration BUDGET = Duration.ofSeconds(45);
    private static final Duration READ = Duration.ofSeconds(2);
    private static final Duration MOVED = Duration.ofSeconds(20);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_EVENTS = Duration.ofSeconds(20);
    private static final int COMPETITORS = 8;
    /** Half of all acknowledgements come sooner where a machine has no trouble with the load; on a quiet one they take 10 ms. */
    private static final Duration CALM = Duration.ofMillis(100);
    private static final Duration SETTLING = Duration.ofSeconds(3);
    /** A system that has just started is slow for a few of these, whatever the load. */
    private static final int COLD_SETTLINGS = 3;
    private static final int SETTLINGS = 6;
    private static final int OK = 200;

    /** What to do how often. */
    public record Settings(int competitions, double rate, int readsPerSecond, int readersPerSite) {}

    private final List<Sites.Site> addresses;
    private final Settings settings;
    private final EvidenceWriter evidence;
    private final ResultMaker maker = results();
    private final Versions versions;
    private final SiteClient client;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(4);
    private final List<LiveClient> readers = new ArrayList<>();
    private final Map<String, Map<String, Long>> seen = new ConcurrentHashMap<>();
    private final Map<Integer, Long> open = new ConcurrentHashMap<>();
    private final Map<Integer, Long> newest = new ConcurrentHashMap<>();
    /** How long acknowledgements took, while {@link #settling}. */
    private final Queue<Long> millis = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private volatile boolean sending = true;
    private volatile boolean settling = true;
    /** Nanoseconds between two messages of a competition. */
    private volatile long period;

    public Prober(List<Sites.Site> addresses, String key, Settings settings, EvidenceWriter evidence) {
        this.addresses = addresses;
        this.settings = settings;
        this.evidence = evidence;
        Sites sites = new Sites(addresses);
        this.versions = new Versions(sites, maker).learn(settings.competitions());
        this.client = new SiteClient(sites, key, Patience.SHORT.withBudget(BUDGET));
    }

    /**
     * Begins, and returns when every competition has taken a message, every reader follows, and the load is one that the machine carries before
     * anything is broken.
     */
    public void start(Duration longest) {
        for (int i = 0; i < addresses.size() * settings.readersPerSite(); i++) {
            follow(i % addresses.size(), addresses.get(i % addresses.size()).name() + '#' + (i / addresses.size() + 1));
        }
        period = (long) (TimeUnit.SECONDS.toNanos(1) / settings.rate());
        for (int i = 0; i < settings.competitions(); i++) {
            int number = i;
            timer.schedule(() -> send(number, period), period * i / settings.competitions(), TimeUnit.NANOSECONDS);
        }
        long end = System.nanoTime() + longest.toNanos();
        while (newest.size() < settings.competitions() || readers.stream().anyMatch(reader -> reader.cursor().isEmpty())) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(newest.size() + " of " + settings.competitions() + " competitions take messages after " + longest.toSeconds() + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        settle();
        settling = false;
        for (int i = 0; i < addresses.size(); i++) {
            int site = i;
            Thread thread = new Thread(() -> read(site), "reads-" + addresses.get(i).name());
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * On a machine that is busy with other things the usual load is too much, and what is then measured is the load and not the fault. No less than a
     * third of it: a fault has to meet messages.
     */
    private void settle() {
        for (int i = 0; i < SETTLINGS; i++) {
            millis.clear();
            LockSupport.parkNanos(SETTLING.toNanos());
            List<Long> sorted = millis.stream().sorted().toList();
            if (!sorted.isEmpty() && sorted.get(sorted.size() / 2) <= CALM.toMillis()) {
                return;
            }
            if (i >= COLD_SETTLINGS) {
                period = period * 3 / 2;
            }
        }
    }

    private void follow(int preferred, String reader) {
        Map<String, Long> units = new ConcurrentHashMap<>();
        seen.put(reader, units);
        readers.add(new LiveClient(
                        new Sites(addresses), "games=" + maker.games(), preferred, LiveClient.Settings.USUAL, event -> event(reader, units, event),
                        (site, what, cursor) -> evidence.write(new Evidence.Stream(reader, site, Instant.now(), what, cursor)))
                .start());
    }

    private void event(String reader, Map<String, Long> units, LiveEvent event) {
        if (event.event().equals("resync")) {
            evidence.write(new Evidence.Stream(reader, event.site(), Instant.now(), "resync", event.cursor()));
        } else if (event.event().equals("result")) {
            units.merge(event.unit(), event.version(), Math::max);
            evidence.write(new Evidence.Event(
                    reader, event.site(), event.unit(), event.version(), event.data().path("status").asText(), event.position(),
                    event.cursor(), Instant.now()));
        }
    }

    /** One message of a competition is on its way at a time, so that their order is known. */
    private void send(int number, long before) {
        if (!sending) {
            return;
        }
        long begin = System.nanoTime();
        long now = period;
        // Spread again over the longer time, or all would send in its first part and nobody in the rest.
        long shift = (now - before) * number / settings.competitions();
        sendOne(number, "LIVE", () -> {
            long left = now + shift - (System.nanoTime() - begin);
            timer.schedule(() -> send(number, now), Math.max(0, left), TimeUnit.NANOSECONDS);
        });
    }

    private void sendOne(int number, String status, Runnable after) {
        long version = versions.next(number);
        Instant start = Instant.now();
        // Before it is sent: what may have been recorded has to be known even if this process dies now.
        evidence.write(new Evidence.Sending(maker.unitOf(number), version, start));
        open.put(number, System.nanoTime());
        client.send(Outgoing.plain(maker.message(number, version, status, LocalDateTime.now())), number % addresses.size()).thenAccept(sent -> {
            // First: who waits until nothing is open any more reads what was written.
            evidence.write(write(maker.unitOf(number), version, start, sent));
            open.remove(number);
            if (sent instanceof Sent.Acknowledged) {
                acknowledged.incrementAndGet();
                if (settling) {
                    millis.add(Duration.between(start, Instant.now()).toMillis());
                }
                newest.put(number, version);
            } else if (sent instanceof Sent.Unknown) {
                unknown.incrementAndGet();
            }
            after.run();
        });
    }

    private static Evidence.Write write(String unit, long version, Instant start, Sent sent) {
        Evidence.Outcome outcome = sent instanceof Sent.Acknowledged
                ? Evidence.Outcome.ACKNOWLEDGED
                : sent instanceof Sent.Refused ? Evidence.Outcome.REFUSED : Evidence.Outcome.UNKNOWN;
        String receipt = sent instanceof Sent.Acknowledged acknowledged ? acknowledged.answer().outcome() : "";
        List<Evidence.Failure> failures = sent.timing().failures().stream()
                .map(failure -> new Evidence.Failure(failure.site(), failure.at(), failure.reason()))
                .toList();
        return new Evidence.Write(unit, version, outcome, receipt, start, Instant.now(), sent.timing().site(), failures);
    }

    /** Reads as an app does: from its data centre, and from another one when told to move or when that fails. */
    private void read(int home) {
        Sites sites = new Sites(addresses);
        HttpClient http = Connections.client(READ);
        long pause = TimeUnit.SECONDS.toNanos(1) / settings.readsPerSecond();
        int good = 0;
        for (int i = 0; sending || !timer.isShutdown(); i++) {
            int site = IntStream.range(home, home + sites.size()).filter(next -> sites.claim(next, Duration.ZERO)).findFirst().orElse(home);
            String name = sites.at(site).name();
            URI address = URI.create(sites.at(site).url() + Paths.of(Paths.UNITS) + "/" + maker.unitOf(i % settings.competitions()) + "/result?games=" + maker.games());
            try {
                Instant asked = Instant.now();
                var answer = http.send(HttpRequest.newBuilder(address).timeout(READ).build(), HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() == OK) {
                    good++;
                    long version = Evidence.JSON.readTree(answer.body()).path("version").asLong();
                    evidence.write(new Evidence.Look(name, maker.unitOf(i % settings.competitions()), version, asked));
                } else {
                    evidence.write(new Evidence.Read(name, Instant.now(), "status " + answer.statusCode(), 1));
                }
                if (answer.headers().firstValue(Headers.MOVE).isPresent()) {
                    sites.avoid(site, answer.headers().firstValueAsLong(Headers.RETRY_AFTER).stream().mapToObj(Duration::ofSeconds).findFirst().orElse(MOVED));
                }
            } catch (IOException failed) {
                evidence.write(new Evidence.Read(name, Instant.now(), failed.toString(), 1));
                sites.avoid(site, AFTER_FAILURE);
            } catch (InterruptedException interrupted) {
                return;
            }
            if (good == settings.readsPerSecond()) {
                evidence.write(new Evidence.Read(name, Instant.now(), null, good));
                good = 0;
            }
            LockSupport.parkNanos(pause);
        }
    }

    /** How it stands: for whoever has to decide whether to go on. */
    public Map<String, Object> status() {
        long now = System.nanoTime();
        long longest = open.values().stream().mapToLong(since -> now - since).max().orElse(0);
        return Map.of("acknowledged", acknowledged, "unknown", unknown, "openCompetitions", open.size(), "longestOpenMillis", longest / 1_000_000);
    }

    /** Sends the final result of each competition, and waits until all readers have it, as far as that happens. */
    public void finish() {
        sending = false;
        await(BUDGET, () -> open.isEmpty());
        for (int i = 0; i < settings.competitions(); i++) {
            sendOne(i, "OFFICIAL", () -> {});
        }
        await(BUDGET, () -> open.isEmpty());
        await(LAST_EVENTS, () -> seen.values().stream().allMatch(units ->
                newest.entrySet().stream().allMatch(one -> units.getOrDefault(maker.unitOf(one.getKey()), 0L) >= one.getValue())));
    }

    private static ResultMaker results() {
        return new ResultMaker(CODE, COMPETITORS);
    }

    /** The Games that probers write into. */
    public static String games() {
        return results().games();
    }

    /** RSC of the unit of competition {@code number}, from 0. */
    public static String unit(int number) {
        return results().unitOf(number);
    }

    private static void await(Duration longest, java.util.function.BooleanSupplier over) {
        long end = System.nanoTime() + longest.toNanos();
        while (!over.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        readers.forEach(LiveClient::close);
    }
}
