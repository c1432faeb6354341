package org.palmares.node.live;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.palmares.journal.LogText;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.feed.News.Change;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whom a change concerns: those who were in the old value as much as those in the new one. Safe for use from any thread. */
final class Relevance {

    private static final Logger LOG = LoggerFactory.getLogger(Relevance.class);

    private record Table(String games, long revision, Concerns concerns) {}

    private final Shown shown;
    private final Metrics metrics;
    private volatile Table table = new Table("", -1, Concerns.NOBODY);

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

    /** Whom the value of {@code key} concerns as it is shown now: of medals, all in the table. */
    Concerns now(ChangeKey key) {
        return key.kind() == ChangeKey.Kind.MEDALS ? table(key.competition().games()) : in(shown.get(key.competition()), key);
    }

    /** Whether anybody has won a medal in {@code competition}. */
    boolean hasMedals(CompetitionView competition) {
        return !in(Optional.of(competition), new ChangeKey.Medals(competition.id())).nocs().isEmpty();
    }

    private Concerns in(Optional<CompetitionView> competition, ChangeKey key) {
        try {
            return competition.map(is -> Concerns.of(is, key)).orElse(Concerns.NOBODY);
        } catch (RuntimeException | StackOverflowError failure) {
            leftOut(key, failure);
            return Concerns.NOBODY;
        }
    }

    private Concerns table(String games) {
        Table known = table;
        long now = shown.medalsRevision();
        if (!known.games().equals(games) || known.revision() != now) {
            Set<String> nocs = new HashSet<>();
            shown.of(games).forEach(view -> nocs.addAll(in(Optional.of(view), new ChangeKey.Medals(view.id())).nocs()));
            known = new Table(games, now, new Concerns(Set.of(), nocs));
            table = known;
        }
        return known.concerns();
    }

    private void leftOut(ChangeKey key, Throwable failure) {
        metrics.count(Counter.LIVE_LEFT_OUT, key.kind().event());
        LOG.error("{}: whom it concerns cannot be read; it is taken to concern nobody in particular", LogText.of(key), failure);
    }
}
