package org.palmares.node.schedule;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Entry;
import org.palmares.node.board.Calendar;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.http.Fenced;
import org.palmares.node.http.Parameters.Page;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Query;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.Unit;

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

    private record Place(CompetitionView competition, Entry<Unit> entry) {
        private Unit unit() {
            return entry.value();
        }

        private String code() {
            return unit().code().value();
        }
    }

    private HttpResponse schedule(Query query) {
        ScheduleFilter filter = ScheduleFilter.of(query.parameters());
        return query.json(() -> {
            Stream<Place> all = query.board().of(query.games()).stream()
                    .filter(filter::fits)
                    .flatMap(view -> view.state().timetable().values().stream().map(entry -> new Place(view, entry)));
            List<Place> places = Fenced.filter(query.board().fence(), all, Place::code, place -> filter.fits(place.competition(), place.unit(), calendar.days(query.games())))
                    .sorted(Comparator.comparing(Place::unit, Units.TIMETABLE))
                    .toList();
            Page<Place> page = query.parameters().page(places, Place::code);
            Map<String, Object> schedule = new LinkedHashMap<>();
            filter.date().ifPresent(day -> schedule.put("date", day.toString()));
            schedule.put("units", Fenced.shapes(query.board().fence(), page.items(), Place::code, place -> Units.shape(place.competition(), place.entry(), query.language())));
            schedule.put("next", page.next());
            return schedule;
        });
    }

    private HttpResponse unit(Query query, String code) {
        query.requireWhole(query.setAside().ofCode(code));
        Rsc rsc = Parameters.rsc(code);
        return query.json(() -> Optional.of(query.games())
                .filter(games -> !games.isEmpty())
                .flatMap(games -> query.board().get(new CompetitionId(games, rsc.competition())))
                .flatMap(competition -> Units.shape(competition, rsc.value(), query.language()))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_FOUND,
                        "No unit " + rsc + " is in the timetable; a result that came before its unit is at /v1/units/" + rsc + "/result."))));
    }
}
