package org.palmares.node.schedule;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.node.board.Calendar;
import org.palmares.node.http.Answer;
import org.palmares.node.http.Fenced;
import org.palmares.node.http.Parameters.Page;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Query;
import org.palmares.node.schedule.clash.Clash;
import org.palmares.node.schedule.clash.PlannedSession;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.protocol.contract.Paths;

/** {@code GET schedule/clashes}: what does not go together in the timetable. */
public final class ClashRoutes extends AllDirectives {

    /** The worst first, then by time. */
    private static final Comparator<Clash> IN_ORDER = Comparator.comparing(Clash::severity, Comparator.reverseOrder())
            .thenComparing(ClashRoutes::start, OffsetDateTime.timeLineOrder())
            .thenComparing(Clash::id);

    private final Queries queries;
    private final Calendar calendar;
    private final GamesClashes clashes;

    public ClashRoutes(Queries queries, Calendar calendar, GamesClashes clashes) {
        this.queries = queries;
        this.calendar = calendar;
        this.clashes = clashes;
    }

    /** The route, below {@code /v1}. */
    public Route routes() {
        return path(segment(Paths.SCHEDULE).slash(Paths.CLASHES), () -> queries.json(this::clashes));
    }

    private Answer clashes(Query query) {
        ClashFilter filter = ClashFilter.of(query.parameters());
        return query.json(() -> {
            List<Clash> found = clashes.of(query.games()).all().stream()
                    .filter(clash -> filter.fits(clash, calendar.days(query.games())))
                    .sorted(IN_ORDER)
                    .toList();
            Page<Clash> page = query.parameters().page(found, Clash::id);
            ClashText text = new ClashText(query.board().of(query.games()), query.language());
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("clashes", Fenced.shapes(query.board().fence(), page.items(), Clash::id, text::shape));
            list.put("next", page.next());
            return list;
        });
    }

    private static OffsetDateTime start(Clash clash) {
        return Stream.concat(clash.units().stream().map(PlannedUnit::start), clash.sessions().stream().map(PlannedSession::start))
                .findFirst()
                .flatMap(start -> start)
                .orElse(OffsetDateTime.MAX);
    }
}
