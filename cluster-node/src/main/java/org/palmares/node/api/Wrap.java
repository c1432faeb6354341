package org.palmares.node.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.function.Function;
import org.palmares.node.http.Asked;
import org.palmares.node.http.Bodies;
import org.palmares.node.http.LogBudget;
import org.palmares.node.http.Problems;
import org.palmares.node.http.ResponseHeaders;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.server.Edge;
import org.palmares.node.server.Head;
import org.palmares.node.server.Ready;
import org.palmares.node.sites.Serving;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics.Histogram;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import scala.concurrent.ExecutionContext;
import scala.jdk.javaapi.FutureConverters;

/**
 * Stands round all routes and does the same for every request and answer: it gives the request a name by which it can be followed, times, counts and logs
 * it, and makes a problem of what goes wrong. How long a request may take is bounded by the server, which stands round this.
 */
final class Wrap implements Edge {

    private static final Logger LOG = LoggerFactory.getLogger(Wrap.class);
    private static final int PROBLEMS_FROM = 400;
    /** Long enough for a node to be emptied, to start again and to rehearse, on a small machine too: whoever comes back sooner finds it closed. */
    private static final String MOVE_SECONDS = "60";

    /** What requests are about, as operators tell them apart: the first part of a path below {@code /v1}. What is not here is {@code other}. */
    private static final Set<String> ABOUT = Set.of(
            Paths.ODF, Paths.GAMES, Paths.DISCIPLINES, Paths.COMPETITIONS, Paths.SCHEDULE, Paths.UNITS, Paths.MEDALS, Paths.PARTICIPANTS, Paths.LIVE,
            Paths.SITES, Paths.OPS);
    private static final List<String> KINDS = List.of("0xx", "1xx", "2xx", "3xx", "4xx", "5xx");
    private static final String V1 = Paths.of() + '/';
    private static final String MESSAGES = Paths.of(Paths.ODF);

    static final int MESSAGES_PER_SECOND = 10;
    private static final int DECISIONS_PER_SECOND = 20;
    private static final int LINES_PER_SECOND = 1_000;

    /** Lines about messages: with one for each of 240 in a second, the log would hold half an hour. */
    private final LogBudget messages = new LogBudget(MESSAGES_PER_SECOND, System::nanoTime);
    /** About what people change, which must not be hidden behind what venues send. */
    private final LogBudget decisions = new LogBudget(DECISIONS_PER_SECOND, System::nanoTime);
    /** About all there is, for whoever wants to see that. */
    private final LogBudget everything = new LogBudget(LINES_PER_SECOND, System::nanoTime);
    private final Function<HttpRequest, CompletionStage<HttpResponse>> routes;
    private final java.util.function.Function<Head, Optional<Ready.Standing>> ready;
    private final Bodies bodies;
    private final Serving serving;
    private final Metrics metrics;

    /**
     * @param routes give the answers
     * @param ready gives those that are ready
     */
    Wrap(Function<HttpRequest, CompletionStage<HttpResponse>> routes, java.util.function.Function<Head, Optional<Ready.Standing>> ready, Bodies bodies, Serving serving, Metrics metrics) {
        this.routes = routes;
        this.ready = ready;
        this.bodies = bodies;
        this.serving = serving;
        this.metrics = metrics;
    }

    @Override
    public HttpRequest begin(HttpRequest request) {
        return Asked.begin(request);
    }

    /** What is ready needs only what is different each time; whoever is told more of has an answer made. */
    @Override
    public Optional<Ready.Now> ready(Head head) {
        if (serving.isSelfEvacuated() || LOG.isDebugEnabled()) {
            return Optional.empty();
        }
        long begun = System.nanoTime();
        return ready.apply(head).map(standing -> now(head, standing, begun));
    }

    @Override
    public Optional<Ready.Now> again(Head head, Ready.Standing before) {
        if (!serving.isReady() || serving.isSelfEvacuated() || LOG.isDebugEnabled()) {
            return Optional.empty();
        }
        long begun = System.nanoTime();
        return before.holds().getAsBoolean() ? Optional.of(now(head, before, begun)) : Optional.empty();
    }

    private Ready.Now now(Head head, Ready.Standing standing, long begun) {
        metrics.observe(Histogram.HTTP_REQUEST, Duration.ofNanos(System.nanoTime() - begun), about(head.target()), kind(standing.ready().status()));
        return new Ready.Now(standing, Headers.CORRELATION, Asked.correlation(head.headers()));
    }

    @Override
    public CompletionStage<HttpResponse> answer(HttpRequest given) {
        HttpRequest request = Bodies.observed(Asked.begin(given));
        return direct(made(request))
                .exceptionally(failure -> Problems.response(request, Problems.problem(request, failure)))
                .thenCompose(response -> readable(request, response));
    }

    /** {@code stage}, with its result passed on by the thread that completes it. Pekko's own stages use another thread, which takes longer than most answers. */
    private static <T> CompletableFuture<T> direct(CompletionStage<T> stage) {
        CompletableFuture<T> direct = new CompletableFuture<>();
        FutureConverters.asScala(stage).onComplete(
                result -> result.isSuccess() ? direct.complete(result.get()) : direct.completeExceptionally(result.failed().get()), ExecutionContext.parasitic$.MODULE$);
        return direct;
    }

