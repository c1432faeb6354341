package org.palmares.node.schedule.clash;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All clashes of a timetable. Immutable; what follows from a change is found by looking again only at what it touches. */
public final class Clashes {

    private final Programme programme;
    private final Map<String, Clash> byId;

    private Clashes(Programme programme, Map<String, Clash> byId) {
        this.programme = programme;
        this.byId = byId;
    }

    /**
     * What a change brings.
     *
     * @param after all clashes after it
     * @param come those that were not there before, or were less bad
     * @param gone those that are not there any more
     */
    public record Step(Clashes after, List<Clash> come, List<Clash> gone) {}

    /** The clashes of {@code timetable}. */
    public static Clashes of(Timetable timetable, ClashSettings settings) {
        Set<String> units = timetable.units().keySet();
        Set<String> sessions = timetable.sessions().keySet();
        Programme programme = Programme.empty(settings).with(timetable, units, sessions);
        return new Clashes(programme, ClashRules.check(Scope.of(programme, units, sessions)));
    }

    /** The timetable they are of. */
    public Timetable timetable() {
        return programme.timetable();
    }

    /** The units that are held at a known time and do not only span others that are. */
    public List<PlannedUnit> onField() {
        return programme.timetable().units().keySet().stream().flatMap(code -> programme.onField(code).stream()).map(Held::unit).toList();
    }

    /** Units held at a known time that {@code code} spans, such as the heats of a phase; none for most. */
    public List<PlannedUnit> spannedBy(String code) {
        return programme.below(code).stream().map(Held::unit).toList();
    }

    /** All of them, in no order. */
    public Collection<Clash> all() {
        return byId.values();
    }

    /** The one with this id. */
    public Optional<Clash> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What it brings when these units are planned as they are here. */
    public Step after(Collection<PlannedUnit> changed) {
        return after(timetable().with(changed));
    }

    /** What it brings when the timetable is {@code now}. */
    public Step after(Timetable now) {
        Set<String> units = timetable().unitsUnlike(now);
        Set<String> sessions = timetable().sessionsUnlike(now);
        if (units.isEmpty() && sessions.isEmpty()) {
            return new Step(this, List.of(), List.of());
        }
        Programme next = programme.with(now, units, sessions);
        Scope scope = touched(next, units, sessions);
        Map<String, Clash> found = ClashRules.check(scope);
        Map<String, Clash> all = new HashMap<>(byId);
        all.values().removeIf(clash -> isTouched(clash, scope));
        all.putAll(found);
        List<Clash> come = found.values().stream().filter(clash -> isWorse(clash, byId.get(clash.id()))).toList();
        List<Clash> gone = byId.values().stream().filter(clash -> !all.containsKey(clash.id())).toList();
        return new Step(new Clashes(next, all), come, gone);
    }

    private static boolean isWorse(Clash now, Clash before) {
        return before == null || now.severity().compareTo(before.severity()) > 0;
    }

    /** A unit touches what stands above and below it, and the session it is in and was in; a session touches all units of its discipline. */
    private Scope touched(Programme next, Set<String> changed, Set<String> changedSessions) {
        Set<String> units = new HashSet<>(changed);
        Set<String> sessions = new HashSet<>(changedSessions);
        changed.forEach(code -> both(next, code)
                .flatMap(unit -> UnitTree.above(unit.code()).stream())
                .filter(next.timetable().units()::containsKey)
                .forEach(units::add));
        changed.forEach(code -> Stream.concat(programme.below(code).stream(), next.below(code).stream()).forEach(unit -> units.add(unit.code())));
        units.forEach(code -> both(next, code).flatMap(unit -> unit.sessionKey().stream()).forEach(sessions::add));
        Set<String> disciplines = new HashSet<>();
        Stream.of(timetable(), next.timetable())
                .flatMap(timetable -> changedSessions.stream().map(timetable.sessions()::get).filter(Objects::nonNull))
                .forEach(session -> disciplines.add(session.discipline()));
        if (!disciplines.isEmpty()) {
            next.timetable().units().values().stream().filter(unit -> disciplines.contains(unit.discipline())).forEach(unit -> units.add(unit.code().value()));
        }
        return Scope.of(next, units, sessions);
    }

    /** The unit as it was and as it is. */
    private Stream<PlannedUnit> both(Programme next, String code) {
        return Stream.of(timetable(), next.timetable()).map(timetable -> timetable.units().get(code)).filter(Objects::nonNull);
    }

    private static boolean isTouched(Clash clash, Scope scope) {
        return clash.units().stream().anyMatch(unit -> scope.units().contains(unit.code().value()))
                || clash.units().isEmpty() && clash.sessions().stream().anyMatch(session -> scope.sessions().contains(session.key()));
    }
}
