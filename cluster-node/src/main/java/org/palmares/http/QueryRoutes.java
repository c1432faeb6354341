package org.palmares.http;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;
import org.palmares.journal.SetAside;
import org.palmares.ops.drill.Serving;

/** Which query answers at which address. */
final class QueryRoutes extends AllDirectives {

    private final GamesQueries games;
    private final ScheduleQueries schedule;
    private final ResultQueries results;
    private final ParticipantQueries participants;
    private final Serving serving;
    private final Reads reads;

    QueryRoutes(
            GamesQueries games, ScheduleQueries schedule, ResultQueries results, ParticipantQueries participants, Serving serving, Reads reads) {
        this.serving = serving;
        this.reads = reads;
        this.games = games;
        this.schedule = schedule;
        this.results = results;
        this.participants = participants;
    }

    Route routes() {
        return concat(
                path("games", () -> query(games::games)),
                path("disciplines", () -> query(games::disciplines)),
                path("competitions", () -> query(request -> games.competitions(request, serving.setAside()))),
                path(segment("competitions").slash(segment()), code -> query(whole(serving.setAside().ofCode(code), request -> games.competition(request, code)))),
                path("medals", () -> query(games::medals)),
                path("schedule", () -> query(schedule::schedule)),
                path(segment("units").slash(segment()), rsc -> query(whole(serving.setAside().ofCode(rsc), request -> schedule.unit(request, rsc)))),
                path(segment("units").slash(segment()).slash("result"), rsc -> query(whole(serving.setAside().ofCode(rsc), request -> results.result(request, rsc)))),
                path("participants", () -> query(participants::participants)),
                path(segment("participants").slash(segment()), code -> query(request -> participants.participant(request, code))),
                path(segment("odf").slash(segment()).slash(segment()), (type, code) ->
                        asItCame(whole(serving.setAside().ofDocument(type, code), request -> results.document(request, type, code)))));
    }

    /** What is not in memory has to be brought first, on nobody's thread. */
    private CompletionStage<HttpResponse> brought(HttpRequest request, Function<HttpRequest, HttpResponse> answer) {
        return reads.make(() -> {
            try {
                return CompletableFuture.completedFuture(answer.apply(request));
            } catch (ResultQueries.Elsewhere elsewhere) {
                return elsewhere.answer();
            }
        }).thenCompose(made -> made);
    }

    /** A query about one document, unit or competition, which is not answered from half of its journals. */
    private static Function<HttpRequest, HttpResponse> whole(
            Optional<SetAside.Unreadable> setAside, Function<HttpRequest, HttpResponse> answer) {
        return request -> {
            setAside.ifPresent(unreadable -> {
                throw unreadable(unreadable);
            });
            return answer.apply(request);
        };
    }

    static ProblemException unreadable(SetAside.Unreadable unreadable) {
        return new ProblemException(Problem.of(
                        ProblemType.JOURNAL_UNREADABLE, "This node knows only a part of it (" + unreadable.getMessage() + "). Ask another data centre, or here again later.")
                .header("Retry-After", "30"));
    }

    private Route query(Function<HttpRequest, HttpResponse> answer) {
        return get(() -> extractRequest(request -> {
            Accepted.require(request, "application/json");
            return made(request, answer);
        }));
    }

    /** A message is given back as it came, whatever is accepted: there is nothing to choose from (RFC 9110, 12.1). */
    private Route asItCame(Function<HttpRequest, HttpResponse> answer) {
        return get(() -> extractRequest(request -> made(request, answer)));
    }

    /** What is kept is given at once; what has to be made is made elsewhere, where it is in nobody's way. */
    private Route made(HttpRequest asked, Function<HttpRequest, HttpResponse> answer) {
        requireReady(serving);
        HttpRequest request = Parameters.parsed(asked);
        try {
            return complete(answer.apply(Answers.onlyKept(request)));
        } catch (Answers.NotKept made) {
            return completeWithFuture(brought(request, answer));
        }
    }

    /** What the board does not hold yet must not be called unknown, and nobody should wait for a node that still starts. */
    static void requireReady(Serving serving) {
        if (!serving.isReady()) {
            throw new ProblemException(Problem.of(
                            ProblemType.NOT_READY, "The node has just started and does not know everything yet; nothing was recorded. Turn to another data centre, or here again in a second.")
                    .header("Retry-After", "1")
                    .header("Palmares-Move", String.join(", ", serving.elsewhere())));
        }
    }
}
