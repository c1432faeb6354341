package org.palmares.node.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.competition.ReplicaId;
import org.palmares.node.feed.FeedMessage.BoardStates;
import org.palmares.node.feed.FeedMessage.BoardSummary;
import org.palmares.node.feed.FeedMessage.FeedPulse;
import org.palmares.node.feed.FeedMessage.FeedResend;
import org.palmares.node.feed.Neighbour.Gap;
import org.palmares.node.feed.News.Began;
import org.palmares.node.feed.News.Stands;
import org.palmares.protocol.contract.FeedCursor;

/** What is known of every node's feed: how much of it has been heard, what is missing, and whose board differs. Used by the feed only. */
final class Neighbours {

    private static final Duration RESEND_AFTER = Duration.ofMillis(150);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(10);
    private static final Duration SILENT_AFTER = Duration.ofSeconds(3);

    private final Feed.Surroundings with;
    private final FeedLog log;
    private final FeedWatch watch;
    private final BoardComparison comparison;
    private final Heard own;
    private final Map<String, Neighbour> nodes = new TreeMap<>();
    private boolean equalToOne;

    /** @param log this node's own feed */
    Neighbours(Feed.Surroundings with, FeedLog log, FeedWatch watch, BoardComparison comparison) {
        this.with = with;
        this.log = log;
        this.watch = watch;
        this.comparison = comparison;
        this.own = of(with.node()).begin(log.last());
        with.live().accept(new Began(with.node(), log.last()));
    }

    /** What is known of {@code node}; there are few names, and they come back. */
    Neighbour of(String node) {
        return nodes.computeIfAbsent(node, Neighbour::new);
    }

    private Stream<Heard> allHeard() {
        return nodes.values().stream().flatMap(neighbour -> neighbour.heard().stream());
    }

    /** This node has given {@code number}. */
    void published(long number) {
        own.add(number);
    }

    /** The board has {@code competition} up to {@code position}. */
    void has(CompetitionId competition, Position position) {
        allHeard().forEach(of -> of.has(competition, position));
    }

    /**
     * Whether only {@code node} can tell what it {@code learned}, because a replica of its own data centre accepted it: one whose journal failed
     * does not know what it wrote, so no feed had told of it.
     */
    boolean isAlone(String node, Position learned, Position has) {
        return of(node).site().map(site -> learned.of(site) > has.of(site)).orElse(false);
    }

    /** The board was joined with what its node sent of it. */
    void joined(BoardStates states) {
        Neighbour neighbour = of(states.node());
        neighbour.compared(!states.states().isEmpty());
        if (states.complete()) {
            neighbour.matched();
        }
        if (!states.states().isEmpty()) {
            neighbour.compareSoon();
        }
    }

    void pulse(FeedPulse pulse, ActorRef<FeedMessage> self) {
        Neighbour neighbour = of(pulse.node());
        neighbour.pulse(new ReplicaId(pulse.site()), now());
        goOnAfter(pulse.known().getOrDefault(with.node(), 0L));
        Optional<Heard> heard = neighbour.heard();
        if (heard.isEmpty() || pulse.first() > heard.get().complete() + 1) {
            begin(neighbour, heard.isEmpty() ? pulse.last() : pulse.first() - 1);
        } else if (pulse.last() > heard.get().complete()) {
            askAgain(pulse, neighbour, heard.get(), self);
        }
        watch.pulse(pulse, neighbour.heard().orElseThrow().complete());
        compare(pulse, neighbour, self);
    }

    /** Numbers begin at the wall clock: where that was set back, they would be taken for old ones. */
    private void goOnAfter(long known) {
        if (known > log.last()) {
            watch.numbersBehind(log.last(), known);
            log.goOnAfter(known);
            own.skipTo(known);
            with.live().accept(new Began(with.node(), known));
            with.live().accept(new Stands(cursor()));
        }
    }

    /** A node that is new, has restarted, or cannot send again what is missing: its numbers begin anew, the states tell the rest. */
    private void begin(Neighbour neighbour, long from) {
        neighbour.closeGap();
        watch.begun(neighbour.node(), from + 1);
        if (neighbour.heard().isEmpty()) {
            with.live().accept(new Began(neighbour.node(), from));
            neighbour.begin(from).holdAll();
        }
        neighbour.join();
        neighbour.heard().orElseThrow().skipTo(from);
    }

    private void askAgain(FeedPulse pulse, Neighbour neighbour, Heard heard, ActorRef<FeedMessage> self) {
        long[] numbers = heard.missing(pulse.last());
        Gap missing = new Gap(numbers[0], numbers[1]);
        if (neighbour.wasAskedWithin(RESEND_AFTER, now())) {
            return;
        }
        if (neighbour.askedFor(missing.from(), now()).compareTo(GIVE_UP_AFTER) >= 0) {
            neighbour.closeGap();
            watch.givenUp(pulse.node(), missing);
            neighbour.join();
            heard.skipTo(missing.to());
            return;
        }
        neighbour.ask(missing, now());
        watch.gap(pulse.node(), missing);
        pulse.replyTo().tell(new FeedResend(missing.from(), missing.to(), self));
    }

    private void compare(FeedPulse pulse, Neighbour neighbour, ActorRef<FeedMessage> self) {
        if (pulse.digest().isEmpty()) {
            return;
        }
        if (pulse.digest().equals(BoardDigest.of(with.board()))) {
            neighbour.equal();
            equalToOne = true;
            watch.equal(pulse.node());
        } else if (neighbour.isToBeCompared(now())) {
            watch.summaryAsked();
            pulse.replyTo().tell(new BoardSummary(with.node(), comparison.summary(), !neighbour.isMatched(), self));
        }
    }

    /** A node that says nothing any more may have journalled what it did not come to tell. */
    void noticeSilence() {
        Instant before = now().minus(SILENT_AFTER);
        nodes.values().stream()
                .filter(neighbour -> neighbour.wasHeardBefore(before) && !with.silent().isBeating(neighbour.node()))
                .toList()
                .forEach(neighbour -> {
                    ReplicaId site = neighbour.site().orElseThrow();
                    neighbour.fellSilent();
                    watch.fellSilent(neighbour.node(), site);
                    with.silent().fellSilent(neighbour.node(), site);
                });
    }

    /** How much of every feed the board has. */
    FeedCursor cursor() {
        TreeMap<String, Long> numbers = new TreeMap<>();
        nodes.values().forEach(neighbour -> neighbour.heard().filter(of -> of.covered() > 0).ifPresent(of -> numbers.put(neighbour.node(), of.covered())));
        return new FeedCursor(numbers);
    }

    /** The greatest number known of each node. */
    Map<String, Long> known() {
        Map<String, Long> known = new HashMap<>();
        nodes.values().forEach(neighbour -> neighbour.heard().ifPresent(of -> known.put(neighbour.node(), of.highest())));
        return known;
    }

    /**
     * Names of nodes that are heard and whose board this one has not caught up with. What one that is gone has not told is in its journals, which are
     * read; should it come back, this board is behind it again.
     */
    List<String> behind() {
        return nodes.values().stream().filter(neighbour -> neighbour.isPresent() && !neighbour.isMatched()).map(Neighbour::node).toList();
    }

    /** Whether the board has been equal to that of another ready node. */
    boolean isEqualToOne() {
        return equalToOne;
    }

    private Instant now() {
        return with.clock().instant();
    }

    /** Names of the nodes that are heard, this one included. */
    List<String> present() {
        return nodes.values().stream().filter(neighbour -> neighbour.isPresent() || neighbour.node().equals(with.node())).map(Neighbour::node).toList();
    }
}
