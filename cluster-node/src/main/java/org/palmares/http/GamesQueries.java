package org.palmares.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.palmares.board.Board;
import org.palmares.board.Calendar;
import org.palmares.board.CompetitionView;
import org.palmares.board.GamesSettings;
import org.palmares.competition.CompetitionId;
import org.palmares.games.DaySpan;
import org.palmares.games.Days;
import org.palmares.http.Parameters.Page;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;
import org.palmares.journal.SetAside;
import org.palmares.view.Language;
import org.palmares.view.MedalStandings;
import org.palmares.view.Names;
import org.palmares.view.Shapes.CompetitionDetail;
import org.palmares.view.Shapes.CompetitionShape;
import org.palmares.view.Shapes.DisciplineShape;
import org.palmares.view.Shapes.GamesShape;
import org.palmares.view.Shapes.UnitShape;
import org.palmares.view.Views;

/** Games, disciplines, competitions and the medal table. */
final class GamesQueries {

    private final Board board;
    private final GamesSettings settings;
    private final Answers answers;
    private final Calendar calendar;
    private final InstantSource clock;

    GamesQueries(Board board, GamesSettings settings, Answers answers, Calendar calendar, InstantSource clock) {
        this.board = board;
        this.settings = settings;
        this.answers = answers;
        this.calendar = calendar;
        this.clock = clock;
    }

    HttpResponse games(HttpRequest request) {
        Parameters parameters = new Parameters(request);
        parameters.text("games").ifPresent(asked -> parameters.games(board, settings));
        Instant now = clock.instant();
        // Days begin at full quarters of an hour in every zone.
        long quarter = now.getEpochSecond() / Duration.ofMinutes(15).toSeconds();
        return answers.json(request, parameters.language(), () -> board.revision() * 31 + quarter, () -> {
            String meant = board.defaultGames(settings.defaultGames());
            return Map.of("games", Fenced.shapes(board.games(), code -> code, code -> games(code, code.equals(meant), now)));
        });
    }

    private GamesShape games(String code, boolean isDefault, Instant now) {
        Optional<DaySpan> span = calendar.span(code);
        String zone = calendar.clock(code).name(now);
        return new GamesShape(
                code,
                isDefault,
                span.map(days -> days.first().toString()).orElse(null),
                span.map(days -> days.last().toString()).orElse(null),
                calendar.today(code, now).map(LocalDate::toString).orElse(null),
                zone);
    }

    HttpResponse disciplines(HttpRequest request) {
        Parameters parameters = new Parameters(request);
        String games = parameters.games(board, settings);
        Language language = parameters.language();
        return answers.json(request, language, () -> board.revision(games), () -> {
            Map<String, List<CompetitionView>> byDiscipline =
                    board.of(games).stream().collect(Collectors.groupingBy(view -> view.id().discipline(), TreeMap::new, Collectors.toList()));
            List<DisciplineShape> disciplines = Fenced.shapes(
                    List.copyOf(byDiscipline.entrySet()), Map.Entry::getKey, entry -> discipline(entry.getKey(), entry.getValue(), language));
            return list("disciplines", parameters.page(disciplines, DisciplineShape::code));
        });
    }

    private static DisciplineShape discipline(String code, List<CompetitionView> views, Language language) {
        int competitions = (int) views.stream().filter(GamesQueries::isEvent).count();
        int units = views.stream().mapToInt(view -> view.state().timetable().size()).sum();
        return new DisciplineShape(code, Names.discipline(code, language), competitions, units);
    }

    /** An event has a gender in its RSC; what has none holds ceremonies, meetings and the discipline's own. */
    private static boolean isEvent(CompetitionView view) {
        return view.id().code().charAt(3) != '-';
    }

