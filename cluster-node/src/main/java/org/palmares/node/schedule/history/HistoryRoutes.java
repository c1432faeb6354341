package org.palmares.node.schedule.history;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.http.Parameters.Page;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Query;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.schedule.history.Chronicle.Line;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.odf.Rsc;

/** {@code GET units/{rsc}/history}: every change of a unit's timetable and result. */
public final class HistoryRoutes extends AllDirectives {

    private final Queries queries;
    private final Chronicles chronicles;

    public HistoryRoutes(Queries queries, Chronicles chronicles) {
        this.queries = queries;
        this.chronicles = chronicles;
    }

    /** The route, below {@code /v1}. */
    public Route routes() {
        return path(segment(Paths.UNITS).slash(segment()).slash(Paths.HISTORY), rsc -> queries.json(query -> history(query, rsc)));
    }

    private HttpResponse history(Query query, String code) {
        query.requireWhole(query.setAside().ofCode(code));
        Rsc rsc = Parameters.rsc(code);
        CompetitionId id = new CompetitionId(query.knownGames(), rsc.competition());
        Position known = query.board().get(id).map(CompetitionView::state).orElseThrow(() -> unknown(rsc)).position();
        return query.brought(chronicles.of(id, known).thenApply(chronicle -> page(query.parameters(), rsc, chronicle.of(rsc.value()))));
    }

    private static Map<String, Object> page(Parameters parameters, Rsc rsc, List<Line> lines) {
        if (lines.isEmpty()) {
            throw unknown(rsc);
        }
        Page<Line> page = parameters.page(lines, Line::name);
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("unit", rsc.value());
        shape.put("history", page.items().stream().map(Line::change).toList());
        shape.put("next", page.next());
        return shape;
    }

    private static ProblemException unknown(Rsc rsc) {
        return new ProblemException(Problem.of(ProblemType.NOT_FOUND, "Nothing was ever said of a unit " + rsc + "; GET /v1/schedule lists those there are."));
    }
}
