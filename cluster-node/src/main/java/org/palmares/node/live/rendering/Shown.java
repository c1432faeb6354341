package org.palmares.node.live.rendering;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.palmares.competition.CompetitionId;
import org.palmares.node.board.CompetitionView;

/**
 * The board as far as readers have been told of it. The board itself is ahead by what waits for the live actor: a reader that caught up from it
 * would be told older values afterwards. One thread writes; any number read.
 */
public final class Shown {

    private final ConcurrentMap<String, Map<CompetitionId, CompetitionView>> games = new ConcurrentHashMap<>();
    private final AtomicLong common = new AtomicLong();

    /** @param commonToo whether what all competitions of its Games show may have changed with it */
    public void put(CompetitionView view, boolean commonToo) {
        games.computeIfAbsent(view.id().games(), any -> new ConcurrentHashMap<>()).put(view.id(), view);
        if (commonToo) {
            // After the view: a table made of an old view must never carry a new revision.
            common.incrementAndGet();
        }
    }

    /** Frees the memory of Games that are held no more. */
    public void forget(Set<String> retired) {
        games.keySet().removeAll(retired);
    }

    public Optional<CompetitionView> get(CompetitionId id) {
        return Optional.ofNullable(games.getOrDefault(id.games(), Map.of()).get(id));
    }

    /** All competitions of a Games, in no order. */
    public Collection<CompetitionView> of(String code) {
        return games.getOrDefault(code, Map.of()).values();
    }

    /** The same, in the order of their codes. */
    public List<CompetitionView> sorted(String code) {
        return of(code).stream().sorted(Comparator.comparing(view -> view.id().code())).toList();
    }

    /** Grows with every change of what competitions show in common. */
    public long commonRevision() {
        return common.get();
    }
}
