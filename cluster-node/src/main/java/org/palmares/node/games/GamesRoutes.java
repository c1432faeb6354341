package org.palmares.node.games;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.CompetitionId;
import org.palmares.node.board.Calendar;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.board.Dependencies;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.calendar.DaySpan;
import org.palmares.node.http.Answer;
import org.palmares.node.http.Fenced;
import org.palmares.node.http.Parameters.Page;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Query;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.schedule.Places;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.contract.Shapes.CompetitionDetail;
import org.palmares.protocol.contract.Shapes.CompetitionShape;
import org.palmares.protocol.contract.Shapes.DisciplineShape;
import org.palmares.protocol.contract.Shapes.GamesShape;
import org.palmares.protocol.contract.Shapes.UnitShape;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Names;

/** {@code GET games, disciplines, competitions, competitions/{code}}. */
public final class GamesRoutes extends AllDirectives {

    private static final long QUARTER = Duration.ofMinutes(15).toSeconds();

    private final Queries queries;
    private final GamesSettings settings;
    private final Calendar calendar;
    private final InstantSource clock;

    public GamesRoutes(Queries queries, GamesSettings settings, Calendar calendar, InstantSource clock) {
        this.queries = queries;
        this.settings = settings;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The routes, below {@code /v1}. */
    public Route routes() {
        return concat(
                path(Paths.GAMES, () -> queries.json(this::games)),
                path(Paths.DISCIPLINES, () -> queries.json(GamesRoutes::disciplines)),
                path(Paths.COMPETITIONS, () -> queries.json(this::competitions)),
                path(segment(Paths.COMPETITIONS).slash(segment()), code -> queries.json(query -> competition(query, code))));
    }

    private Answer games(Query query) {
        return query.json(() -> {
            // Days begin at full quarters of an hour in every zone.
            Instant now = Dependencies.outside(() -> Instant.ofEpochSecond(clock.instant().getEpochSecond() / QUARTER * QUARTER));
            String meant = query.board().defaultGames(settings.defaultGames());
            return Map.of("games", Fenced.shapes(query.board().fence(), query.board().games(), code -> code, code -> games(code, code.equals(meant), now)));
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

    private static Answer disciplines(Query query) {
        return query.json(() -> {
            Map<String, List<CompetitionView>> byDiscipline = query.board().of(query.games()).stream()
                    .collect(Collectors.groupingBy(view -> view.id().discipline(), TreeMap::new, Collectors.toList()));
            List<DisciplineShape> disciplines = Fenced.shapes(
                    query.board().fence(), List.copyOf(byDiscipline.entrySet()), Map.Entry::getKey, entry -> discipline(entry.getKey(), entry.getValue(), query.language()));
            return Replies.list("disciplines", query.parameters().page(disciplines, DisciplineShape::code));
        });
    }

    private static DisciplineShape discipline(String code, List<CompetitionView> views, Language language) {
        int competitions = (int) views.stream().filter(view -> view.id().isEvent()).count();
        int units = views.stream().mapToInt(view -> view.timetable().size()).sum();
        return new DisciplineShape(code, Names.discipline(code, language), competitions, units);
    }

    /** Those that are set aside may be missing, or half known; so they are named, whatever is asked for: whether they fit cannot be told. */
    private Answer competitions(Query query) {
        CompetitionFilter filter = CompetitionFilter.of(query.parameters());
        return query.json(() -> {
            String games = query.games();
            List<String> aside = query.setAside(all -> all.codes(games));
            Entered entered = new Entered(query.board()::get);
            List<CompetitionView> views = Fenced.filter(
                            query.board().fence(), query.board().of(query.games()).stream().filter(view -> view.id().isEvent()),
                            view -> view.id().value(),
                            view -> filter.fits(view, () -> calendar.days(games), entered))
                    .toList();
            List<CompetitionShape> competitions =
                    Fenced.shapes(query.board().fence(), views, view -> view.id().value(), view -> CompetitionShapes.shape(view, query.language())).stream()
                            .filter(filter::fits)
                            .toList();
            Map<String, Object> list = Replies.list("competitions", query.parameters().page(competitions, CompetitionShape::code));
            if (!aside.isEmpty()) {
                list.put("setAside", aside);
            }
            return list;
        });
    }

    private static Answer competition(Query query, String code) {
        query.requireWhole(aside -> aside.ofCode(code));
        CompetitionId id = new CompetitionId(query.knownGames(), Parameters.competitionCode(code));
        return query.json(() -> query.board().get(id)
                .map(view -> page(CompetitionShapes.detail(view, new Places(() -> query.board().of(query.games())), query.language()), query.parameters()))
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "Nothing is known of a competition " + id.code() + '.'))));
    }

    private static CompetitionDetail page(CompetitionDetail whole, Parameters parameters) {
        Page<UnitShape> units = parameters.page(whole.units(), UnitShape::code);
        return whole.with(units.items(), units.next());
    }
}
