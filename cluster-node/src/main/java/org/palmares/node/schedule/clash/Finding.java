package org.palmares.node.schedule.clash;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a rule has found; how bad it is, settings say. */
record Finding(
        List<PlannedUnit> units,
        List<PlannedSession> sessions,
        Collection<String> participants,
        String variant,
        boolean onlyNoted,
        Map<String, String> values) {

    static Finding of(Held... units) {
        return of(Arrays.stream(units).map(Held::unit).toList());
    }

    static Finding of(List<PlannedUnit> units) {
        return new Finding(units, List.of(), List.of(), "", false, Map.of());
    }

    static Finding ofSessions(PlannedSession... sessions) {
        return of(List.of()).in(sessions);
    }

    Finding concerning(Collection<String> persons) {
        return new Finding(units, sessions, persons, variant, onlyNoted, values);
    }

    Finding in(PlannedSession... those) {
        return new Finding(units, List.of(those), participants, variant, onlyNoted, values);
    }

    /** It is told with another text. */
    Finding told(String as) {
        return new Finding(units, sessions, participants, '.' + as, onlyNoted, values);
    }

    /** It is a note at most. */
    Finding noted() {
        return new Finding(units, sessions, participants, variant, true, values);
    }

    Finding with(String name, long value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(name, Long.toString(value));
        return new Finding(units, sessions, participants, variant, onlyNoted, more);
    }

    /** Codes of all disciplines that are concerned. */
    Stream<String> disciplines() {
        return Stream.concat(units.stream().map(PlannedUnit::discipline), sessions.stream().map(PlannedSession::discipline));
    }
}
