package org.palmares.node.ops.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.palmares.node.feed.FeedStatus;
import org.palmares.node.sites.SiteState;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.Mark;
import org.palmares.protocol.contract.drill.Verdict;

/**
 * What a node does next in a rolling restart: when all before it are done and everyone is there, it evacuates its data centre, waits until
 * nobody follows it, restarts, and lets its data centre return. Pure: what is known and the moment are given.
 */
final class RollingRestart {

    /** Senders and load balancers have to notice that the data centre is not ready before it is gone. */
    private static final Duration DRAIN = Duration.ofSeconds(4);

    /** A returned data centre is given time before the next leaves: its competitions come home within 15 s, and its code is not compiled yet. */
    private static final Duration SETTLE = Duration.ofSeconds(20);

    private static final Duration EVACUATED_AT_MOST = Duration.ofMinutes(3);

    /**
     * One step.
     *
     * @param drill the drill after it
     * @param site what becomes of the data centre, where that changes; recorded first
     * @param restart whether the node ends after it
     */
    record Step(Drill drill, Optional<SiteState> site, boolean restart) {}

    private final String node;
    private final String site;
    private final Instant started;

    /** @param started when this process started */
    RollingRestart(String node, String site, Instant started) {
        this.node = node;
        this.site = site;
        this.started = started;
    }

    /** The step of this node, where it is its turn. */
    Optional<Step> next(Drill drill, Optional<SiteState> state, FeedStatus feed, Instant now) {
        Mark last = drill.last().orElseThrow();
        Duration since = Duration.between(last.at(), now);
        boolean mine = last.text().equals(node);
        if (mine && last.what().equals(Mark.EVACUATING)) {
            boolean empty = since.compareTo(DRAIN) >= 0 && feed.readers() == 0;
            return empty ? Optional.of(new Step(drill.marked(new Mark(now, Mark.RESTARTING, node)), Optional.empty(), true)) : Optional.empty();
        }
        if (mine && last.what().equals(Mark.RESTARTING)) {
            return started.isAfter(last.at()) ? Optional.of(back(drill, state, now)) : Optional.empty();
        }
        boolean between = last.what().equals(Mark.PLANNED) || last.what().equals(Mark.RESTARTED) && since.compareTo(SETTLE) >= 0;
        return between && isTurn(drill) && allThere(drill, feed) ? Optional.of(leave(drill, state, now)) : Optional.empty();
    }

    private boolean isTurn(Drill drill) {
        return drill.nodes().stream().filter(one -> !drill.restarted().contains(one)).findFirst().filter(node::equals).isPresent();
    }

    private static boolean allThere(Drill drill, FeedStatus feed) {
        Set<String> there = new HashSet<>(feed.nodes());
        return there.containsAll(drill.nodes()) && feed.behind().isEmpty();
    }

    private Step leave(Drill drill, Optional<SiteState> state, Instant now) {
        SiteState evacuated = new SiteState(
                site, state.map(SiteState::version).orElse(0L) + 1, true, now, now.plus(EVACUATED_AT_MOST), drill.by(), "rolling restart " + drill.id());
        return new Step(drill.marked(new Mark(now, Mark.EVACUATING, node)), Optional.of(evacuated), false);
    }

    private Step back(Drill drill, Optional<SiteState> state, Instant now) {
        SiteState serving = new SiteState(site, state.map(SiteState::version).orElse(0L) + 1, false, now, now, drill.by(), "restarted " + node);
        Drill after = drill.restarted(node, new Mark(now, Mark.RESTARTED, node));
        boolean all = after.restarted().containsAll(after.nodes());
        Drill ended = all
                ? new Drill(after.id(), after.version(), after.name(), after.site(), Drill.State.FINISHED, after.by(), after.reason(), after.forced(),
                        after.requested(), after.faultSeconds(), after.ends(), after.hypothesis(), after.nodes(), after.restarted(), after.timeline(),
                        Verdict.INCONCLUSIVE.name(), after.report())
                : after;
        return new Step(ended, Optional.of(serving), false);
    }
}
