package org.palmares.node.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.node.watch.Incidents.About;
import org.palmares.node.watch.Incidents.Kind;

/**
 * Boards that differ for too long. A competition that is written to all the time differs at almost every look, because something is always
 * on its way; that is no incident. What is looked for is a certain event that one board had and the other still does not have after the bound,
 * and contents that differ although both boards have the same events. Used by the feed's actor only.
 */
public final class Differences {

    /** A node that starts has much to catch up with, so it gets as many times the bound. */
    static final int CATCHING_UP = 4;

    /**
     * What a board holds of a competition.
     *
     * @param position events it is made of
     * @param digest over all it holds
     */
    public record Known(Position position, String digest) {
        private static final Known NOTHING = new Known(Position.start(), "");

        private boolean isSame(Known other) {
            return position.equals(other.position) && (digest.equals(other.digest) || position.equals(Position.start()));
        }
    }

    /** Both sides as they were when an event was first seen to be missing. */
    private record Missing(Instant since, Known ours, Known theirs) {
        private boolean isMadeUp(Known oursNow, Known theirsNow) {
            return oursNow.position().covers(theirs.position()) && theirsNow.position().covers(ours.position());
        }
    }

    private record Pair(String node, CompetitionId competition) {}

    private final Incidents incidents;
    private final Duration bound;
    private final InstantSource clock;
    private final Map<Pair, Missing> missing = new HashMap<>();
    private final Map<Pair, Instant> diverged = new HashMap<>();

    /** @param bound how long boards may differ in a competition */
    public Differences(Incidents incidents, Duration bound, InstantSource clock) {
        this.incidents = incidents;
        this.bound = bound;
        this.clock = clock;
    }

    /**
     * The board of {@code node} was compared with this node's, competition by competition.
     *
     * @param catchingUp whether that node has not caught up since it began to hear the feed
     */
    public void compared(String node, Map<CompetitionId, Known> ours, Map<CompetitionId, Known> theirs, boolean catchingUp) {
        Set<CompetitionId> competitions = new TreeSet<>(ours.keySet());
        competitions.addAll(theirs.keySet());
        Duration allowed = catchingUp ? bound.multipliedBy(CATCHING_UP) : bound;
        for (CompetitionId competition : competitions) {
            compare(
                    new Pair(node, competition),
                    ours.getOrDefault(competition, Known.NOTHING),
                    theirs.getOrDefault(competition, Known.NOTHING),
                    allowed);
        }
    }

    private void compare(Pair pair, Known ours, Known theirs, Duration allowed) {
        Instant now = clock.instant();
        if (ours.isSame(theirs)) {
            missing.remove(pair);
            diverged.remove(pair);
            incidents.close(Kind.REPLICAS_DIFFER, about(pair));
        } else if (ours.position().equals(theirs.position())) {
            missing.remove(pair);
            raise(pair, diverged.computeIfAbsent(pair, any -> now), allowed, ours, theirs);
        } else {
            Missing before = missing.get(pair);
            if (before != null && !before.isMadeUp(ours, theirs)) {
                raise(pair, before.since(), allowed, ours, theirs);
                return;
            }
            missing.put(pair, new Missing(now, ours, theirs));
            if (before != null && !diverged.containsKey(pair)) {
                incidents.close(Kind.REPLICAS_DIFFER, about(pair));
            }
        }
    }

    private void raise(Pair pair, Instant since, Duration allowed, Known ours, Known theirs) {
        if (Duration.between(since, clock.instant()).compareTo(allowed) < 0) {
            return;
        }
        incidents.open(
                Kind.REPLICAS_DIFFER,
                about(pair),
                "Since " + since + " the board of node " + pair.node() + " differs from this node's in " + pair.competition() + '.',
                Map.of(
                        "node", pair.node(),
                        "since", since.toString(),
                        "position", ours.position().toString(),
                        "digest", ours.digest(),
                        "theirPosition", theirs.position().toString(),
                        "theirDigest", theirs.digest()));
    }

    private static About about(Pair pair) {
        return About.of(pair.competition(), pair.node());
    }

    /** The whole board of {@code node} is equal to this node's. */
    public void equal(String node) {
        forget(node);
        incidents.closeAll(Kind.REPLICAS_DIFFER, about -> about.more().equals(node));
    }

    /** {@code node} is not heard; how long boards differ is counted anew when it is. */
    public void forget(String node) {
        missing.keySet().removeIf(pair -> pair.node().equals(node));
        diverged.keySet().removeIf(pair -> pair.node().equals(node));
    }
}
