package org.palmares.node.schedule.clash;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The timetable of a Games.
 *
 * @param units by code
 * @param sessions by discipline and code
 */
public record Timetable(Map<String, PlannedUnit> units, Map<String, PlannedSession> sessions) {

    /** One with nothing in it. */
    public static final Timetable EMPTY = new Timetable(Map.of(), Map.of());

    public Timetable {
        units = Collections.unmodifiableMap(units);
        sessions = Collections.unmodifiableMap(sessions);
    }

    /** The timetable of these units and sessions. */
    public static Timetable of(Collection<PlannedUnit> units, Collection<PlannedSession> sessions) {
        return new Timetable(byKey(units, unit -> unit.code().value()), byKey(sessions, PlannedSession::key));
    }

    /** The same with these units instead of those of their codes. */
    public Timetable with(Collection<PlannedUnit> changed) {
        Map<String, PlannedUnit> all = new HashMap<>(units);
        all.putAll(byKey(changed, unit -> unit.code().value()));
        return new Timetable(all, sessions);
    }

    private static <T> Map<String, T> byKey(Collection<T> values, Function<T, String> key) {
        Map<String, T> map = new HashMap<>();
        values.forEach(value -> map.put(key.apply(value), value));
        return map;
    }

    /** Codes of the units that are not the same in {@code other}. */
    Set<String> unitsUnlike(Timetable other) {
        return unlike(units, other.units);
    }

    /** Keys of the sessions that are not the same in {@code other}. */
    Set<String> sessionsUnlike(Timetable other) {
        return unlike(sessions, other.sessions);
    }

    private static <T> Set<String> unlike(Map<String, T> one, Map<String, T> other) {
        Set<String> unlike = new HashSet<>();
        one.forEach((key, value) -> {
            T now = other.get(key);
            // What did not change is mostly the same object.
            if (now != value && !value.equals(now)) {
                unlike.add(key);
            }
        });
        other.keySet().stream().filter(key -> !one.containsKey(key)).forEach(unlike::add);
        return unlike;
    }
}
