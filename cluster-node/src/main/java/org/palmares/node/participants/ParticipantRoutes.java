package org.palmares.node.participants;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.List;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.node.http.Answer;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Query;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.contract.Shapes.ParticipantShape;

/** {@code GET participants, participants/{code}}: the persons of a Games. */
public final class ParticipantRoutes extends AllDirectives {

    private final Queries queries;

    public ParticipantRoutes(Queries queries) {
        this.queries = queries;
    }

    /** The routes, below {@code /v1}. */
    public Route routes() {
        return concat(
                path(Paths.PARTICIPANTS, () -> queries.json(ParticipantRoutes::participants)),
                path(segment(Paths.PARTICIPANTS).slash(segment()), code -> queries.json(query -> participant(query, code))));
    }

    private static Answer participants(Query query) {
        ParticipantFilter filter = ParticipantFilter.of(query.parameters());
        return query.json(() -> {
            List<ParticipantShape> persons =
                    Participants.of(query.board().of(query.games()), query.language()).stream().filter(filter::fits).toList();
            return Replies.list("participants", query.parameters().page(persons, ParticipantShape::code));
        });
    }

    private static Answer participant(Query query, String code) {
        return query.json(() -> Participants.detail(query.board().of(query.games()), code, query.language())
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_FOUND, "No participant " + code + " is entered; GET /v1/participants?q= finds codes by name."))));
    }
}
