package org.palmares.node.live;

import java.util.Optional;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.feed.News.Change;
import org.palmares.node.live.rendering.Shown;
import org.palmares.node.live.rendering.Topics;
import org.palmares.node.live.topic.Concerns;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whom a change concerns: those who were in the old value as much as those in the new one. Safe for use from any thread. */
final class Relevance {

    private static final Logger LOG = LoggerFactory.getLogger(Relevance.class);

    /** Whom the value concerns that is shown with all competitions of a Games. */
    private record Common(Optional<ChangeKey> key, long revision, Concerns concerns) {}

    private final Shown shown;
    private final Metrics metrics;
    private volatile Common latest = new Common(Optional.empty(), -1, Concerns.NOBODY);

    Relevance(Shown shown, Metrics metrics) {
        this.shown = shown;
        this.metrics = metrics;
    }

    Shown shown() {
        return shown;
    }

    /** Whom the change of {@code key} touches. */
    Concerns touched(ChangeKey key, Change change) {
        return in(change.before(), key).and(in(change.after(), key));
    }

    /** Whether the value of {@code key} as it is shown now is one that is followed. */
    boolean isShownTo(LiveFilter filter, ChangeKey key) {
        if (filter.fits(Concerns.NOBODY)) {
            return true;
        }
        return filter.fits(now(key));
    }

    /** Whom the value of {@code key} concerns as it is shown now: of what all show in common, all of them. */
    Concerns now(ChangeKey key) {
        return Topics.of(key).common(key).map(this::common).orElseGet(() -> in(shown.get(key.competition()), key));
    }

    private Concerns in(Optional<CompetitionView> competition, ChangeKey key) {
        try {
            return competition.map(is -> Topics.of(key).concerns(key, is)).orElse(Concerns.NOBODY);
        } catch (RuntimeException | StackOverflowError failure) {
            leftOut(key, failure);
            return Concerns.NOBODY;
        }
    }

    private Concerns common(ChangeKey key) {
        Common known = latest;
        long now = shown.commonRevision();
        if (known.key().filter(key::equals).isEmpty() || known.revision() != now) {
            Concerns all = shown.of(key.competition().games()).stream()
                    .map(view -> in(Optional.of(view), key))
                    .reduce(Concerns.NOBODY, Concerns::and);
            known = new Common(Optional.of(key), now, all);
            latest = known;
        }
        return known.concerns();
    }

    private void leftOut(ChangeKey key, Throwable failure) {
        metrics.count(Counter.LIVE_LEFT_OUT, key.kind().event());
        LOG.error("{}: whom it concerns cannot be read; it is taken to concern nobody in particular", LogText.of(key), failure);
    }
}
