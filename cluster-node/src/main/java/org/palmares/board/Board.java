package org.palmares.board;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Evolver;
import org.palmares.games.SourceZones;

/**
 * The latest state of every competition of every Games, in memory. Because states join, events and states may be put in in any order and
 * more than once. One thread writes; any number read, without locks.
 */
public final class Board {

    private final Map<CompetitionId, CompetitionView> views = new ConcurrentSkipListMap<>();
    private final Map<String, Long> revisions = new ConcurrentHashMap<>();
    /** Numbers the changes of all Games together, so that an answer made of one is never taken for an answer made of another. */
    private final AtomicLong changes = new AtomicLong();
    private final SourceZones zones = new SourceZones();
    private volatile String latestGames = "";

    /** Puts an event in; gives what changed for readers. */
    public Set<ChangeKey> apply(CompetitionId id, CompetitionEvent event) {
        return change(id, state -> Evolver.apply(state, event));
    }

    /** Puts all in that some replica knows; gives what changed for readers. */
    public Set<ChangeKey> merge(CompetitionId id, Competition known) {
        return change(id, state -> state.merge(known));
    }

    private Set<ChangeKey> change(CompetitionId id, UnaryOperator<Competition> change) {
        CompetitionView view = views.get(id);
        Competition before = view == null ? Competition.start() : view.state();
        Competition after = change.apply(before);
        if (after == before) {
            return Set.of();
        }
        // First the view, then the revision: an answer made of an old view must never carry a new revision.
        CompetitionView now = new CompetitionView(id, after);
        views.put(id, now);
        TimesOfSources.changed(view, now).forEach((source, times) -> zones.observe(id.games(), source, times.gone(), times.come()));
        if (id.equals(CompetitionId.OPERATIONS)) {
            return BoardDiff.of(id, before, after);
        }
        boolean visible = !after.showsSameAs(before);
        if (visible) {
            // A test feed never takes the place of a production one.
            if (!isTest(id.games()) || latestGames.isEmpty() || isTest(latestGames)) {
                latestGames = id.games();
            }
        }
        // Positions are part of answers too.
        boolean moved = visible || !after.position().equals(before.position());
        revisions.merge(id.games(), moved ? changes.incrementAndGet() : 0, Math::max);
        return BoardDiff.of(id, before, after);
    }

    /** The competition, where anything is known of it. */
    public Optional<CompetitionView> get(CompetitionId id) {
        return Optional.ofNullable(views.get(id));
    }

    /** All competitions of all Games, in the order of their ids. */
    public Collection<CompetitionView> all() {
        return views.values();
    }

    /** How many competitions there are, over all Games. */
    public int size() {
        return views.size();
    }

    /** All competitions of a Games, in the order of their codes. */
    public List<CompetitionView> of(String games) {
        return views.values().stream().filter(view -> view.id().games().equals(games)).toList();
    }

    /** Every Games of which anything is known. */
    public List<String> games() {
        return revisions.keySet().stream().sorted(Comparator.naturalOrder()).toList();
    }

    /** In which zones the sources tell the time, as their units on this board say. */
    public SourceZones zones() {
        return zones;
    }

    private static boolean isTest(String games) {
        return games.endsWith("-T");
    }

    /** The Games that changed last, test feeds only where there is nothing else; empty at the start. */
    public String latestGames() {
        return latestGames;
    }

    /** Grows with every change of a Games that readers can see; never that of another Games; means nothing on another node. */
    public long revision(String games) {
        return revisions.getOrDefault(games, 0L);
    }
}
