package org.palmares.tools.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.palmares.tools.bench.machine.Usage;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.bench.record.Latency;
import org.palmares.tools.client.LiveClient;
import org.palmares.tools.client.LiveEvent;
import org.palmares.tools.client.Sites;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.testfeed.ResultMaker;
import org.palmares.tools.testfeed.Versions;

/** Readers in all data centres, and how long each message took to them. */
public final class LiveWatch implements AutoCloseable {

    private static final Duration BEGIN = Duration.ofSeconds(10);
    private static final Duration FINAL = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);

    private record Key(String unit, long version) {}

    private final Sites sites;
    private final Map<Key, Shot> shots = new ConcurrentHashMap<>();
    /** Newest version seen, by reader and unit. */
    private final List<Map<String, Long>> seen = new ArrayList<>();
    private final List<LiveClient> readers = new ArrayList<>();
    private final Latency same = new Latency();
    private final Latency others = new Latency();
    private final Latency toAccepted = new Latency();
    private final Latency toDurable = new Latency();
    private final Latency toSent = new Latency();
    private final Latency toReader = new Latency();

    public LiveWatch(Sites sites) {
        this.sites = sites;
    }

    /** Begins to follow in every data centre and returns when all streams are there. */
    public LiveWatch start() {
        for (int i = 0; i < sites.size(); i++) {
            Map<String, Long> newest = new ConcurrentHashMap<>();
            int reader = i;
            seen.add(newest);
            String query = "games=" + ResultMaker.GAMES;
            readers.add(new LiveClient(sites, query, i, LiveClient.Settings.USUAL, event -> event(reader, event)).start());
        }
        long end = System.nanoTime() + BEGIN.toNanos();
        while (readers.stream().anyMatch(reader -> reader.cursor().isEmpty())) {
            if (System.nanoTime() > end) {
                throw new ToolException("No live stream began within "
                        + BEGIN.toSeconds() + " s. Are the data centres up? See: palmares status");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return this;
    }

    /** A message is about to be sent. */
    public void expect(Shot shot) {
        shots.put(new Key(ResultMaker.unit(shot.competition()), shot.version()), shot);
    }

    private void event(int reader, LiveEvent event) {
        if (!event.event().equals("result")) {
            return;
        }
        Long before = seen.get(reader).put(event.unit(), event.version());
        Shot shot = shots.get(new Key(event.unit(), event.version()));
        boolean again = before != null && before == event.version();
        if (shot == null || !shot.counted() || again) {
            return;
        }
        boolean posted = sites.at(shot.site()).name().equals(event.site());
        (posted ? same : others).record(event.receivedNanos() - shot.dueNanos());
        stamps(shot, event);
    }

    /** Where the time went, by the data centres' own clocks: on one machine these agree, elsewhere they need not. */
    private void stamps(Shot shot, LiveEvent event) {
        Optional<Instant> accepted = stamp(event, "accepted");
        Optional<Instant> durable = stamp(event, "durable");
        Optional<Instant> sent = stamp(event, "sent");
        Instant received = Instant.now().minusNanos(System.nanoTime() - event.receivedNanos());
        accepted.ifPresent(at -> record(toAccepted, shot.due(), at));
        accepted.ifPresent(from -> durable.ifPresent(at -> record(toDurable, from, at)));
        durable.ifPresent(from -> sent.ifPresent(at -> record(toSent, from, at)));
        sent.ifPresent(from -> record(toReader, from, received));
    }

    private static void record(Latency latency, Instant from, Instant to) {
        latency.record(Duration.between(from, to).toNanos());
    }

    private static Optional<Instant> stamp(LiveEvent event, String name) {
        try {
            String text = event.data().path("stamps").path(name).asText("");
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    /** Waits until every reader has the final value of every competition, as far as that happens; gives how many are missing. */
    public int missing(Versions versions, int competitions) {
        long end = System.nanoTime() + FINAL.toNanos();
        int missing = count(versions, competitions);
        while (missing > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            missing = count(versions, competitions);
        }
        return missing;
    }

    private int count(Versions versions, int competitions) {
        int missing = 0;
        for (Map<String, Long> newest : seen) {
            for (int number = 0; number < competitions; number++) {
                missing += newest.getOrDefault(ResultMaker.unit(number), 0L) < versions.newest(number) ? 1 : 0;
            }
        }
        return missing;
    }

    /** Tells the figures; {@code usage} is that of the sending, of which the deliveries are a part. */
    public void report(BenchReport report, Usage usage) {
        report.latency("sameDataCentre", "POST to event, same", same);
        report.latency("otherDataCentres", "POST to event, others", others);
        report.latency("postToAccepted", "  POST to accepted", toAccepted);
        report.latency("acceptedToDurable", "  accepted to durable", toDurable);
        report.latency("durableToSent", "  durable to sent", toSent);
        report.latency("sentToReader", "  sent to reader", toReader);
        long delivered = same.count() + others.count();
        report.rate("deliveriesASecond", "  deliveries", delivered / usage.seconds());
        report.put("processorMillisEachDelivery", delivered == 0 ? 0 : usage.allSeconds() * 1_000 / delivered);
        long expected = shots.values().stream().filter(Shot::counted).count() * sites.size();
        report.put("eventsExpected", expected);
        report.put("streams", readers.stream().mapToInt(LiveClient::connections).sum());
        report.line("  events", delivered + " of " + expected + "; a newer value may overtake an older one");
    }

    @Override
    public void close() {
        readers.forEach(LiveClient::close);
    }
}
