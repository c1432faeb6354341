package org.palmares.http;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.palmares.board.Board;
import org.palmares.board.CompetitionView;
import org.palmares.board.GamesSettings;
import org.palmares.competition.CompetitionId;
import org.palmares.http.Parameters.Page;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;
import org.palmares.odf.Unit;
import org.palmares.view.Language;
import org.palmares.view.MedalStandings;
import org.palmares.view.Names;
import org.palmares.view.Shapes.CompetitionShape;
import org.palmares.view.Shapes.DisciplineShape;
import org.palmares.view.Shapes.GamesShape;
import org.palmares.view.Views;

/** Games, disciplines, competitions and the medal table. */
final class GamesQueries {

    private final Board board;
    private final GamesSettings settings;
    private final Answers answers;
    private final InstantSource clock;

    GamesQueries(Board board, GamesSettings settings, Answers answers, InstantSource clock) {
        this.board = board;
        this.settings = settings;
        this.answers = answers;
        this.clock = clock;
    }

    HttpResponse games(HttpRequest request) {
        Parameters parameters = new Parameters(request);
        String meant = board.games().isEmpty() ? "" : parameters.games(board, settings);
        LocalDate day = settings.dayOf(clock.instant().atOffset(ZoneOffset.UTC));
        long revisions = board.games().stream().mapToLong(board::revision).sum();
        return answers.json(request, parameters.language(), () -> revisions * 31 + day.toEpochDay(), () -> Map.of(
                "games", board.games().stream().map(code -> games(code, code.equals(meant))).toList()));
    }

    /** The Games' own day: the wall clock's while they last, else the day of what was sent last. */
    private GamesShape games(String code, boolean isDefault) {
        List<LocalDate> days = board.of(code).stream()
                .flatMap(CompetitionView::units)
                .flatMap(unit -> unit.start().stream())
                .map(settings::dayOf)
                .sorted()
                .toList();
        if (days.isEmpty()) {
            return new GamesShape(code, isDefault, null, null, null, settings.zone().getId());
        }
        LocalDate first = days.get(0);
        LocalDate last = days.get(days.size() - 1);
        LocalDate now = settings.dayOf(clock.instant().atOffset(ZoneOffset.UTC));
        LocalDate today = now.isBefore(first) || now.isAfter(last) ? latestMessage(code).orElse(first) : now;
        LocalDate shown = today.isBefore(first) ? first : today.isAfter(last) ? last : today;
        return new GamesShape(code, isDefault, first.toString(), last.toString(), shown.toString(), settings.zone().getId());
    }

    private Optional<LocalDate> latestMessage(String games) {
        return board.of(games).stream()
                .flatMap(view -> view.state().documents().values().stream())
                .map(versions -> versions.latest().stamp().sent())
                .max(java.util.Comparator.naturalOrder())
                .map(sent -> settings.dayOf(sent.atZone(settings.zone()).toOffsetDateTime()));
    }

    HttpResponse disciplines(HttpRequest request) {
        Parameters parameters = new Parameters(request);
        String games = parameters.games(board, settings);
        Language language = parameters.language();
        return answers.json(request, language, () -> board.revision(games), () -> {
            Map<String, List<CompetitionView>> byDiscipline =
                    board.of(games).stream().collect(Collectors.groupingBy(view -> view.id().discipline(), TreeMap::new, Collectors.toList()));
            List<DisciplineShape> disciplines = byDiscipline.entrySet().stream()
                    .map(entry -> discipline(entry.getKey(), entry.getValue(), language))
                    .toList();
            return list("disciplines", parameters.page(disciplines, DisciplineShape::code));
        });
    }

    private static DisciplineShape discipline(String code, List<CompetitionView> views, Language language) {
        int competitions = (int) views.stream().filter(GamesQueries::isEvent).count();
        int units = views.stream().mapToInt(view -> view.state().units().entries().size()).sum();
        return new DisciplineShape(code, Names.discipline(code, language), competitions, units);
    }

    /** An event has a gender in its RSC; what has none holds ceremonies, meetings and the discipline's own. */
    private static boolean isEvent(CompetitionView view) {
        return view.id().code().charAt(3) != '-';
    }

    HttpResponse competitions(HttpRequest request) {
        Parameters parameters = new Parameters(request);
        String games = parameters.games(board, settings);
        Language language = parameters.language();
        Optional<LocalDate> date = parameters.date("date");
        Optional<String> status = parameters.status();
        return answers.json(request, language, () -> board.revision(games), () -> {
            List<CompetitionShape> competitions = board.of(games).stream()
                    .filter(GamesQueries::isEvent)
                    .filter(view -> parameters.text("discipline").map(view.id().discipline()::equals).orElse(true))
                    .filter(view -> parameters.text("venue").map(venue -> view.units().anyMatch(unit -> unit.venue().equals(venue))).orElse(true))
                    .filter(view -> date.map(day -> view.units().anyMatch(unit -> isOn(unit, day))).orElse(true))
                    .filter(view -> parameters.text("noc").map(noc -> competes(view, noc)).orElse(true))
                    .map(view -> Views.competition(view, language))
                    .filter(shape -> status.map(wanted -> wanted.equals(shape.status())).orElse(true))
                    .filter(shape -> parameters.text("q").map(text -> contains(shape, text)).orElse(true))
                    .toList();
            return list("competitions", parameters.page(competitions, CompetitionShape::code));
        });
    }

    private boolean isOn(Unit unit, LocalDate day) {
        return unit.start().map(settings::dayOf).map(day::equals).orElse(false);
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
                .map(view -> Views.detail(view, language))
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "Nothing is known of a competition " + id.code() + '.'))));
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
