package org.palmares.node.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.node.board.Board;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.feed.FeedMessage.BoardState;
import org.palmares.node.feed.FeedMessage.BoardStates;
import org.palmares.node.feed.FeedMessage.BoardSummary;
import org.palmares.node.feed.FeedMessage.FeedEntry;
import org.palmares.node.feed.FeedMessage.FeedPulse;
import org.palmares.node.feed.FeedMessage.FeedResend;
import org.palmares.node.feed.FeedMessage.Learned;
import org.palmares.node.feed.FeedMessage.Persisted;
import org.palmares.node.feed.FeedMessage.Published;
import org.palmares.node.feed.FeedMessage.Unreadable;
import org.palmares.node.feed.FeedMessage.What;
import org.palmares.node.feed.News.Change;
import org.palmares.node.feed.News.Changed;
import org.palmares.node.feed.News.Revised;
import org.palmares.node.feed.News.Stands;
import org.palmares.node.presence.SilentNodes;
import org.palmares.node.watch.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the board up to date. What this node's competitions accept is numbered, put on the board and sent to every other node. What other
 * nodes publish is put on the board in whatever order it comes; missing numbers are asked for again, and where boards still differ the
 * states themselves are exchanged. Used by one actor only.
 */
final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final Duration CATCH_UP_LONGEST = Duration.ofSeconds(10);

    /**
     * What the feed works with.
     *
     * @param node this node's name in cursors
     * @param site this node's data centre
     * @param board what is kept up to date
     * @param live told of all that changes, in order
     * @param readers how many follow
     * @param dataCentres who is silent
     * @param silent told of each node that fell silent, and knows who beats
     * @param onReady run once, when the board may be shown
     * @param clock wall clock
     * @param watch makes visible what goes wrong
     */
    record Surroundings(
            String node,
            ReplicaId site,
            Board board,
            Consumer<News> live,
            IntSupplier readers,
            DataCentres dataCentres,
            SilentNodes silent,
            Runnable onReady,
            InstantSource clock,
            Watch watch) {}

    private final Surroundings with;
    private final FeedLog log;
    private final FeedWatch watch;
    private final BoardComparison comparison;
    private final Neighbours neighbours;
    private final PulsePace pace = new PulsePace();
    private List<Peer> peers = List.of();
    private Optional<Instant> journalRead = Optional.empty();
    private boolean ready;

    Feed(Surroundings with) {
        this.with = with;
        this.watch = new FeedWatch(with.watch());
        this.comparison = new BoardComparison(with.board(), watch);
        long start = with.clock().instant().toEpochMilli() * 1_000;
        this.log = new FeedLog(with.node(), start);
        this.neighbours = new Neighbours(with, log, watch, comparison);
    }

    void peers(List<Peer> present) {
        peers = present;
    }

    void journalRead() {
        journalRead = Optional.of(now());
    }

    private Instant now() {
        return with.clock().instant();
    }

    /**
     * Once the board is equal to that of a ready node, or, where nobody else is there, all of the journal is read: a board that is far behind
     * would mislead its readers.
     */
    private void becomeReady() {
        boolean waitedLong = journalRead.isPresent() && Duration.between(journalRead.get(), now()).compareTo(CATCH_UP_LONGEST) > 0;
        boolean complete = journalRead.isPresent() && (neighbours.behind().isEmpty() || waitedLong);
        if (!ready && (complete || neighbours.isEqualToOne())) {
            LOG.info("the board is ready: {} competitions", with.board().size());
            ready = true;
            with.onReady().run();
        }
    }

    // From this node's competitions

    void persisted(Persisted message) {
        for (CompetitionEvent event : message.events()) {
            CompetitionId competition = message.competition();
            try {
                Optional<Passed> passed = Optional.of(new Passed(event.origin().accepted().instant(), message.durable()));
                Change change = put(competition, () -> with.board().apply(competition, event), passed);
                watch.durable(competition, event);
                publish(new Published(competition, event, message.durable()), change);
            } catch (RuntimeException | StackOverflowError failure) {
                watch.leftOut(competition, failure);
            }
        }
    }

    void recovered(CompetitionId competition, Competition state) {
        merged(competition, state, FeedWatch.Otherwise.FROM_JOURNAL);
    }

    /** What came another way than a feed gets a number of this node's, so that cursors cover it too. */
    private void merged(CompetitionId competition, Competition state, FeedWatch.Otherwise otherwise) {
        try {
            Change change = put(competition, () -> with.board().merge(competition, state), Optional.empty());
            if (!change.before().equals(change.after())) {
                watch.joined(competition, state);
                if (ready) {
                    watch.learned(competition, otherwise, change.keys().size());
                }
            }
            learned(competition, change);
        } catch (RuntimeException | StackOverflowError failure) {
            watch.leftOut(competition, failure);
        }
    }

    private Change put(CompetitionId competition, Supplier<Set<ChangeKey>> change, Optional<Passed> passed) {
        Optional<CompetitionView> before = with.board().get(competition);
        Set<ChangeKey> keys = change.get();
        Optional<CompetitionView> after = with.board().get(competition);
        after.ifPresent(view -> neighbours.has(competition, view.state().position()));
        return new Change(keys, before, after, passed);
    }

    private void learned(CompetitionId competition, Change change) {
        if (!change.keys().isEmpty() && ready) {
            publish(new Learned(competition, change.after().orElseThrow().state().position()), change);
        } else if (!change.before().equals(change.after())) {
            with.live().accept(new Revised(change.after().orElseThrow()));
        }
    }

    private void publish(What what, Change change) {
        FeedEntry entry = log.add(what);
        neighbours.published(entry.number());
        peers.forEach(peer -> peer.send().accept(entry));
        with.live().accept(new Changed(with.node(), entry.number(), change, neighbours.cursor()));
    }

    // From other nodes

    void entry(FeedEntry entry) {
        Neighbour from = neighbours.of(entry.node());
        if (entry.what() instanceof Published published) {
            event(entry, published, from);
        } else if (entry.what() instanceof Learned learned) {
            from.heard().ifPresent(heard -> otherLearned(entry, learned, from, heard));
        } else {
            unreadable(entry, ((Unreadable) entry.what()).fault(), from);
        }
    }

    private void event(FeedEntry entry, Published published, Neighbour from) {
        Change change;
        try {
            Optional<Passed> passed = Optional.of(new Passed(published.event().origin().accepted().instant(), published.durable()));
            change = put(published.competition(), () -> with.board().apply(published.competition(), published.event()), passed);
        } catch (RuntimeException | StackOverflowError failure) {
            unreadable(entry, published.competition() + ": " + failure, from);
            return;
        }
        Optional<Heard> heard = from.heard();
        if (heard.isEmpty() || entry.number() <= heard.get().complete()) {
            // No cursor can tell of this number any more, or yet.
            learned(published.competition(), change);
            return;
        }
        watch.entry(entry, from, heard.get().complete(), now());
        heard.get().add(entry.number());
        with.live().accept(new Changed(entry.node(), entry.number(), change, neighbours.cursor()));
    }

    /** Whoever has heard the number is taken to have what it says, so it counts only once the board has it. */
    private void otherLearned(FeedEntry entry, Learned learned, Neighbour from, Heard heard) {
        watch.entry(entry, from, heard.complete(), now());
        Position has = with.board().get(learned.competition()).map(view -> view.state().position()).orElse(Position.start());
        if (has.covers(learned.position())) {
            heard.add(entry.number());
        } else if (!heard.lacks(entry.number(), learned) || neighbours.isAlone(entry.node(), learned.position(), has)) {
            from.join();
        }
        with.live().accept(new Changed(entry.node(), entry.number(), Change.NONE, neighbours.cursor()));
    }

    /** Before the feed of its node has begun here, its board is going to be asked for anyway. */
    private void unreadable(FeedEntry entry, String fault, Neighbour from) {
        watch.unreadable(entry, fault);
        from.heard().ifPresent(heard -> {
            from.join();
            heard.add(entry.number());
        });
    }

    void pulse(FeedPulse pulse, ActorRef<FeedMessage> self) {
        neighbours.pulse(pulse, self);
    }

    void resend(FeedResend request) {
        log.between(request.from(), request.to()).forEach(request.replyTo()::tell);
    }

    void summary(BoardSummary theirs) {
        watch.summary(theirs, comparison.summary());
        theirs.replyTo().tell(comparison.lacking(with.node(), neighbours.of(theirs.node()), theirs));
    }

    void states(BoardStates states) {
        for (BoardState state : states.states()) {
            merged(state.competition(), state.state(), FeedWatch.Otherwise.FROM_BOARD);
        }
        neighbours.joined(states);
        with.live().accept(new Stands(neighbours.cursor()));
    }

    // Towards other nodes

    /** Measures and checks, for operations. */
    void measure() {
        watch.check();
        watch.measure(ready, with.board(), with.readers().getAsInt());
    }

    /** Looks after what is due. */
    void tick() {
        with.dataCentres().check();
        neighbours.noticeSilence();
        with.live().accept(new Stands(neighbours.cursor()));
    }

    /** Says to the other nodes how far this one is, where that may be news to them; with the digest always. */
    void beat(ActorRef<FeedMessage> self, boolean withDigest) {
        becomeReady();
        if (ready && (pace.isDue(log.last(), peers) || withDigest)) {
            FeedPulse pulse = new FeedPulse(
                    with.node(),
                    with.site().name(),
                    log.first(),
                    log.last(),
                    withDigest ? BoardDigest.of(with.board()) : "",
                    neighbours.known(),
                    self);
            peers.forEach(peer -> peer.send().accept(pulse));
        }
    }

    FeedStatus status() {
        return new FeedStatus(
                with.node(),
                ready,
                neighbours.cursor().toString(),
                with.readers().getAsInt(),
                BoardDigest.of(with.board()),
                neighbours.present(),
                neighbours.behind(),
                watch.counts());
    }
}
