package org.palmares.http;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.palmares.board.Board;
import org.palmares.board.Calendar;
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
import org.palmares.view.Views;

/** The timetable over all competitions, and single units of it. */
final class ScheduleQueries {

    private final Board board;
    private final GamesSettings settings;
    private final Answers answers;
    private final Calendar calendar;

    ScheduleQueries(Board board, GamesSettings settings, Answers answers, Calendar calendar) {
        this.board = board;
        this.settings = settings;
        this.answers = answers;
        this.calendar = calendar;
    }

    private record Place(CompetitionView competition, Entry<Unit> entry) {
        private Unit unit() {
            return entry.value();
        }

        private String code() {
            return unit().code().value();
        }
    }

    HttpResponse schedule(HttpRequest request) {
        Parameters parameters = new Parameters(request);
        String games = parameters.games(board, settings);
        Language language = parameters.language();
        Optional<String> discipline = parameters.text("discipline");
        Optional<LocalDate> date = parameters.date("date");
        Predicate<Place> wanted = wanted(parameters, games);
        return answers.json(request, language, () -> board.revision(games), () -> {
            Stream<Place> all = board.of(games).stream()
                    .filter(view -> discipline.map(view.id().discipline()::equals).orElse(true))
                    .flatMap(view -> view.state().timetable().values().stream().map(entry -> new Place(view, entry)));
            List<Place> places =
                    Fenced.filter(all, Place::code, wanted::test).sorted(Comparator.comparing(Place::unit, Views.TIMETABLE)).toList();
            Page<Place> page = parameters.page(places, Place::code);
            Map<String, Object> schedule = new LinkedHashMap<>();
            date.ifPresent(day -> schedule.put("date", day.toString()));
            schedule.put("units", Fenced.shapes(page.items(), Place::code, place -> Views.unit(place.competition(), place.entry(), language)));
            schedule.put("next", page.next());
            return schedule;
        });
    }

    private Predicate<Place> wanted(Parameters parameters, String games) {
        Optional<LocalDate> date = parameters.date("date");
        Optional<String> status = parameters.status();
        Optional<String> venue = parameters.text("venue");
        Optional<String> session = parameters.text("session");
        Optional<String> noc = parameters.text("noc");
        return place -> status.map(place.unit().status().name()::equals).orElse(true)
                && date.map(day -> calendar.days(games).of(place.code()).map(day::equals).orElse(false)).orElse(true)
                && venue.map(place.unit().venue()::equals).orElse(true)
                && session.map(place.unit().session()::equals).orElse(true)
                && noc.map(is -> competes(place, is)).orElse(true);
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
