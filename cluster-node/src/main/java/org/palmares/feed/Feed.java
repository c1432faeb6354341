package org.palmares.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.palmares.board.Board;
import org.palmares.board.ChangeKey;
import org.palmares.board.CompetitionView;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.feed.FeedMessage.BoardState;
import org.palmares.feed.FeedMessage.BoardStates;
import org.palmares.feed.FeedMessage.BoardSummary;
import org.palmares.feed.FeedMessage.FeedEntry;
import org.palmares.feed.FeedMessage.FeedPulse;
import org.palmares.feed.FeedMessage.FeedResend;
import org.palmares.feed.FeedMessage.Persisted;
import org.palmares.feed.FeedMessage.Published;
import org.palmares.journal.DataCentres;
import org.palmares.live.LiveHub;
import org.palmares.ops.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the board up to date. What this node's competitions accept is numbered, put on the board and sent to every other node. What other
 * nodes publish is put on the board in whatever order it comes; missing numbers are asked for again, and where boards still differ the
 * states themselves are exchanged. Used by one actor only.
 */
final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final Duration RESEND_AFTER = Duration.ofMillis(150);
    private static final Duration SILENT_AFTER = Duration.ofSeconds(3);
    private static final Duration SUMMARY_AFTER = Duration.ofSeconds(2);
    private static final Duration CATCH_UP_LONGEST = Duration.ofSeconds(10);

    /**
     * What the feed works with.
     *
     * @param node this node's name in cursors
     * @param dataCentre this node's data centre
     * @param board what is kept up to date
     * @param live those who follow
     * @param dataCentres who is silent
     * @param silent told of each node that fell silent, and of its data centre
     * @param onReady run once, when the board may be shown
     * @param clock wall clock
     * @param watch makes visible what goes wrong
     */
    record Surroundings(
            String node,
            ReplicaId dataCentre,
            Board board,
            LiveHub live,
            DataCentres dataCentres,
            BiConsumer<String, ReplicaId> silent,
            Runnable onReady,
            InstantSource clock,
            Watch watch) {}

    private record LastPulse(ReplicaId dataCentre, Instant heard) {}

    private final Surroundings with;
    private final FeedLog log;
    private final Map<String, Heard> heard = new TreeMap<>();
    private final Map<String, LastPulse> pulses = new HashMap<>();
    private final Map<String, Instant> asked = new HashMap<>();
    private final Map<String, Instant> differs = new HashMap<>();
    private final FeedWatch watch;
    private final BoardComparison comparison;
    private List<Peer> peers = List.of();
    /** Nodes whose board this one has not yet caught up with since their feed was first heard. */
    private final Set<String> unmatched = new HashSet<>();
    private Optional<Instant> journalRead = Optional.empty();
    private boolean equalToOther;
    private boolean ready;

    Feed(Surroundings with) {
        this.with = with;
        this.watch = new FeedWatch(with.watch());
        this.comparison = new BoardComparison(with.board(), watch);
        long start = with.clock().instant().toEpochMilli() * 1_000;
        this.log = new FeedLog(with.node(), start);
        heard.put(with.node(), new Heard(start));
        with.live().begin(with.node(), start);
    }

    void peers(List<Peer> present) {
        peers = present;
    }

    void journalRead() {
        journalRead = Optional.of(with.clock().instant());
    }

    /**
     * Once the board is equal to that of a ready node, or, where nobody else is there, all of the journal is read: a board that is far behind
     * would mislead its readers.
     */
    private void becomeReady() {
        boolean waitedLong = journalRead.isPresent()
                && Duration.between(journalRead.get(), with.clock().instant()).compareTo(CATCH_UP_LONGEST) > 0;
        boolean complete = journalRead.isPresent() && (unmatched.isEmpty() || waitedLong);
        if (!ready && (complete || equalToOther)) {
            LOG.info("the board is ready: {} competitions", with.board().all().size());
            ready = true;
            with.onReady().run();
        }
    }

    // From this node's competitions

    void persisted(Persisted message) {
        for (CompetitionEvent event : message.events()) {
            Set<ChangeKey> changes = with.board().apply(message.competition(), event);
            watch.durable(message.competition(), event);
            publish(Optional.of(new Published(message.competition(), event, message.durable())), changes);
        }
    }

    void recovered(CompetitionId competition, org.palmares.competition.Competition state) {
        merged(competition, state, FeedWatch.Otherwise.FROM_JOURNAL);
    }

    /** What came another way than a feed gets a number of this node's, so that cursors cover it too. */
    private void merged(CompetitionId competition, org.palmares.competition.Competition state, FeedWatch.Otherwise otherwise) {
        Optional<CompetitionView> before = with.board().get(competition);
        Set<ChangeKey> changes = with.board().merge(competition, state);
        if (!before.equals(with.board().get(competition))) {
            watch.joined(competition, state);
            if (ready) {
                watch.learned(competition, otherwise, changes.size());
            }
        }
        if (!changes.isEmpty() && ready) {
            publish(Optional.empty(), changes);
        }
    }

    private void publish(Optional<Published> event, Set<ChangeKey> changes) {
        FeedEntry entry = log.add(event);
        heard.get(with.node()).add(entry.number());
        peers.forEach(peer -> peer.send().accept(entry));
        with.live().changed(with.node(), entry.number(), changes, event.map(Published::durable), cursor());
    }

    // From other nodes

    void entry(FeedEntry entry) {
        if (!heard.containsKey(entry.node())) {
            // A node tells what its competitions take before it is ready and gives a pulse; what it told before is learned from its board.
            begin(entry.node(), entry.number() - 1);
        }
        Heard of = heard.get(entry.node());
        Set<ChangeKey> changes = entry.event()
                .map(published -> with.board().apply(published.competition(), published.event()))
                .orElse(Set.of());
        watch.entry(entry, of.complete(), with.clock().instant());
        of.add(entry.number());
        with.live().changed(entry.node(), entry.number(), changes, entry.event().map(Published::durable), cursor());
    }

    void pulse(FeedPulse pulse, ActorRef<FeedMessage> self) {
        ReplicaId dataCentre = new ReplicaId(pulse.dataCentre());
        pulses.put(pulse.node(), new LastPulse(dataCentre, with.clock().instant()));
        Heard of = heard.get(pulse.node());
        if (of == null || pulse.first() > of.complete() + 1) {
            begin(pulse.node(), of == null ? pulse.last() : pulse.first() - 1);
        } else if (pulse.last() > of.complete() && due(pulse.node(), RESEND_AFTER)) {
            long[] missing = of.missing(pulse.last());
            watch.gap(pulse.node(), missing[0], missing[1]);
            pulse.replyTo().tell(new FeedResend(missing[0], missing[1], self));
        }
        watch.pulse(pulse, heard.get(pulse.node()).complete());
        compare(pulse, self);
    }

    /** A node that is new, has restarted, or cannot send again what is missing: its numbers begin anew, the states tell the rest. */
    private void begin(String node, long from) {
        watch.begun(node, from + 1);
        if (heard.putIfAbsent(node, new Heard(from)) == null) {
            with.live().begin(node, from);
        }
        heard.get(node).skipTo(from);
        differs.put(node, Instant.EPOCH);
        unmatched.add(node);
    }

    private void compare(FeedPulse pulse, ActorRef<FeedMessage> self) {
        if (pulse.digest().isEmpty()) {
            return;
        }
        if (pulse.digest().equals(boardDigest())) {
            differs.remove(pulse.node());
            unmatched.remove(pulse.node());
            equalToOther = true;
            watch.equal(pulse.node());
            return;
        }
        Instant now = with.clock().instant();
        Instant since = differs.computeIfAbsent(pulse.node(), node -> now);
        if (Duration.between(since, now).compareTo(SUMMARY_AFTER) >= 0) {
            differs.put(pulse.node(), now);
            watch.summaryAsked();
            pulse.replyTo().tell(new BoardSummary(with.node(), comparison.summary(), unmatched.contains(pulse.node()), self));
        }
    }

    private boolean due(String node, Duration after) {
        Instant now = with.clock().instant();
        boolean due = Duration.between(asked.getOrDefault(node, Instant.EPOCH), now).compareTo(after) >= 0;
        if (due) {
            asked.put(node, now);
        }
        return due;
    }

    void resend(FeedResend request) {
        log.between(request.from(), request.to()).forEach(request.replyTo()::tell);
    }

    void summary(BoardSummary theirs) {
        watch.summary(theirs, comparison.summary());
        List<BoardState> lacking = comparison.lacking(theirs);
        theirs.replyTo().tell(new BoardStates(with.node(), lacking));
    }

    void states(BoardStates states) {
        for (BoardState state : states.states()) {
            merged(state.competition(), state.state(), FeedWatch.Otherwise.FROM_BOARD);
        }
        if (states.states().isEmpty()) {
            unmatched.remove(states.node());
        } else {
            differs.put(states.node(), Instant.EPOCH);
        }
    }

    // Towards other nodes

    void tick(ActorRef<FeedMessage> self, boolean withDigest) {
        with.dataCentres().check();
        watch.check();
        watch.measure(ready, with.board().size(), with.live().readers());
        noticeSilence();
        becomeReady();
        if (ready) {
            FeedPulse pulse = new FeedPulse(
                    with.node(),
                    with.dataCentre().name(),
                    log.first(),
                    log.last(),
                    withDigest ? boardDigest() : "",
                    self);
            peers.forEach(peer -> peer.send().accept(pulse));
        }
    }

    /** A node that says nothing any more may have journalled what it did not come to tell. */
    private void noticeSilence() {
        Instant before = with.clock().instant().minus(SILENT_AFTER);
        Map<String, LastPulse> away = new TreeMap<>(pulses);
        away.values().removeIf(last -> !last.heard().isBefore(before));
        pulses.keySet().removeAll(away.keySet());
        away.forEach((node, last) -> {
            watch.fellSilent(node, last.dataCentre());
            with.silent().accept(node, last.dataCentre());
        });
    }

    private String boardDigest() {
        return BoardDigest.of(with.board());
    }

    FeedCursor cursor() {
        TreeMap<String, Long> numbers = new TreeMap<>();
        heard.forEach((node, of) -> numbers.put(node, of.complete()));
        return new FeedCursor(numbers);
    }

    FeedStatus status() {
        return new FeedStatus(with.node(), ready, cursor().toString(), with.live().readers(), boardDigest(), present(), List.copyOf(unmatched), watch.counts());
    }

    private List<String> present() {
        return Stream.concat(Stream.of(with.node()), pulses.keySet().stream()).sorted().toList();
    }
}
