package org.palmares.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemType;

/**
 * What a connection may do before and between requests: nobody keeps one without asking, and nobody keeps all of them.
 * Between nodes and readers behind one proxy all come from its address; those of the machine itself are not counted.
 */
public final class Connections {

    /**
     * Bounds of a connection.
     *
     * @param first until the head of its first request is here
     * @param next from an answer until the head of the next request is here
     * @param perAddress connections that ask, of one address that is not this machine's; 0 for any number
     */
    record Bounds(Duration first, Duration next, int perAddress) {}

    private final Bounds bounds;
    private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();

    Connections(Bounds bounds) {
        this.bounds = bounds;
    }

    /** {@code routes} as a server takes them, for each connection by itself. */
    public static Flow<HttpRequest, HttpResponse, NotUsed> over(ClassicActorSystemProvider system, Route routes) {
        Connections connections = new Connections(HttpSettings.of(system.classicSystem().settings().config()).connections());
        var handler = routes.handler(system);
        return connections.guard().join(Flow.of(HttpRequest.class).mapAsync(1, handler::apply));
    }

    BidiFlow<HttpRequest, HttpRequest, HttpResponse, HttpResponse, NotUsed> guard() {
        return BidiFlow.fromGraph(new ConnectionGuard(bounds, this));
    }

    /** Counts a connection that asks for the first time: where from; empty where it is not counted. */
    Optional<InetAddress> begun(HttpRequest request) {
        Optional<InetAddress> address = request.getAttribute(AttributeKeys.remoteAddress)
                .flatMap(RemoteAddress::getAddress)
                .filter(known -> bounds.perAddress() > 0 && !known.isLoopbackAddress());
        address.ifPresent(known -> open.merge(known, 1, Integer::sum));
        return address;
    }

    boolean tooMany(InetAddress address) {
        return open.getOrDefault(address, 0) > bounds.perAddress();
    }

    void ended(InetAddress address) {
        open.computeIfPresent(address, (any, count) -> count == 1 ? null : count - 1);
    }

    HttpResponse refused(HttpRequest request) {
        return ResponseHeaders.on(Problems.response(request, Problem.of(
                        ProblemType.TOO_MANY_CONNECTIONS,
                        "From one address at most " + bounds.perAddress() + " connections are taken. Close some, or ask another data centre.")
                .header("Retry-After", "5")));
    }
}
