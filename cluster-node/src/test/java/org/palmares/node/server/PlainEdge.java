package org.palmares.node.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Answers with what a function says, and what goes wrong with a status alone. */
public record PlainEdge(Function<HttpRequest, CompletionStage<HttpResponse>> answers) implements Edge {

    private static final Duration WAIT = Duration.ofSeconds(20);

    /** Listens with {@code answers}. */
    public static CompletionStage<HttpServer> bind(Function<HttpRequest, CompletionStage<HttpResponse>> answers, int connections) {
        return bind(answers, connections, WAIT);
    }

    /** Listens with {@code answers}, which have to come within {@code answer}. */
    static CompletionStage<HttpServer> bind(Function<HttpRequest, CompletionStage<HttpResponse>> answers, int connections, Duration answer) {
        return HttpServer.bind(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new PlainEdge(answers), new Bounds(WAIT, WAIT, answer, WAIT, 0, connections),
                ForkJoinPool.commonPool());
    }

    private static HttpResponse status(int status) {
        return HttpResponse.create().withStatus(StatusCodes.get(status));
    }

    @Override
    public CompletionStage<HttpResponse> answer(HttpRequest request) {
        return answers.apply(request);
    }

    @Override
    public HttpResponse unread(int status, String summary) {
        return status(status);
    }

    @Override
    public HttpResponse late(HttpRequest request) {
        return status(503);
    }

    @Override
    public HttpResponse crowded(HttpRequest request, int max) {
        return status(429);
    }

    @Override
    public HttpResponse failed(HttpRequest request, Throwable failure) {
        return status(500);
    }
}
