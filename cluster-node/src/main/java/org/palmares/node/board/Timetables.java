package org.palmares.node.board;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.palmares.competition.Stamp;
import org.palmares.node.calendar.SourceZones;

/** What is known of the timetable of each Games as a whole, kept up with every change. One thread writes; any number read. */
final class Timetables {

    private final Map<String, Timetable> byGames = new ConcurrentHashMap<>();
    private final SourceZones zones;

    Timetables(SourceZones zones) {
        this.zones = zones;
    }

    /**
     * The timetable of a Games.
     *
     * @param units how many units it has
     * @param since when and where the first of it was accepted, as far as is known
     */
    private record Timetable(int units, Optional<Stamp> since) {}

    /** Takes in that a competition is {@code after} now, and was {@code before}, which is {@code null} for one that is new. */
    void changed(CompetitionView before, CompetitionView after) {
        boolean same = before != null && before.state().timetable() == after.state().timetable() && before.state().sessions() == after.state().sessions();
        if (same) {
            return;
        }
        String games = after.id().games();
        TimesOfSources.changed(before, after).forEach((source, times) -> zones.observe(games, source, times.gone(), times.come()));
        int more = size(after) - (before == null ? 0 : size(before));
        byGames.merge(
                games,
                new Timetable(more, after.timetableSince()),
                (known, now) -> new Timetable(known.units() + more, earlier(known.since(), now.since())));
    }

    private static int size(CompetitionView view) {
        return (int) view.units().count();
    }

    private static Optional<Stamp> earlier(Optional<Stamp> one, Optional<Stamp> other) {
        return one.isEmpty() || other.isPresent() && other.get().compareTo(one.get()) < 0 ? other : one;
    }

    void forget(String games) {
        byGames.remove(games);
        zones.forget(games);
    }

    /** The production Games that was the first to get a timetable, of those that have one. */
    Optional<String> first() {
        Comparator<Map.Entry<String, Timetable>> bySince = Comparator.comparing(timetable -> timetable.getValue().since().orElseThrow());
        return byGames.entrySet().stream()
                .filter(timetable -> timetable.getValue().units() > 0 && timetable.getValue().since().isPresent())
                .filter(timetable -> !Board.isTest(timetable.getKey()))
                .min(bySince.thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }
}
