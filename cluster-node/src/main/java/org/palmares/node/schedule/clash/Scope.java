package org.palmares.node.schedule.clash;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is checked: all, or what a change touches.
 *
 * @param programme the whole timetable
 * @param units codes of the units to look at
 * @param sessions keys of the sessions to look at
 * @param onField those of the units that are held at a known time and span no others
 */
record Scope(Programme programme, Set<String> units, Set<String> sessions, List<Held> onField) {

    static Scope of(Programme programme, Set<String> units, Set<String> sessions) {
        return new Scope(programme, units, sessions, units.stream().flatMap(code -> programme.onField(code).stream()).toList());
    }

    /** Units to look at. */
    Stream<PlannedUnit> all() {
        return units.stream().map(programme.timetable().units()::get).filter(Objects::nonNull);
    }

    /** Sessions to look at that are held at a known time. */
    Stream<PlannedSession> heldSessions() {
        return sessions.stream().map(programme.timetable().sessions()::get).filter(Objects::nonNull).filter(PlannedSession::isTimed);
    }

    /** Whether the pair is to be looked at from {@code one}: where both are looked at, it is found once. */
    boolean isFrom(Held one, Held other) {
        return isFrom(one.code(), other.code(), units);
    }

    /** The same of two sessions. */
    boolean isFrom(PlannedSession one, PlannedSession other) {
        return isFrom(one.key(), other.key(), sessions);
    }

    private static boolean isFrom(String one, String other, Set<String> touched) {
        int order = one.compareTo(other);
        return order < 0 || order > 0 && !touched.contains(other);
    }
}
