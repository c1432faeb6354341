package org.palmares.node.ops.drill;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.node.access.Access;
import org.palmares.node.http.Bodies;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Problems;
import org.palmares.node.http.Refusals;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.contract.drill.Drill;
import org.palmares.protocol.contract.drill.DrillProgress;
import org.palmares.protocol.contract.drill.DrillRequest;

/** {@code /v1/ops/drills}: asked for, listed, read, told about by the agent, and cancelled. */
public final class DrillRoutes extends AllDirectives {

    private static final int BODY_BYTES = 4 * 1024 * 1024;

    private final Drills drills;
    private final Bodies bodies;

    /** Whoever comes here has the role of operations. */
    public DrillRoutes(Drills drills, Bodies bodies) {
        this.drills = drills;
        this.bodies = bodies;
    }

    /** The routes, below {@code /v1/ops}. */
    public Route routes() {
        return pathPrefix(Paths.DRILLS, () -> concat(
                pathEnd(() -> concat(
                        post(() -> body(DrillRequest.class, (request, asked) -> drills.request(asked.askedBy(Access.who(request).nameWith(asked.by()))).thenApply(result -> answer(request, result)))),
                        get(() -> extractRequest(request -> complete(list(request)))))),
                path(segment(), id -> get(() -> complete(Replies.json(drill(id))))),
                path(segment().slash(Paths.CANCEL), id -> post(() -> body(Who.class, (request, who) -> cancel(id, Access.who(request).nameWith(who.by()))))),
                path(segment().slash(Paths.PROGRESS), id -> post(() -> body(DrillProgress.class, (request, told) -> progress(id, told))))));
    }

    private record Who(String by) {}

    private <T> Route body(Class<T> form, BiFunction<HttpRequest, T, CompletionStage<HttpResponse>> work) {
        return extractRequest(request -> completeWithFuture(
                bodies.read(request, BODY_BYTES).thenCompose(body -> work.apply(request, Replies.read(body, form)))));
    }

    private HttpResponse list(HttpRequest request) {
        Parameters parameters = new Parameters(request);
        Parameters.Page<Drill> page = parameters.page(drills.records().all(), Drill::id);
        return Replies.json(Replies.list("drills", page));
    }

    private Drill drill(String id) {
        return drills.records().of(id).orElseThrow(() -> new ProblemException(
                Problem.of(ProblemType.NOT_FOUND, "No drill is called \"" + id + "\"; GET /v1/ops/drills lists them.")));
    }

    private static HttpResponse answer(HttpRequest request, Drills.Result result) {
        return result.fold(new Drills.Cases<>() {
            @Override
            public HttpResponse planned(Drills.Planned planned) {
                return Replies.json(planned);
            }

            @Override
            public HttpResponse started(Drills.Started started) {
                return Replies.json(StatusCodes.CREATED.intValue(), started.drill())
                        .addHeader(RawHeader.create("Location", Paths.of(Paths.OPS, Paths.DRILLS, started.drill().id())));
            }

            @Override
            public HttpResponse refused(Drills.Refused refused) {
                Problem problem = Problem.of(type(refused.why()), refused.detail());
                for (Map.Entry<String, Object> member : refused.members().entrySet()) {
                    problem = problem.with(member.getKey(), member.getValue());
                }
                return Problems.response(request, problem);
            }
        });
    }

    private static ProblemType type(Drills.Why why) {
        return switch (why) {
            case INVALID -> ProblemType.INVALID_DRILL;
            case DESTRUCTIVE_OFF -> ProblemType.DRILLS_OFF;
            case ANOTHER_RUNS -> ProblemType.DRILL_RUNNING;
            case REDUNDANCY_LOST -> ProblemType.REDUNDANCY_LOST;
            case MEDALS_AHEAD -> ProblemType.MEDALS_AHEAD;
            case CHANGED_MEANWHILE -> ProblemType.CHANGED_MEANWHILE;
            case RECORDS_FULL -> ProblemType.STORE_FULL;
        };
    }

    private CompletionStage<HttpResponse> cancel(String id, String who) {
        return drills.cancel(drill(id), who).thenApply(cancelled -> {
            Refusals.requireKept(cancelled.recording(), "The drill " + id + " does not run any more, or changed in this moment; look at it again.");
            return Replies.json(cancelled.drill());
        });
    }

    private CompletionStage<HttpResponse> progress(String id, DrillProgress told) {
        Drill known = drill(id);
        if (known.version() != told.version()) {
            throw new ProblemException(Problem.of(ProblemType.CHANGED_MEANWHILE, "The drill " + id + " is at version " + known.version()
                    + ", not " + told.version() + ". Look at it, and tell again with that version.").with("version", known.version()));
        }
        Drill next = told.applied(known);
        return drills.records().record(next).thenApply(done -> {
            Refusals.requireKept(done, "Somebody else told of the drill " + id + " in this moment; look at it again.");
            return Replies.json(next);
        });
    }
}
