package org.palmares.node.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.competition.ReplicaId;
import org.palmares.node.board.Board;
import org.palmares.node.feed.FeedMessage.BoardSummary;
import org.palmares.node.feed.FeedMessage.CompetitionSummary;
import org.palmares.node.feed.FeedMessage.FeedEntry;
import org.palmares.node.feed.FeedMessage.FeedPulse;
import org.palmares.node.feed.FeedMessage.Learned;
import org.palmares.node.feed.FeedMessage.Published;
import org.palmares.node.feed.Neighbour.Gap;
import org.palmares.node.watch.Differences.Known;
import org.palmares.node.watch.Incidents.About;
import org.palmares.node.watch.Incidents.Kind;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics.Gauge;
import org.palmares.node.watch.Metrics.Histogram;
import org.palmares.node.watch.Watch;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong between boards, counted and told with the competition. Used by the feed's actor only. */
final class FeedWatch {

    private static final Logger LOG = LoggerFactory.getLogger(FeedWatch.class);

    private final Watch watch;

    FeedWatch(Watch watch) {
        this.watch = watch;
    }

    /** How the board learned what no feed told. */
    enum Otherwise {
        FROM_JOURNAL("learned_from_journal"),
        FROM_BOARD("learned_from_board");

        private final String how;

        Otherwise(String how) {
            this.how = how;
        }
    }

    void begun(String node, long from) {
        watch.metrics().count(Counter.FEEDS_BEGUN);
        LOG.info("feed of {} is heard from {} on", node, from);
    }

    void gap(String node, Gap gap) {
        watch.metrics().count(Counter.FEED_GAPS);
        LOG.warn("feed of {}: {} to {} have not come and are asked for again", node, gap.from(), gap.to());
    }

    /** An entry of {@code from} was put on the board; {@code complete} is up to where its feed was known before it. */
    void entry(FeedEntry entry, Neighbour from, long complete, Instant now) {
        if (entry.what() instanceof Published published) {
            durable(published.competition(), published.event());
            Duration delay = Duration.between(published.durable(), now);
            from.site().ifPresent(site -> {
                watch.metrics().set(Gauge.REPLICATION_LAG, site.name(), Math.max(0, delay.toMillis()) / 1_000.0);
                watch.metrics().observe(Histogram.FEED_DELAY, delay, site.name());
            });
        }
        from.gap().filter(gap -> entry.number() > complete).ifPresent(gap -> repaired(entry, from, gap));
    }

    private void repaired(FeedEntry entry, Neighbour from, Gap gap) {
        if (entry.number() >= gap.from() && entry.number() <= gap.to()) {
            watch.metrics().count(Counter.REPAIRS, "sent_again");
            LOG.info("number {} of the feed of {} came when it was asked for again: {}", entry.number(), entry.node(), competition(entry));
        }
        if (entry.number() >= gap.to()) {
            from.closeGap();
        }
    }

    private static String competition(FeedEntry entry) {
        return entry.what() instanceof Published published
                ? published.competition().value()
                : entry.what() instanceof Learned learned ? learned.competition().value() : "unreadable";
    }

    /** An entry says something that cannot be read here or put on the board. */
    void unreadable(FeedEntry entry, String fault) {
        watch.metrics().count(Counter.FEED_ENTRIES_UNREADABLE);
        LOG.error("number {} of the feed of {} cannot be put on the board, its state is asked for instead: {}", entry.number(), entry.node(), LogText.of(fault));
    }

    /** Numbers that were asked for in vain. */
    void givenUp(String node, Gap gap) {
        watch.metrics().count(Counter.FEED_GAPS_GIVEN_UP);
        LOG.error("feed of {}: {} to {} do not come; the board's state is asked for instead", node, gap.from(), gap.to());
    }

    /** Others know greater numbers of this node than it was to give. */
    void numbersBehind(long last, long known) {
        watch.metrics().count(Counter.FEED_NUMBERS_BEHIND);
        LOG.warn("the feed began at {}, but others know {} of it: the clock is behind; it goes on from there", last, known);
    }

