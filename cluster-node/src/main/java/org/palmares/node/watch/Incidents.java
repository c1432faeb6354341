package org.palmares.node.watch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong and lasts, or lasted, as this node sees it. The newest are kept. Safe for use from any thread. */
public final class Incidents {

    /** Incidents kept; those that are closed go first. */
    static final int KEPT = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    /** What kinds there are. */
    public enum Kind {
        /** The boards of two nodes differ for longer than an entry can be on its way. */
        REPLICAS_DIFFER,
        /** No heartbeat comes from a data centre. */
        DATA_CENTRE_SILENT,
        /** The version of a document that counts came with two contents. */
        VERSION_CONFLICT,
        /** No data centre could make a message durable. */
        NO_QUORUM,
        /** The messages of a source are older than what is known, again and again. */
        SOURCE_STALE,
        /** A journal of a competition cannot be read: damaged, incomplete, or of a form that this release does not know. */
        JOURNAL_UNREADABLE;

        /** As it is written: {@code replicas-differ}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What an incident is about; only one of a kind is open about the same.
     *
     * @param competition the competition, where it is about one
     * @param site the data centre, where it is about one
     * @param more tells apart what is about the same competition: a document, a node
     */
    public record About(Optional<CompetitionId> competition, Optional<ReplicaId> site, String more) {

        /** About a competition. */
        public static About of(CompetitionId competition, String more) {
            return new About(Optional.of(competition), Optional.empty(), more);
        }

        /** About a data centre. */
        public static About of(ReplicaId site) {
            return new About(Optional.empty(), Optional.of(site), "");
        }

        @Override
        public String toString() {
            return competition.map(CompetitionId::value).or(() -> site.map(ReplicaId::name)).orElse("");
        }
    }

    /**
     * One incident.
     *
     * @param id unique among all nodes
     * @param closed when it was over
     * @param detail e.g. positions and digests
     */
    public record Incident(
            String id, Kind kind, About about, Instant opened, Optional<Instant> closed, String text, Map<String, String> detail) {

        /** Whether it is not over. */
        public boolean isOpen() {
            return closed.isEmpty();
        }

        private Incident closed(Instant when) {
            return new Incident(id, kind, about, opened, Optional.of(when), text, detail);
        }
    }

    private record Key(Kind kind, About about) {}

    private final String node;
    private final InstantSource clock;
    private final Metrics metrics;
    private final TreeMap<Long, Incident> incidents = new TreeMap<>();
    private final Map<Key, Long> open = new HashMap<>();
    private long last;

    /** @param node this node's name in cursors, part of the ids */
    public Incidents(String node, Metrics metrics, InstantSource clock) {
        this.node = node;
        this.metrics = metrics;
        this.clock = clock;
        // As the numbers of the feed do, these begin at the start's microsecond and so never repeat.
        this.last = clock.instant().toEpochMilli() * 1_000;
    }

    /** Opens an incident, unless one of this kind about the same is open. */
    public synchronized boolean open(Kind kind, About about, String text, Map<String, String> detail) {
        Key key = new Key(kind, about);
        if (open.containsKey(key)) {
            return false;
        }
        Incident incident = new Incident(node + ++last, kind, about, clock.instant(), Optional.empty(), text, Map.copyOf(detail));
        incidents.put(last, incident);
        open.put(key, last);
        if (incidents.size() > KEPT) {
            forgetOne();
        }
        metrics.count(Metrics.Counter.INCIDENTS, kind.text());
        measure();
        LOG.warn("{}: incident {} is open, {}: {}", about, incident.id(), named(key), LogText.of(text));
        return true;
    }

    private static String named(Key key) {
        return key.about().more().isEmpty() ? key.kind().text() : key.kind().text() + ' ' + LogText.of(key.about().more());
    }

    private void forgetOne() {
        Map.Entry<Long, Incident> oldest = incidents.entrySet().stream()
                .filter(entry -> !entry.getValue().isOpen())
                .findFirst()
                .orElseGet(incidents::firstEntry);
        incidents.remove(oldest.getKey());
        open.remove(new Key(oldest.getValue().kind(), oldest.getValue().about()), oldest.getKey());
    }

    /** Closes the incident of this kind about this, where one is open. */
    public synchronized boolean close(Kind kind, About about) {
        Long number = open.remove(new Key(kind, about));
        if (number == null) {
            return false;
        }
        Incident closed = incidents.get(number).closed(clock.instant());
        incidents.put(number, closed);
        measure();
        LOG.info("{}: incident {} is over, {}", about, closed.id(), named(new Key(kind, about)));
        return true;
    }

    /** Closes all of this kind about what {@code which} names. */
    public synchronized void closeAll(Kind kind, Predicate<About> which) {
        List.copyOf(open.keySet()).stream()
                .filter(key -> key.kind() == kind && which.test(key.about()))
                .forEach(key -> close(kind, key.about()));
    }

    /** All that are kept, newest first. */
    public synchronized List<Incident> newestFirst() {
        List<Incident> list = new ArrayList<>(incidents.values());
        Collections.reverse(list);
        return list;
    }

    private void measure() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        open.keySet().forEach(key -> counts.merge(key.kind(), 1, Integer::sum));
        for (Kind kind : Kind.values()) {
            metrics.set(Metrics.Gauge.OPEN_INCIDENTS, kind.text(), counts.getOrDefault(kind, 0));
        }
    }
}
