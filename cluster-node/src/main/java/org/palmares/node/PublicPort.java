package org.palmares.node;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.palmares.node.server.HttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of the API. It is open only while the node can answer: a client that finds it closed asks another data centre at once. Whether the port can be
 * used at all is tried at the very start.
 */
final class PublicPort {

    private static final Logger LOG = LoggerFactory.getLogger(PublicPort.class);
    private static final Duration REQUESTS_DONE = Duration.ofSeconds(3);

    private final ActorSystem<?> system;
    private final InetSocketAddress address;
    private final Function<InetSocketAddress, CompletionStage<HttpServer>> bind;

    /** @param bind listens with the routes */
    PublicPort(ActorSystem<?> system, NodeSettings settings, Function<InetSocketAddress, CompletionStage<HttpServer>> bind) {
        this.system = system;
        this.address = new InetSocketAddress(settings.httpHost(), settings.httpPort());
        this.bind = bind;
    }

    /** Opens it once {@code ready} is complete; then runs {@code opened}. */
    void openOnce(CompletionStage<Done> ready, Runnable opened) {
        bind.apply(address)
                .thenCompose(server -> server.terminate(Duration.ZERO))
                .thenCompose(done -> ready)
                .thenCompose(done -> bind.apply(address))
                .whenComplete((server, failure) -> {
                    if (failure == null) {
                        opened.run();
                        endsWithTheNode(server);
                        LOG.info("listens at http://{}:{}", address.getHostString(), server.address().getPort());
                    } else {
                        LOG.error("Port {} of {} cannot be used; the node ends", address.getPort(), address.getHostString(), failure);
                        Restart.of(system);
                    }
                });
    }

    private void endsWithTheNode(HttpServer server) {
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(CoordinatedShutdown.PhaseServiceUnbind(), "http-unbind", server::unbind);
        shutdown.addTask(CoordinatedShutdown.PhaseServiceRequestsDone(), "http-terminate", () -> server.terminate(REQUESTS_DONE));
    }
}