    /** An event or a state could not be put on the board. */
    void leftOut(CompetitionId competition, Throwable failure) {
        watch.metrics().count(Counter.BOARD_LEFT_OUT, "unreadable");
        LOG.error("{}: what was learned cannot be put on the board and is left out", competition, failure);
    }

    /** A state is larger than what passes between nodes; the journal brings it. */
    void tooLarge(CompetitionId competition, long bytes, int bytesMax) {
        watch.metrics().count(Counter.BOARD_LEFT_OUT, "too_large");
        LOG.error("{}: the state has {} bytes and cannot be sent to another board, {} pass", competition, bytes, bytesMax);
    }

    /** The board took what a replica made durable. */
    void durable(CompetitionId competition, CompetitionEvent event) {
        watch.incidents().close(Kind.NO_QUORUM, About.of(competition, ""));
        if (event instanceof CompetitionEvent.DocumentRecorded recorded) {
            watch.conflicts().changed(competition, List.of(recorded.document().key()));
        }
    }

    /** The board was joined with what some replica knows. */
    void joined(CompetitionId competition, Competition with) {
        watch.conflicts().changed(competition, with.documents().keySet());
    }

    void learned(CompetitionId competition, Otherwise otherwise, int changes) {
        watch.metrics().count(Counter.REPAIRS, otherwise.how);
        LOG.info("{}: {} what no feed had told, {} change(s) for readers", competition, otherwise.how, changes);
    }

    void pulse(FeedPulse pulse, long complete) {
        watch.metrics().set(Gauge.FEED_ENTRIES_MISSING, pulse.node(), Math.max(0, pulse.last() - complete));
    }

    void equal(String node) {
        watch.differences().equal(node);
    }

    void summaryAsked() {
        watch.metrics().count(Counter.BOARDS_COMPARED);
    }

    void summary(BoardSummary theirs, Collection<CompetitionSummary> ours) {
        watch.differences().compared(theirs.node(), known(ours), known(theirs.competitions()), theirs.catchingUp());
    }

    private static Map<CompetitionId, Known> known(Collection<CompetitionSummary> summaries) {
        Map<CompetitionId, Known> known = new HashMap<>();
        summaries.forEach(summary -> known.put(summary.competition(), new Known(summary.position(), summary.digest())));
        return known;
    }

    void diverged(CompetitionId competition, Position position) {
        watch.metrics().count(Counter.DIVERGENCES);
        LOG.warn("{}: boards differ at the same position {}", competition, position);
    }

    void fellSilent(String node, ReplicaId site) {
        LOG.warn("node {} of {} is not heard any more; the ends of the journals there are read", node, site);
        watch.metrics().count(Counter.SILENT_JOURNALS_READ, site.name());
        watch.differences().forget(node);
    }

    void measure(boolean ready, Board board, int readers) {
        watch.metrics().set(Gauge.FEED_READY, ready ? 1 : 0);
        watch.metrics().set(Gauge.BOARD_COMPETITIONS, board.size());
        watch.metrics().set(Gauge.BOARD_BYTES, board.weight());
        watch.metrics().set(Gauge.LIVE_READERS, readers);
    }

    void check() {
        watch.silences().check();
    }

    /** What happened since the start, for operations. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("feed_begun", watch.metrics().total(Counter.FEEDS_BEGUN));
        counts.put("gap_asked", watch.metrics().total(Counter.FEED_GAPS));
        counts.put("sent_again", watch.metrics().total(Counter.REPAIRS, "sent_again"));
        for (Otherwise otherwise : Otherwise.values()) {
            counts.put(otherwise.how, watch.metrics().total(Counter.REPAIRS, otherwise.how));
        }
        counts.put("boards_compared", watch.metrics().total(Counter.BOARDS_COMPARED));
        counts.put("diverged", watch.metrics().total(Counter.DIVERGENCES));
        counts.put("fell_silent", watch.metrics().total(Counter.SILENT_JOURNALS_READ));
        return counts;
    }
}
