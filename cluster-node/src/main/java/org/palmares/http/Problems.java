package org.palmares.http;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;

import java.util.UUID;
import java.util.concurrent.CompletionException;
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
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;
import org.palmares.journal.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong into problem+json. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final ContentType PROBLEM_JSON =
            MediaTypes.applicationWithFixedCharset("problem+json", HttpCharsets.UTF_8, "json").toContentType();

    private Problems() {}

    /** The answer for {@code problem}. */
    public static HttpResponse response(HttpRequest request, Problem problem) {
        String correlationId = Answers.header(request, "x-correlation-id")
                .filter(id -> id.matches("[\\w.\\-]{1,64}"))
                .orElseGet(() -> UUID.randomUUID().toString());
        byte[] body = Json.bytes(problem.body(request.getUri().getPathString(), correlationId));
        HttpResponse response = HttpResponse.create()
                .withStatus(problem.type().status())
                .withEntity(HttpEntities.create(PROBLEM_JSON, body));
        for (var header : problem.headers().entrySet()) {
            response = response.addHeader(RawHeader.create(header.getKey(), header.getValue()));
        }
        LOG.info("{} {} answered {} {} ({}): {}", request.method().name(), LogText.of(request.getUri().getPathString()), problem.type().status(),
                problem.type(), correlationId, LogText.of(problem.detail()));
        return response;
    }

    static Route answer(Problem problem) {
        return extractRequest(request -> complete(response(request, problem)));
    }

    static ExceptionHandler exceptions() {
        return ExceptionHandler.newBuilder().matchAny(Problems::exception).build();
    }

    private static Route exception(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof ProblemException problem) {
            return answer(problem.problem());
        }
        if (cause instanceof EntityStreamSizeException) {
            return answer(Problem.of(ProblemType.TOO_LARGE, "The request body has more bytes than are taken; split the message."));
        }
        LOG.error("an unexpected failure", thrown);
        return answer(Problem.of(ProblemType.INTERNAL, "The failure is logged here under the correlation id; asking again may help."));
    }

    static RejectionHandler rejections() {
        return RejectionHandler.newBuilder()
                .handleAll(MethodRejection.class, rejections -> {
                    String allowed = rejections.stream()
                            .map(rejection -> rejection.supported().name())
                            .flatMap(name -> name.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(name))
                            .distinct()
                            .collect(Collectors.joining(", "));
                    return answer(Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Offered here: " + allowed + '.').header("Allow", allowed));
                })
                .handle(UnacceptedResponseContentTypeRejection.class, rejection -> answer(
                        Problem.of(ProblemType.NOT_ACCEPTABLE, "Answers are JSON, XML or an event stream; accept one of these.")))
                .handle(org.apache.pekko.http.javadsl.server.Rejection.class, rejection -> answer(
                        Problem.of(ProblemType.BAD_REQUEST, "The request was refused: " + rejection)))
                .handleNotFound(answer(Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address; the API is described in README.md.")))
                .build();
    }
}