    private CompletionStage<HttpResponse> made(HttpRequest request) {
        try {
            return request.method().equals(HttpMethods.OPTIONS) ? CompletableFuture.completedFuture(preflight()) : routes.apply(request);
        } catch (Exception failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** Who is refused has to have sent everything before the answer comes, or never reads it. */
    private CompletionStage<HttpResponse> readable(HttpRequest request, HttpResponse response) {
        boolean unread = isProblem(response) || request.method().equals(HttpMethods.GET) || request.method().equals(HttpMethods.OPTIONS);
        return unread && !request.entity().isStrict()
                ? bodies.drain(request).thenApply(drained -> finished(request, response))
                : CompletableFuture.completedFuture(finished(request, response));
    }

    private static HttpResponse preflight() {
        return HttpResponse.create()
                .withStatus(StatusCodes.NO_CONTENT)
                .addHeader(RawHeader.create("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"))
                .addHeader(RawHeader.create("Access-Control-Allow-Headers", String.join(", ",
                        "Content-Type", "Content-Encoding", Headers.API_KEY, "Authorization", Headers.IF_MATCH, Headers.IF_NONE_MATCH, Headers.LAST_EVENT_ID,
                        Headers.IDEMPOTENCY_KEY, Headers.CORRELATION, "traceparent")))
                .addHeader(RawHeader.create("Access-Control-Max-Age", "600"));
    }

    @Override
    public HttpResponse unread(int status, String summary) {
        Asked asked = Asked.unread();
        HttpResponse response = Problems.unread(asked, Problems.of(status, summary));
        count(response);
        return withHeaders(asked, response);
    }

    @Override
    public HttpResponse late(HttpRequest request) {
        return finished(request, Problems.response(request, Problems.noAnswer()));
    }

    @Override
    public HttpResponse crowded(HttpRequest request, int max) {
        return finished(request, Problems.response(request, Problem.of(
                        ProblemType.TOO_MANY_CONNECTIONS, "From one address at most " + max + " connections are taken. Close some, or ask another data centre.")
                .header(Headers.RETRY_AFTER, "5")));
    }

    @Override
    public HttpResponse failed(HttpRequest request, Throwable failure) {
        return finished(request, Problems.response(request, Problems.problem(request, failure)));
    }

    private HttpResponse finished(HttpRequest request, HttpResponse response) {
        Asked asked = Asked.of(request);
        if (asked.isFirstAnswer()) {
            count(response);
            String path = request.getUri().path();
            metrics.observe(Histogram.HTTP_REQUEST, asked.age(), about(path), kind(response.status().intValue()));
            log(asked, request, path, response.status().intValue());
        }
        return withHeaders(asked, response);
    }

    private static boolean isProblem(HttpResponse response) {
        return response.status().intValue() >= PROBLEMS_FROM;
    }

    private void count(HttpResponse response) {
        if (isProblem(response)) {
            metrics.count(Counter.HTTP_PROBLEMS, String.valueOf(response.status().intValue()));
        }
    }

    private static String kind(int status) {
        return KINDS.get(status / 100);
    }

    private static String about(String path) {
        if (!path.startsWith(V1)) {
            return "pages";
        }
        int end = V1.length();
        while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '?') {
            end++;
        }
        String first = path.substring(V1.length(), end);
        return ABOUT.contains(first) ? first : "other";
    }

    /** Whoever changes something without being known is refused, which {@link Problems} tells. */
    private void log(Asked asked, HttpRequest request, String path, int status) {
        boolean reads = request.method().equals(HttpMethods.GET) || request.method().equals(HttpMethods.OPTIONS);
        boolean changes = !reads && !asked.who().isEmpty();
        LogBudget lines = LOG.isDebugEnabled() ? everything : path.equals(MESSAGES) ? messages : decisions;
        if ((changes || LOG.isDebugEnabled()) && lines.allows()) {
            LOG.atLevel(changes ? Level.INFO : Level.DEBUG).log(
                    "{} {} {} answered {} in {} ms ({}){}", asked.who().isEmpty() ? "somebody" : LogText.of(asked.who()), LogText.of(request.method().name()),
                    LogText.of(path), status, asked.age().toMillis(), asked.correlation(), lines.leftOut());
        }
    }

    private HttpResponse withHeaders(Asked asked, HttpResponse response) {
        HttpResponse named = ResponseHeaders.on(response, RawHeader.create(Headers.CORRELATION, asked.correlation()));
        // Whoever asks a data centre that is being emptied is answered, and told where to ask from now on.
        return serving.isSelfEvacuated()
                ? named.addHeader(RawHeader.create(Headers.MOVE, String.join(", ", serving.elsewhere())))
                        .addHeader(RawHeader.create(Headers.RETRY_AFTER, MOVE_SECONDS))
                : named;
    }
}
