package org.palmares.node.ops;

import java.util.Map;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.management.javadsl.ManagementRouteProvider;
import org.apache.pekko.management.javadsl.ManagementRouteProviderSettings;
import org.palmares.node.watch.Metrics;

/** {@code GET /metrics} on the management port. Pekko Management makes it by its class name. */
public final class MetricsRoutes extends AllDirectives implements ManagementRouteProvider {

    private static final ContentType.NonBinary TEXT = MediaTypes.customWithOpenCharset("text", "plain", Map.of("version", "0.0.4"), false)
            .toContentType(HttpCharsets.UTF_8);

    private final Metrics metrics;

    /** Made by Pekko Management. */
    public MetricsRoutes(ExtendedActorSystem system) {
        metrics = Metrics.of(Adapter.toTyped(system));
    }

    @Override
    public Route routes(ManagementRouteProviderSettings settings) {
        return path("metrics", () -> get(() -> complete(HttpResponse.create().withEntity(HttpEntities.create(TEXT, metrics.text())))));
    }
}
