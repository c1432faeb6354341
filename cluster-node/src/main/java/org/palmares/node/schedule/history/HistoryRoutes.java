package org.palmares.node.schedule.history;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.node.access.Access;
import org.palmares.node.access.Keys;
import org.palmares.node.access.Principal.Role;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.http.Answer;
import org.palmares.node.http.Parameters.Page;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Query;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.schedule.history.Chronicles.Readers;
import org.palmares.node.schedule.history.Told.Line;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.odf.Rsc;

/** {@code GET units/{rsc}/history}: every change of a unit's timetable and result. */
public final class HistoryRoutes extends AllDirectives {

    private final Queries queries;
    private final Chronicles chronicles;
    private final Keys keys;

    /** @param keys who has the role of schedulers does not wait behind the public */
    public HistoryRoutes(Queries queries, Chronicles chronicles, Keys keys) {
        this.queries = queries;
        this.chronicles = chronicles;
        this.keys = keys;
    }

    /** The route, below {@code /v1}. */
    public Route routes() {
        return path(segment(Paths.UNITS).slash(segment()).slash(Paths.HISTORY), rsc -> queries.json(query -> history(query, rsc)));
    }

    private Answer history(Query query, String code) {
        query.requireWhole(aside -> aside.ofCode(code));
        Rsc rsc = Parameters.rsc(code);
        CompetitionId id = new CompetitionId(query.knownGames(), rsc.competition());
        Position known = query.board().get(id).map(CompetitionView::position).orElseThrow(() -> unknown(rsc, query.games()));
        Readers who = Access.has(query.request(), keys, Role.SCHEDULER) ? Readers.SCHEDULERS : Readers.PUBLIC;
        return query.brought(chronicles.of(id, known, who).thenApply(chronicle -> page(query, rsc, known, chronicle)));
    }

    private static Map<String, Object> page(Query query, Rsc rsc, Position known, Chronicle chronicle) {
        List<Line> lines = chronicle.of(rsc.value());
        long leftOut = chronicle.leftOut(rsc.value());
        if (lines.isEmpty() && leftOut == 0) {
            throw chronicle.position().covers(known) ? unknown(rsc, query.games()) : Chronicles.busy("2");
        }
        Page<Line> page = query.parameters().page(lines, Line::name);
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("unit", rsc.value());
        shape.put("history", page.items().stream().map(Line::change).toList());
        shape.put("next", page.next());
        if (leftOut > 0) {
            shape.put("leftOut", leftOut);
        }
        return shape;
    }

    private static ProblemException unknown(Rsc rsc, String games) {
        return new ProblemException(Problem.of(ProblemType.NOT_FOUND, "Nothing was ever said of a unit " + rsc + " of " + games + "; GET /v1/schedule lists those there are."));
    }
}
