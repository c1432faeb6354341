package org.palmares.http;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.access.Keys;
import org.palmares.board.Board;
import org.palmares.board.Calendar;
import org.palmares.board.GamesSettings;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.feed.FeedMessage;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;
import org.palmares.ingest.Ingestion;
import org.palmares.ops.Metrics;
import org.palmares.ops.Watch;
import org.palmares.ops.drill.Drills;
import org.palmares.ops.drill.Serving;

/** All routes of a node; reads like a table of contents. */
public final class ApiRoutes extends AllDirectives {

    /**
     * What the routes work with.
     *
     * @param journal reads what the journals hold of a competition
     * @param sites all data centres with their public addresses, in the order of succession
     * @param history what each replica of a competition journalled, one by one
     * @param drills failover drills
     * @param serving which data centres are evacuated
     * @param watch what goes wrong
     */
    public record Parts(
            ActorSystem<?> system,
            Board board,
            GamesSettings games,
            Ingestion ingestion,
            Keys keys,
            ActorRef<FeedMessage> feed,
            Function<CompetitionId, CompletionStage<Competition>> journal,
            ReplicaId self,
            Map<ReplicaId, String> sites,
            Function<CompetitionId, CompletionStage<List<CompetitionEvent>>> history,
            Drills drills,
            Serving serving,
            Watch watch) {}

    private static final List<HttpHeader> FOR_EVERY_ORIGIN = List.of(
            RawHeader.create("Access-Control-Allow-Origin", "*"),
            RawHeader.create("Access-Control-Expose-Headers", "ETag, Content-Language, Retry-After, Palmares-Move"));

    /** Long enough for a node to be restarted. */
    private static final String MOVE_SECONDS = "20";

    private final Parts parts;

    /** The routes over {@code parts}. */
    public ApiRoutes(Parts parts) {
        this.parts = parts;
    }

    /** The routes, sealed: every error is answered as problem+json. */
    public Route routes() {
        Answers answers = new Answers();
        InstantSource clock = InstantSource.system();
        Fence fence = new Fence(Metrics.of(parts.system()));
        Calendar calendar = new Calendar(parts.board(), parts.games(), fence::leftOut);
        QueryRoutes queries = new QueryRoutes(
                new GamesQueries(parts.board(), parts.games(), answers, calendar, fence, clock),
                new ScheduleQueries(parts.board(), parts.games(), answers, calendar, fence),
                new ResultQueries(parts.board(), parts.games(), answers),
                new ParticipantQueries(parts.board(), parts.games(), answers),
                parts.serving());
        OpsRoutes ops = new OpsRoutes(parts);
        Route all = concat(
                options(() -> complete(preflight())),
                pathPrefix("v1", () -> concat(
                        new OdfRoutes(parts.ingestion(), parts.keys(), parts.serving(), parts.watch(), parts.board()::admission).routes(), // POST odf
                        new GamesRoutes(parts.board(), parts.games(), () -> parts.drills().records(), parts.keys()).routes(), // PUT games/{code}
                        queries.routes(), //                                        GET  games, competitions, schedule, units, medals, participants, odf
                        new LiveRoutes(parts.board(), parts.games(), parts.feed(), parts.serving()).routes(), // GET live
                        ops.routes(), //                                            GET  sites, ops
                        pathPrefix("ops", () -> new DrillRoutes(parts.drills(), parts.keys()).routes()), // GET, POST ops/drills
                        pathPrefix("ops", () -> new IncidentRoutes(parts.watch().incidents()).routes())) // GET  ops/incidents
                        .seal(Problems.rejections(), Problems.exceptions())), // what is wrong here is not looked for among the pages
                pathPrefix("problems", () -> path(
                        org.apache.pekko.http.javadsl.server.PathMatchers.segment(), slug -> complete(meaning(slug)))),
                new PageRoutes().routes());
        return mapResponse(this::withMove, () ->
                respondWithHeaders(FOR_EVERY_ORIGIN, () -> all.seal(Problems.rejections(), Problems.exceptions())));
    }

    /** Whoever asks a data centre that is being emptied is answered, and told where to ask from now on. */
    private HttpResponse withMove(HttpResponse response) {
        return parts.serving().isSelfEvacuated()
                ? response.addHeader(RawHeader.create("Palmares-Move", String.join(", ", parts.serving().elsewhere())))
                        .addHeader(RawHeader.create("Retry-After", MOVE_SECONDS))
                : response;
    }

    private static HttpResponse preflight() {
        return HttpResponse.create()
                .withStatus(StatusCodes.NO_CONTENT)
                .addHeader(RawHeader.create("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, OPTIONS"))
                .addHeader(RawHeader.create("Access-Control-Allow-Headers", "Content-Type, Content-Encoding, X-API-KEY, Authorization, If-Match, If-None-Match, Last-Event-ID, Idempotency-Key"))
                .addHeader(RawHeader.create("Access-Control-Max-Age", "600"));
    }

    /** Every problem type's address says what it means. */
    private static HttpResponse meaning(String slug) {
        for (ProblemType type : ProblemType.values()) {
            if (type.type().endsWith('/' + slug)) {
                return HttpResponse.create().withEntity(type.status() + ": " + type.title() + ".\n");
            }
        }
        throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No problem is called \"" + slug + "\"; take the type of the answer."));
    }
}
