package org.palmares.node.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.palmares.node.feed.News.Began;
import org.palmares.node.feed.News.Stands;
import org.palmares.protocol.contract.FeedCursor;

/** What is known of every node's feed: how much of it has been heard, what is missing, and whose board differs. Used by the feed only. */
final class Neighbours {

    private static final Duration RESEND_AFTER = Duration.ofMillis(150);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(10);
    private static final Duration SILENT_AFTER = Duration.ofSeconds(3);

    private record LastPulse(ReplicaId dataCentre, Instant heard) {}

    /** Numbers that were asked for: from which on, since when, and when last. */
    private record Asked(long from, Instant since, Instant last) {}

    private final Feed.Surroundings with;
    private final FeedLog log;
    private final FeedWatch watch;
    private final BoardComparison comparison;
    private final Map<String, Heard> heard = new TreeMap<>();
    private final Map<String, LastPulse> pulses = new HashMap<>();
    private final Map<String, Asked> asked = new HashMap<>();
    private final Map<String, Instant> differs = new HashMap<>();
    /** Nodes whose board this one has not yet caught up with since their feed was first heard. */
    private final Set<String> unmatched = new HashSet<>();
    private boolean equalToOne;

    /** @param log this node's own feed */
    Neighbours(Feed.Surroundings with, FeedLog log, FeedWatch watch, BoardComparison comparison) {
        this.with = with;
        this.log = log;
        this.watch = watch;
        this.comparison = comparison;
        heard.put(with.node(), new Heard(log.last()));
        with.live().accept(new Began(with.node(), log.last()));
    }

    /** This node has given {@code number}. */
    void published(long number) {
        heard.get(with.node()).add(number);
    }

    /** What has been heard of {@code node}; empty where its feed has not begun here. */
    Optional<Heard> heard(String node) {
        return Optional.ofNullable(heard.get(node));
    }

    /** The board has {@code competition} up to {@code position}. */
    void has(CompetitionId competition, Position position) {
        heard.values().forEach(of -> of.has(competition, position));
    }

    /** What a feed cannot bring, the board of its node brings; until then cursors do not go on. */
    void joinWith(String node) {
        heard.get(node).hold();
        unmatched.add(node);
        differs.put(node, Instant.EPOCH);
    }

    /**
     * Whether only {@code node} can tell what it {@code learned}, because a replica of its own data centre accepted it: one whose journal failed
     * does not know what it wrote, so no feed had told of it.
     */
    boolean isAlone(String node, Position learned, Position has) {
        return Optional.ofNullable(pulses.get(node)).map(pulse -> learned.of(pulse.dataCentre()) > has.of(pulse.dataCentre())).orElse(false);
    }

    private void matched(String node) {
        unmatched.remove(node);
        Optional.ofNullable(heard.get(node)).ifPresent(Heard::release);
    }

    /** The board was joined with what its node sent of it. */
    void joined(BoardStates states) {
        comparison.compared(states.node(), !states.states().isEmpty());
        if (states.complete()) {
            matched(states.node());
        }
        if (!states.states().isEmpty()) {
            differs.put(states.node(), Instant.EPOCH);
        }
    }

    void pulse(FeedPulse pulse, ActorRef<FeedMessage> self) {
        pulses.put(pulse.node(), new LastPulse(new ReplicaId(pulse.dataCentre()), now()));
        goOnAfter(pulse.known().getOrDefault(with.node(), 0L));
        Heard of = heard.get(pulse.node());
        if (of == null || pulse.first() > of.complete() + 1) {
            begin(pulse, of == null ? pulse.last() : pulse.first() - 1);
        } else if (pulse.last() > of.complete()) {
            askAgain(pulse, of, self);
        }
        watch.pulse(pulse, heard.get(pulse.node()).complete());
        compare(pulse, self);
    }

