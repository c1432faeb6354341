package org.palmares.node.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.MethodRejection;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.javadsl.server.UnacceptedResponseContentTypeRejection;
import org.apache.pekko.http.scaladsl.model.IllegalRequestException;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.palmares.gateway.CompetitionGateway;
import org.palmares.journal.Outage;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.server.BrokenOff;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.json.Json;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong into problem+json. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int LINES_PER_SECOND = 5;
    private static final int FAILURES_PER_SECOND = 2;
    /** What anybody can cause. What is wrong here has a budget of its own, so that nobody can hide it. */
    private static final LogBudget LINES = new LogBudget(LINES_PER_SECOND, System::nanoTime);
    private static final LogBudget FAILURES = new LogBudget(FAILURES_PER_SECOND, System::nanoTime);

    private static final ContentType PROBLEM_JSON =
            MediaTypes.applicationWithFixedCharset("problem+json", HttpCharsets.UTF_8, "json").toContentType();

    private Problems() {}

    /** The answer for {@code problem}. */
    public static HttpResponse response(HttpRequest request, Problem problem) {
        return response(request.method().name(), request.getUri().getPathString(), Asked.of(request).correlation(), problem);
    }

    /** The answer to what could not be read as a request. */
    public static HttpResponse unread(Asked asked, Problem problem) {
        return response("?", "/", asked.correlation(), problem);
    }

    private static HttpResponse response(String method, String path, String correlationId, Problem problem) {
        HttpResponse response = HttpResponse.create()
                .withStatus(problem.type().status())
                .withEntity(HttpEntities.create(PROBLEM_JSON, Json.bytes(problem.body(path, correlationId))))
                .addHeader(RawHeader.create("Cache-Control", "no-store"));
        for (var header : problem.headers().entrySet()) {
            response = response.addHeader(RawHeader.create(header.getKey(), header.getValue()));
        }
        if (LINES.allows()) {
            LOG.info("{} {} answered {} {} ({}): {}{}", LogText.of(method), LogText.of(path), problem.type().status(),
                    problem.type(), correlationId, LogText.of(problem.detail()), LINES.leftOut());
        }
        return response;
    }

    static Route answer(Problem problem) {
        return extractRequest(request -> complete(response(request, problem)));
    }

    public static ExceptionHandler exceptions() {
        return ExceptionHandler.newBuilder().matchAny(thrown -> extractRequest(request -> complete(response(request, problem(request, thrown))))).build();
    }

    /** What a failure is to the client; a fault of ours is logged. */
    public static Problem problem(HttpRequest request, Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof ProblemException problem) {
            return problem.problem();
        }
        if (cause instanceof BrokenOff) {
            return Problem.of(ProblemType.BAD_REQUEST, "The body ended before its end. Nothing was recorded; send it again.");
        }
        if (cause instanceof TimeoutException) {
            return noAnswer();
        }
        if (cause instanceof IllegalRequestException illegal) {
            return of(illegal.status().intValue(), illegal.info().summary());
        }
        if (cause instanceof IllegalUriException illegal) {
            return of(ProblemType.BAD_REQUEST.status(), illegal.info().summary());
        }
        if (cause instanceof CompetitionGateway.Crowded) {
            return Budget.busy().problem();
        }
        if (cause instanceof CompetitionGateway.NoAnswer || Outage.is(cause)) {
            return Problem.of(ProblemType.NO_QUORUM, "Whether anything was recorded is not known. Look, and ask again, here or at another data centre.")
                    .header("Retry-After", "1");
        }
        if (FAILURES.allows()) {
            LOG.error("an unexpected failure ({}){}", Asked.of(request).correlation(), FAILURES.leftOut(), thrown);
        }
        return Problem.of(ProblemType.INTERNAL, "The failure is logged here under the correlation id; asking again may help.");
    }

    /** The node is there, and what it asks or does takes too long. */
    public static Problem noAnswer() {
        return Problem.of(ProblemType.NO_ANSWER_IN_TIME, "Whether anything was recorded is not known. Ask again, here or at another data centre; repeats do no harm.")
                .header(Headers.RETRY_AFTER, "1");
    }

    /**
     * What the server's own parser or its directives refuse.
     *
     * @param status as they would answer
     * @param summary what they say; may hold what was sent
     */
    public static Problem of(int status, String summary) {
        String said = LogText.of(summary);
        return switch (status) {
            case 405, 501 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "No such method is offered: " + said).header("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            case 408 -> Problem.of(ProblemType.TIMEOUT, "The request did not come to its end in time. Nothing was recorded; send it again.");
            case 413 -> Problem.of(ProblemType.TOO_LARGE, "The request body has more bytes than are taken; split the message.");
            case 414 -> Problem.of(ProblemType.ADDRESS_TOO_LONG, "Shorten the address: " + said);
            case 431 -> Problem.of(ProblemType.HEADERS_TOO_LARGE, "Send fewer or shorter headers: " + said);
            case 505 -> Problem.of(ProblemType.BAD_REQUEST, "Spoken here are HTTP/1.1 and HTTP/1.0.");
            default -> Problem.of(ProblemType.BAD_REQUEST, "Correct the request and send it again: " + said);
        };
    }

    public static RejectionHandler rejections() {
        return RejectionHandler.newBuilder()
                .handleAll(MethodRejection.class, rejections -> {
                    String allowed = rejections.stream()
                            .map(rejection -> rejection.supported().name())
                            .flatMap(name -> name.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(name))
                            .distinct()
                            .collect(Collectors.joining(", "));
                    return answer(Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Offered here: " + allowed + '.').header("Allow", allowed));
                })
                .handle(UnacceptedResponseContentTypeRejection.class, rejection -> answer(Accepted.none("JSON, XML or an event stream")))
                .handle(org.apache.pekko.http.javadsl.server.Rejection.class, rejection -> answer(
                        Problem.of(ProblemType.BAD_REQUEST, "The request was refused: " + LogText.of(rejection))))
                .handleNotFound(answer(Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address; /api shows all there are.")))
                .build();
    }

    /** What the type of a problem means: every type's address says so. */
    public static HttpResponse meaning(String slug) {
        for (ProblemType type : ProblemType.values()) {
            if (type.type().endsWith('/' + slug)) {
                return HttpResponse.create().withEntity(type.status() + ": " + type.title() + ".\n");
            }
        }
        throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No problem is called \"" + slug + "\"; take the type of the answer."));
    }
}
