package org.palmares.board;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.palmares.odf.Unit;

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
        if (before != null && before.state().timetable() == after.state().timetable()) {
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
        view.units().forEach(unit -> unit.start().ifPresent(time -> starts.put(unit.code().value(), new Start(view.planSource(unit), time))));
        return starts;
    }
}
