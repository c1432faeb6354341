package org.palmares.node.ingest;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Request;
import org.palmares.node.access.Access;
import org.palmares.node.board.Board;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.http.Asked;
import org.palmares.node.http.Bodies;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Problems;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Refusals;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.sites.Serving;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;

/** {@code POST /v1/ops/documents/{type}/{code}/void}: takes versions of a document out of force. */
public final class VoidRoutes extends AllDirectives {

    private static final int BODY_BYTES = 16 * 1024;
    private static final int REASON_CHARACTERS = 500;

    private final Board board;
    private final GamesSettings settings;
    private final Voiding voiding;
    private final Bodies bodies;
    private final Serving serving;

    /** Whoever comes here has the role of operations. */
    public VoidRoutes(Board board, GamesSettings settings, Voiding voiding, Bodies bodies, Serving serving) {
        this.board = board;
        this.settings = settings;
        this.voiding = voiding;
        this.bodies = bodies;
        this.serving = serving;
    }

    /**
     * The body.
     *
     * @param version the first version that is out of force; what was before it goes on
     * @param restart instead: all known versions go on, and what follows may have any Version
     * @param reason why; kept in the journal
     * @param by a remark on who wants it; the name is that of the key
     */
    private record Body(Long version, boolean restart, String subcode, String subtype, String language, String source, String reason, String by) {}

    /** The route, below {@code /v1/ops}. */
    public Route routes() {
        return path(segment(Paths.DOCUMENTS).slash(segment()).slash(segment()).slash(Paths.VOID), (type, code) -> post(() -> extractRequest(request -> {
            // A document that has not been read yet must not be called unknown.
            Queries.requireReady(serving);
            return completeWithFuture(bodies.read(request, BODY_BYTES)
                    .thenCompose(body -> carryOut(request, type, code, checked(Replies.read(body, Body.class)))));
        })));
    }

    private static Body checked(Body body) {
        if ((body.version() == null) == !body.restart()) {
            throw invalid("Name either the first version that is to be out of force (\"version\"), or \"restart\": true for a counter that started again.");
        }
        if (body.reason() == null || body.reason().isBlank() || body.reason().length() > REASON_CHARACTERS) {
            throw invalid("A \"reason\" of up to " + REASON_CHARACTERS + " characters is needed; it is kept in the journal.");
        }
        return body;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.of(ProblemType.BAD_REQUEST, detail));
    }

    private CompletionStage<HttpResponse> carryOut(HttpRequest request, String type, String code, Body body) {
        String games = new Parameters(request).games(board, settings);
        DocumentKey key = new DocumentKey(
                type, code, text(body.subcode()), text(body.subtype()), text(body.language()), text(body.source()));
        OptionalLong version = body.version() == null ? OptionalLong.empty() : OptionalLong.of(body.version());
        Request by = new Request(Access.who(request).nameWith(body.by()), Asked.of(request).correlation());
        return voiding.carryOut(new Voiding.Order(games, key, version, by, body.reason()))
                .exceptionally(failure -> {
                    throw OdfRoutes.unanswered(failure);
                })
                .thenApply(result -> answer(request, key, result));
    }

    private static String text(String value) {
        return Optional.ofNullable(value).orElse("");
    }

    private static HttpResponse answer(HttpRequest request, DocumentKey key, Voiding.Result result) {
        return result.fold(new Voiding.Cases<>() {
            @Override
            public HttpResponse done(Voiding.Done done) {
                Map<String, Object> body = new LinkedHashMap<>();
                body.put("documentType", key.type());
                body.put("documentCode", key.code());
                body.put("voidFrom", done.from());
                body.put("competitions", done.competitions().stream().map(id -> id.code()).toList());
                return Replies.json(body);
            }

            @Override
            public HttpResponse notKnown(Voiding.NotKnown notKnown) {
                return Problems.response(request, Problem.of(
                                ProblemType.NOT_FOUND,
                                "No such version of " + key.type() + ' ' + key.code() + " is kept here. Name subcode, subtype, language and, of an update,"
                                        + " source as its header has them, and one of versionsKept.")
                        .with("versionsKept", notKnown.versions()));
            }

            @Override
            public HttpResponse refused(Voiding.Refused refused) {
                return Problems.response(request, Refusals.problem(refused.competition(), refused.rejection()));
            }
        });
    }
}
