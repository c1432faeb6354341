package org.palmares.node.schedule.clash;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A timetable in which what belongs together is found at once. Immutable. */
final class Programme {

    private static final String FINALS = "finals";

    private final ClashSettings settings;
    private final Timetable timetable;
    private final Units units;
    private final Index<PlannedSession> venues;
    private final Index<PlannedSession> disciplines;

    /** By code, by the items above them, by place, by person, by session, and those in which gold is decided. */
    private record Units(
            Index<Held> codes, Index<Held> above, Index<Held> places, Index<Held> participants, Index<Held> sessions, Index<Held> finals) {

        private static Units none() {
            return new Units(
                    new Index<>(held -> List.of(held.code())),
                    new Index<>(held -> held.unit().isCompetition() ? UnitTree.above(held.unit().code()) : List.of()),
                    new Index<>(held -> held.unit().place().stream().toList()),
                    new Index<>(held -> held.unit().participants()),
                    new Index<>(held -> held.unit().sessionKey().stream().toList()),
                    new Index<>(held -> held.unit().medal() == 1 ? List.of(FINALS) : List.of()));
        }

        private Units with(List<Held> gone, List<Held> come) {
            return new Units(
                    codes.with(gone, come),
                    above.with(gone, come),
                    places.with(gone, come),
                    participants.with(gone, come),
                    sessions.with(gone, come),
                    finals.with(gone, come));
        }
    }

    private Programme(
            ClashSettings settings, Timetable timetable, Units units, Index<PlannedSession> venues, Index<PlannedSession> disciplines) {
        this.settings = settings;
        this.timetable = timetable;
        this.units = units;
        this.venues = venues;
        this.disciplines = disciplines;
    }

    /** One in which nothing is planned. */
    static Programme empty(ClashSettings settings) {
        return new Programme(
                settings,
                Timetable.EMPTY,
                Units.none(),
                new Index<>(session -> session.venue().isEmpty() ? List.of() : List.of(session.venue())),
                new Index<>(session -> List.of(session.discipline())));
    }

    /** The programme of {@code now}, which differs from this one in these units and sessions. */
    Programme with(Timetable now, Set<String> changedUnits, Set<String> changedSessions) {
        List<Held> gone = changedUnits.stream().flatMap(code -> units.codes().of(code).stream()).toList();
        List<Held> come = values(now.units(), changedUnits).stream().filter(PlannedUnit::isTimed).map(unit -> Held.of(unit, settings)).toList();
        List<PlannedSession> goneSessions = values(timetable.sessions(), changedSessions);
        List<PlannedSession> comeSessions = values(now.sessions(), changedSessions);
        return new Programme(
                settings, now, units.with(gone, come), venues.with(goneSessions, comeSessions), disciplines.with(goneSessions, comeSessions));
    }

    private static <T> List<T> values(Map<String, T> all, Collection<String> keys) {
        return keys.stream().map(all::get).filter(Objects::nonNull).toList();
    }

    Timetable timetable() {
        return timetable;
    }

    ClashSettings settings() {
        return settings;
    }

    /** The unit with this code, if it is held at a known time and does not only span others that are. */
    Optional<Held> onField(String code) {
        return units.codes().of(code).stream().filter(this::isOnField).findFirst();
    }

    /** Whether it is no item that only spans others. */
    boolean isOnField(Held unit) {
        return units.above().of(unit.code()).isEmpty();
    }

    /** Units that {@code code} spans. */
    List<Held> below(String code) {
        return units.above().of(code);
    }

    /** Whether both may share place and participants: as parts of one unit, or of a session in which that is usual. */
    boolean areTogether(Held one, Held other) {
        return one.sharesSession(other) || one.unit().isCompetition() && other.unit().isCompetition() && areOfOneUnit(one, other);
    }

    private boolean areOfOneUnit(Held one, Held other) {
        List<String> wholes = UnitTree.wholes(one.unit().code());
        wholes.retainAll(UnitTree.wholes(other.unit().code()));
        return wholes.stream().anyMatch(whole -> !units.codes().of(whole).isEmpty());
    }

    /** Units at the same place. */
    List<Held> at(Held unit) {
        return unit.unit().place().map(units.places()::of).orElse(List.of());
    }

    /** Units of a person. */
    List<Held> of(String participant) {
        return units.participants().of(participant);
    }

    /** Units of a session. */
    List<Held> in(PlannedSession session) {
        return units.sessions().of(session.key());
    }

    /** Units in which gold is decided. */
    List<Held> finals() {
        return units.finals().of(FINALS);
    }

    /** The session of a unit. */
    Optional<PlannedSession> session(Held unit) {
        return unit.unit().sessionKey().map(timetable.sessions()::get);
    }

    /** Sessions of a venue. */
    List<PlannedSession> atVenue(String venue) {
        return venues.of(venue);
    }

    /** Sessions of a discipline. */
    List<PlannedSession> ofDiscipline(String discipline) {
        return disciplines.of(discipline);
    }
}
