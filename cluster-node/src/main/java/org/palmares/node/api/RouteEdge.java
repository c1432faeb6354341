package org.palmares.node.api;

import org.palmares.protocol.contract.Headers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.japi.function.Function;
import org.palmares.node.http.Problems;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.server.Edge;
import org.palmares.protocol.contract.ProblemType;

/** The routes as a server asks them. What goes wrong before or beside them is answered as every other error is. */
final class RouteEdge implements Edge {

    private final Function<HttpRequest, CompletionStage<HttpResponse>> routes;
    private final Finish finish;

    RouteEdge(Function<HttpRequest, CompletionStage<HttpResponse>> routes, Finish finish) {
        this.routes = routes;
        this.finish = finish;
    }

    @Override
    public CompletionStage<HttpResponse> answer(HttpRequest request) {
        try {
            return routes.apply(request);
        } catch (Exception failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    @Override
    public HttpResponse unread(int status, String summary) {
        return finish.of(Problems.unread(Problems.of(status, summary)));
    }

    @Override
    public HttpResponse late(HttpRequest request) {
        return finish.of(Problems.response(request, Problems.noAnswer()));
    }

    @Override
    public HttpResponse crowded(HttpRequest request, int max) {
        return finish.of(Problems.response(request, Problem.of(
                        ProblemType.TOO_MANY_CONNECTIONS, "From one address at most " + max + " connections are taken. Close some, or ask another data centre.")
                .header(Headers.RETRY_AFTER, "5")));
    }

    @Override
    public HttpResponse failed(HttpRequest request, Throwable failure) {
        return finish.of(Problems.response(request, Problems.problem(failure)));
    }
}