    /** Those that are set aside may be missing, or half known; so they are named, whatever is asked for: whether they fit cannot be told. */
    HttpResponse competitions(HttpRequest request, SetAside setAside) {
        Parameters parameters = new Parameters(request);
        String games = parameters.games(board, settings);
        Language language = parameters.language();
        Predicate<CompetitionView> wanted = wanted(parameters, games);
        Optional<String> status = parameters.status();
        Optional<String> text = parameters.text("q");
        List<String> aside = setAside.codes(games);
        return answers.json(request, language, () -> board.revision(games) * 31 + aside.hashCode(), () -> {
            List<CompetitionView> views = Fenced.filter(
                            board.of(games).stream().filter(GamesQueries::isEvent), view -> view.id().value(), wanted::test)
                    .toList();
            List<CompetitionShape> competitions =
                    Fenced.shapes(views, view -> view.id().value(), view -> Views.competition(view, language)).stream()
                            .filter(shape -> status.map(is -> is.equals(shape.status())).orElse(true))
                            .filter(shape -> text.map(is -> contains(shape, is)).orElse(true))
                            .toList();
            Map<String, Object> list = list("competitions", parameters.page(competitions, CompetitionShape::code));
            if (!aside.isEmpty()) {
                list.put("setAside", aside);
            }
            return list;
        });
    }

    private Predicate<CompetitionView> wanted(Parameters parameters, String games) {
        Optional<String> discipline = parameters.text("discipline");
        Optional<String> venue = parameters.text("venue");
        Optional<LocalDate> date = parameters.date("date");
        Optional<String> noc = parameters.text("noc");
        return view -> discipline.map(view.id().discipline()::equals).orElse(true)
                && venue.map(is -> view.units().anyMatch(unit -> unit.venue().equals(is))).orElse(true)
                && date.map(day -> isOn(view, calendar.days(games), day)).orElse(true)
                && noc.map(is -> competes(view, is)).orElse(true);
    }

    private static boolean isOn(CompetitionView view, Days days, LocalDate day) {
        return view.units().anyMatch(unit -> days.of(unit.code().value()).map(day::equals).orElse(false));
    }

    /** Entered persons and teams say who competes before there is a result. */
    private boolean competes(CompetitionView view, String noc) {
        String event = view.id().code();
        Optional<CompetitionView> discipline = board.get(view.id().disciplineCompetition());
        boolean entered = discipline.stream().anyMatch(own -> own.state().participants().entries().values().stream()
                        .anyMatch(person -> person.value().organisation().equals(noc) && person.value().events().stream().anyMatch(is -> is.startsWith(event)))
                || own.state().teams().entries().values().stream()
                        .anyMatch(team -> team.value().organisation().equals(noc) && team.value().events().stream().anyMatch(is -> is.startsWith(event))));
        return entered || view.medals().stream().flatMap(medal -> medal.competitors().stream()).anyMatch(winner -> winner.organisation().equals(noc));
    }

    private static boolean contains(CompetitionShape shape, String text) {
        String sought = text.toLowerCase(Locale.ROOT);
        return shape.name().toLowerCase(Locale.ROOT).contains(sought) || shape.code().toLowerCase(Locale.ROOT).contains(sought);
    }

    HttpResponse competition(HttpRequest request, String code) {
        Parameters parameters = new Parameters(request);
        CompetitionId id = new CompetitionId(games(parameters), Parameters.competitionCode(code));
        Language language = parameters.language();
        return answers.json(request, language, () -> board.revision(id.games()), () -> board.get(id)
                .map(view -> page(Views.detail(view, language), parameters))
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "Nothing is known of a competition " + id.code() + '.'))));
    }

    private static CompetitionDetail page(CompetitionDetail whole, Parameters parameters) {
        Page<UnitShape> units = parameters.page(whole.units(), UnitShape::code);
        return whole.with(units.items(), units.next());
    }

    private String games(Parameters parameters) {
        String games = parameters.games(board, settings);
        if (games.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No Games are known yet."));
        }
        return games;
    }

    HttpResponse medals(HttpRequest request) {
        Parameters parameters = new Parameters(request);
        String games = parameters.games(board, settings);
        Language language = parameters.language();
        String discipline = parameters.text("discipline").orElse(null);
        return answers.json(request, language, () -> board.revision(games), () -> MedalStandings.of(
                board.of(games).stream().filter(view -> discipline == null || view.id().discipline().equals(discipline)).toList(),
                discipline,
                language));
    }

    static <T> Map<String, Object> list(String name, Page<T> page) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put(name, page.items());
        list.put("next", page.next());
        return list;
    }

}
