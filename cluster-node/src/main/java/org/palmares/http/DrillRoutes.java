package org.palmares.http;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;
import org.palmares.ops.drill.Drill;
import org.palmares.ops.drill.DrillProgress;
import org.palmares.ops.drill.DrillRequest;
import org.palmares.ops.drill.Drills;
import org.palmares.ops.drill.OpsRecords;

/** {@code /v1/ops/drills}: asked for, listed, read, told about by the agent, and cancelled. */
final class DrillRoutes extends AllDirectives {

    private static final int BODY_BYTES = 4 * 1024 * 1024;

    private final Drills drills;
    private final Bodies bodies;

    /** Whoever comes here has the role of operations. */
    DrillRoutes(Drills drills, Bodies bodies) {
        this.drills = drills;
        this.bodies = bodies;
    }

    Route routes() {
        return pathPrefix("drills", () -> concat(
                pathEnd(() -> concat(
                        post(() -> body(DrillRequest.class, (request, asked) -> drills.request(asked.by(Access.who(request))).thenApply(result -> answer(request, result)))),
                        get(() -> extractRequest(request -> complete(list(request)))))),
                path(segment(), id -> get(() -> complete(json(StatusCodes.OK.intValue(), drill(id))))),
                path(segment().slash("cancel"), id -> post(() -> body(Who.class, (request, who) -> cancel(id, Access.who(request).nameWith(who.by()))))),
                path(segment().slash("progress"), id -> post(() -> body(DrillProgress.class, (request, told) -> progress(id, told))))));
    }

    private record Who(String by) {}

    private <T> Route body(Class<T> form, BiFunction<HttpRequest, T, CompletionStage<HttpResponse>> work) {
        return extractRequest(request -> completeWithFuture(
                bodies.read(request, BODY_BYTES).thenCompose(body -> work.apply(request, parsed(body.toArray(), form)))));
    }

    private static <T> T parsed(byte[] json, Class<T> form) {
        try {
            return OpsRecords.read(json, form);
        } catch (IOException malformed) {
            throw new ProblemException(Problem.of(
                    ProblemType.BAD_REQUEST, "The body is not the JSON that is asked for here: " + malformed.getMessage().lines().findFirst().orElse("")));
        }
    }

    private static HttpResponse json(int status, Object value) {
        return HttpResponse.create().withStatus(status).withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, OpsRecords.json(value)));
    }

    private HttpResponse list(HttpRequest request) {
        Parameters parameters = new Parameters(request);
        Parameters.Page<Drill> page = parameters.page(drills.records().drills(), Drill::id);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("drills", page.items());
        body.put("next", page.next());
        return json(StatusCodes.OK.intValue(), body);
    }

    private Drill drill(String id) {
        return drills.records().drill(id).orElseThrow(() -> new ProblemException(
                Problem.of(ProblemType.NOT_FOUND, "No drill is called \"" + id + "\"; GET /v1/ops/drills lists them.")));
    }

    private static HttpResponse answer(HttpRequest request, Drills.Result result) {
        return result.fold(new Drills.Cases<>() {
            @Override
            public HttpResponse planned(Drills.Planned planned) {
                return json(StatusCodes.OK.intValue(), planned);
            }

            @Override
            public HttpResponse started(Drills.Started started) {
                return json(StatusCodes.CREATED.intValue(), started.drill())
                        .addHeader(RawHeader.create("Location", "/v1/ops/drills/" + started.drill().id()));
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
        };
    }

    private CompletionStage<HttpResponse> cancel(String id, String who) {
        drill(id);
        Function<Drill, HttpResponse> cancelled = drill -> json(StatusCodes.OK.intValue(), drill);
        return drills.cancel(id, who)
                .thenApply(drill -> drill.map(cancelled).orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.CHANGED_MEANWHILE, "The drill " + id + " does not run any more, or changed in this moment; look at it again."))));
    }

    private CompletionStage<HttpResponse> progress(String id, DrillProgress told) {
        Drill known = drill(id);
        if (known.version() != told.version()) {
            throw new ProblemException(Problem.of(ProblemType.CHANGED_MEANWHILE, "The drill " + id + " is at version " + known.version()
                    + ", not " + told.version() + ". Look at it, and tell again with that version.").with("version", known.version()));
        }
        Drill next = told.applied(known);
        return drills.records().record(next).thenApply(done -> {
            if (!done) {
                throw new ProblemException(Problem.of(ProblemType.CHANGED_MEANWHILE, "Somebody else told of the drill " + id + " in this moment; look at it again."));
            }
            return json(StatusCodes.OK.intValue(), next);
        });
    }
}
