package org.palmares.http;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.palmares.board.Board;
import org.palmares.board.CompetitionView;
import org.palmares.board.GamesSettings;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Entry;
import org.palmares.http.Parameters.Page;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;
import org.palmares.odf.Rsc;
import org.palmares.odf.Unit;
import org.palmares.view.Language;
import org.palmares.view.Shapes.UnitShape;
import org.palmares.view.Views;

/** The timetable over all competitions, and single units of it. */
final class ScheduleQueries {

    private final Board board;
    private final GamesSettings settings;
    private final Answers answers;

    ScheduleQueries(Board board, GamesSettings settings, Answers answers) {
        this.board = board;
        this.settings = settings;
        this.answers = answers;
    }

    private record Place(CompetitionView competition, Entry<Unit> entry) {
        private Unit unit() {
            return entry.value();
        }
    }

    HttpResponse schedule(HttpRequest request) {
        Parameters parameters = new Parameters(request);
        String games = parameters.games(board, settings);
        Language language = parameters.language();
        Optional<LocalDate> date = parameters.date("date");
        Optional<String> status = parameters.status();
        return answers.json(request, language, () -> board.revision(games), () -> {
            List<Place> places = board.of(games).stream()
                    .filter(view -> parameters.text("discipline").map(view.id().discipline()::equals).orElse(true))
                    .flatMap(view -> view.state().units().entries().values().stream().map(entry -> new Place(view, entry)))
                    .filter(place -> status.map(place.unit().status().name()::equals).orElse(true))
                    .filter(place -> isWanted(place, parameters, date))
                    .sorted(Comparator.comparing(Place::unit, Views.TIMETABLE))
                    .toList();
            Page<Place> page = parameters.page(places, place -> place.unit().code().value());
            List<UnitShape> units =
                    page.items().stream().map(place -> Views.unit(place.competition(), place.entry(), language)).toList();
            Map<String, Object> schedule = new LinkedHashMap<>();
            date.ifPresent(day -> schedule.put("date", day.toString()));
            schedule.put("units", units);
            schedule.put("next", page.next());
            return schedule;
        });
    }

    private boolean isWanted(Place place, Parameters parameters, Optional<LocalDate> date) {
        Unit unit = place.unit();
        return date.map(day -> unit.start().map(settings::dayOf).map(day::equals).orElse(false)).orElse(true)
                && parameters.text("venue").map(unit.venue()::equals).orElse(true)
                && parameters.text("session").map(unit.session()::equals).orElse(true)
                && parameters.text("noc").map(noc -> competes(place, noc)).orElse(true);
    }

    private static boolean competes(Place place, String noc) {
        return Views.nocs(place.competition(), place.unit().code().value()).anyMatch(noc::equals);
    }

    HttpResponse unit(HttpRequest request, String code) {
        Parameters parameters = new Parameters(request);
        Rsc rsc = Parameters.rsc(code);
        String games = parameters.games(board, settings);
        Language language = parameters.language();
        return answers.json(request, language, () -> board.revision(games), () -> known(games)
                .flatMap(any -> board.get(new CompetitionId(games, rsc.competition())))
                .flatMap(competition -> Views.unit(competition, rsc.value(), language))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_FOUND,
                        "No unit " + rsc + " is in the timetable; a result that came before its unit is at /v1/units/" + rsc + "/result."))));
    }

    private static Optional<String> known(String games) {
        return games.isEmpty() ? Optional.empty() : Optional.of(games);
    }
}