    /** Numbers begin at the wall clock: where that was set back, they would be taken for old ones. */
    private void goOnAfter(long known) {
        if (known > log.last()) {
            watch.numbersBehind(log.last(), known);
            log.goOnAfter(known);
            heard.get(with.node()).skipTo(known);
            with.live().accept(new Began(with.node(), known));
            with.live().accept(new Stands(cursor()));
        }
    }

    /** A node that is new, has restarted, or cannot send again what is missing: its numbers begin anew, the states tell the rest. */
    private void begin(FeedPulse pulse, long from) {
        watch.begun(pulse.node(), from + 1);
        if (heard.putIfAbsent(pulse.node(), new Heard(from)) == null) {
            with.live().accept(new Began(pulse.node(), from));
            heard.get(pulse.node()).holdAll();
        }
        joinWith(pulse.node());
        heard.get(pulse.node()).skipTo(from);
    }

    private void askAgain(FeedPulse pulse, Heard of, ActorRef<FeedMessage> self) {
        long[] missing = of.missing(pulse.last());
        Asked before = asked.get(pulse.node());
        boolean same = before != null && before.from() == missing[0];
        if (before != null && Duration.between(before.last(), now()).compareTo(RESEND_AFTER) < 0) {
            return;
        }
        if (same && Duration.between(before.since(), now()).compareTo(GIVE_UP_AFTER) >= 0) {
            watch.givenUp(pulse.node(), missing[0], missing[1]);
            joinWith(pulse.node());
            of.skipTo(missing[1]);
            return;
        }
        asked.put(pulse.node(), new Asked(missing[0], same ? before.since() : now(), now()));
        watch.gap(pulse.node(), missing[0], missing[1]);
        pulse.replyTo().tell(new FeedResend(missing[0], missing[1], self));
    }

    private void compare(FeedPulse pulse, ActorRef<FeedMessage> self) {
        if (pulse.digest().isEmpty()) {
            return;
        }
        if (pulse.digest().equals(BoardDigest.of(with.board()))) {
            differs.remove(pulse.node());
            matched(pulse.node());
            equalToOne = true;
            watch.equal(pulse.node());
            return;
        }
        Instant now = now();
        Instant since = differs.computeIfAbsent(pulse.node(), node -> now);
        if (Duration.between(since, now).compareTo(comparison.patience(pulse.node())) >= 0) {
            differs.put(pulse.node(), now);
            watch.summaryAsked();
            pulse.replyTo().tell(new BoardSummary(with.node(), comparison.summary(), unmatched.contains(pulse.node()), self));
        }
    }

    /** A node that says nothing any more may have journalled what it did not come to tell. */
    void noticeSilence() {
        Instant before = now().minus(SILENT_AFTER);
        Map<String, LastPulse> away = new TreeMap<>(pulses);
        away.entrySet().removeIf(last -> !last.getValue().heard().isBefore(before) || with.silent().isBeating(last.getKey()));
        pulses.keySet().removeAll(away.keySet());
        away.forEach((node, last) -> {
            watch.fellSilent(node, last.dataCentre());
            with.silent().fellSilent(node, last.dataCentre());
        });
    }

    /** How much of every feed the board has. */
    FeedCursor cursor() {
        TreeMap<String, Long> numbers = new TreeMap<>();
        heard.forEach((node, of) -> {
            if (of.covered() > 0) {
                numbers.put(node, of.covered());
            }
        });
        return new FeedCursor(numbers);
    }

    /** The greatest number known of each node. */
    Map<String, Long> known() {
        Map<String, Long> known = new HashMap<>();
        heard.forEach((node, of) -> known.put(node, of.highest()));
        return known;
    }

    /**
     * Names of nodes that are heard and whose board this one has not caught up with. What one that is gone has not told is in its journals, which are
     * read; should it come back, this board is behind it again.
     */
    List<String> behind() {
        return unmatched.stream().filter(pulses::containsKey).sorted().toList();
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
        return Stream.concat(Stream.of(with.node()), pulses.keySet().stream()).sorted().toList();
    }
}
