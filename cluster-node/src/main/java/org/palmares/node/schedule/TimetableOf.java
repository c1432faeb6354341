package org.palmares.node.schedule;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Entry;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.schedule.clash.PlannedSession;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.node.schedule.clash.Timetable;
import org.palmares.protocol.odf.Team;
import org.palmares.protocol.odf.Unit;

/**
 * The timetable of a Games from what a board knows. What is made of a competition is kept until that competition changes, so that its units are the same
 * objects. Not safe for use from several threads.
 */
final class TimetableOf {

    private Map<CompetitionId, Part> parts = Map.of();

    /**
     * What is made of a competition.
     *
     * @param state what it was made of
     * @param teams the teams of the discipline it was made with
     */
    private record Part(Competition state, Map<String, Entry<Team>> teams, List<PlannedUnit> units, List<PlannedSession> sessions) {

        private boolean isOf(Competition now, Map<String, Entry<Team>> nowTeams) {
            return state.timetable() == now.timetable()
                    && state.documents() == now.documents()
                    && state.sessions() == now.sessions()
                    && teams == nowTeams;
        }
    }

    /** The timetable of {@code views}, all competitions of one Games. */
    Timetable timetable(Collection<CompetitionView> views) {
        Persons persons = new Persons(views);
        Map<CompetitionId, Part> now = new HashMap<>();
        views.forEach(view -> now.put(view.id(), part(view, persons)));
        parts = now;
        return Timetable.of(all(now, Part::units), all(now, Part::sessions));
    }

    private static <T> List<T> all(Map<CompetitionId, Part> parts, Function<Part, List<T>> of) {
        return parts.values().stream().flatMap(part -> of.apply(part).stream()).toList();
    }

    private Part part(CompetitionView view, Persons persons) {
        Map<String, Entry<Team>> teams = persons.teams(view.id().discipline());
        Part known = parts.get(view.id());
        if (known != null && known.isOf(view.state(), teams)) {
            return known;
        }
        return new Part(
                view.state(),
                teams,
                view.units().flatMap(unit -> view.fence().around("unit", unit.code(), () -> planned(unit, persons.in(view, unit.code().value()))).stream()).toList(),
                view.sessions()
                        .map(session -> new PlannedSession(
                                view.id().discipline(), session.code(), session.start(), session.end(), session.venue(), session.status()))
                        .toList());
    }

    /** A unit, on the board or only thought of, with these persons in it. */
    static PlannedUnit planned(Unit unit, List<String> participants) {
        return new PlannedUnit(
                unit.code(),
                unit.status(),
                unit.start(),
                unit.end(),
                unit.venue(),
                unit.location(),
                unit.session(),
                unit.order(),
                unit.hideStart(),
                unit.medal(),
                unit.phaseType(),
                participants);
    }
}
