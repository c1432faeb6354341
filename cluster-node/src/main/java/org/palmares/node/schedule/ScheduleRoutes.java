package org.palmares.node.schedule;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.CompetitionId;
import org.palmares.node.board.Calendar;
import org.palmares.node.http.Answer;
import org.palmares.node.http.Fenced;
import org.palmares.node.http.Parameters.Page;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Query;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.schedule.Listing.Place;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.odf.Rsc;

/** {@code GET schedule, units/{rsc}}: the timetable over all competitions, and single units of it. */
public final class ScheduleRoutes extends AllDirectives {

    private final Queries queries;
    private final Calendar calendar;

    public ScheduleRoutes(Queries queries, Calendar calendar) {
        this.queries = queries;
        this.calendar = calendar;
    }

    /** The routes, below {@code /v1}. */
    public Route routes() {
        return concat(
                path(Paths.SCHEDULE, () -> queries.json(this::schedule)),
                path(segment(Paths.UNITS).slash(segment()), rsc -> queries.json(query -> unit(query, rsc))));
    }

    private Answer schedule(Query query) {
        ScheduleFilter filter = ScheduleFilter.of(query.parameters());
        return query.json(() -> {
            List<Place> places = Listing.of(query, filter, calendar);
            Page<Place> page = query.parameters().page(places, Place::code);
            Places named = new Places(() -> query.board().of(query.games()));
            Map<String, Object> schedule = new LinkedHashMap<>();
            filter.date().ifPresent(day -> schedule.put("date", day.toString()));
            schedule.put("units", Fenced.shapes(query.board().fence(), page.items(), Place::code, place -> Units.shape(place.competition(), place.entry(), named, query.language())));
            schedule.put("next", page.next());
            return schedule;
        });
    }

    private Answer unit(Query query, String code) {
        query.requireWhole(aside -> aside.ofCode(code));
        Rsc rsc = Parameters.rsc(code);
        return query.json(() -> Optional.of(query.games())
                .filter(games -> !games.isEmpty())
                .flatMap(games -> query.board().get(new CompetitionId(games, rsc.competition())))
                .flatMap(competition -> Units.shape(competition, rsc.value(), new Places(() -> query.board().of(query.games())), query.language()))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_FOUND,
                        "No unit " + rsc + " is in the timetable of " + (query.games().isEmpty() ? "any Games" : query.games()) + "; a result that came before its unit is at /v1/units/" + rsc + "/result."))));
    }
}
