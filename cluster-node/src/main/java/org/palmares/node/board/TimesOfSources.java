package org.palmares.node.board;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Planned starts by whose word they stand, and how they differ between two views of a competition.
 *
 * @param gone those of the old view only
 * @param come those of the new view only
 */
record TimesOfSources(List<OffsetDateTime> gone, List<OffsetDateTime> come) {

    private record Start(String source, OffsetDateTime time) {}

    /** By source what changed from {@code before}, which may be {@code null}, to {@code after}. */
    static Map<String, TimesOfSources> changed(CompetitionView before, CompetitionView after) {
        if (before != null && before.state().units() == after.state().units()) {
            return Map.of();
        }
        Map<String, Start> old = before == null ? Map.of() : starts(before);
        Map<String, Start> now = starts(after);
        Map<String, TimesOfSources> changes = new HashMap<>();
        old.forEach((code, start) -> {
            if (!start.equals(now.get(code))) {
                of(changes, start).gone.add(start.time());
            }
        });
        now.forEach((code, start) -> {
            if (!start.equals(old.get(code))) {
                of(changes, start).come.add(start.time());
            }
        });
        return changes;
    }

    private static TimesOfSources of(Map<String, TimesOfSources> changes, Start start) {
        return changes.computeIfAbsent(start.source(), any -> new TimesOfSources(new ArrayList<>(), new ArrayList<>()));
    }

    private static Map<String, Start> starts(CompetitionView view) {
        Map<String, Start> starts = new HashMap<>();
        // What messages say: a time that a person set tells nothing of the zone of a source.
        view.state().units().entries().forEach((code, word) -> word.value().start().ifPresent(time -> starts.put(code, new Start(word.source().source(), time))));
        return starts;
    }
}
