package org.palmares.http;

import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.ReplicaId;
import org.palmares.json.Json;
import org.palmares.ops.drill.Serving;

/** {@code GET /v1/sites}: where the data centres are; answered as long as the node lives. */
final class SiteRoutes extends AllDirectives {

    private final ReplicaId self;
    private final Map<ReplicaId, String> sites;
    private final Serving serving;

    SiteRoutes(ReplicaId self, Map<ReplicaId, String> sites, Serving serving) {
        this.self = self;
        this.sites = sites;
        this.serving = serving;
    }

    Route routes() {
        return path("sites", () -> get(() -> complete(sites())));
    }

    private HttpResponse sites() {
        List<Map<String, String>> list = sites.entrySet().stream()
                .map(site -> Map.of("site", site.getKey().name(), "url", site.getValue(), "state", serving.isEvacuated(site.getKey()) ? "evacuated" : "serving"))
                .toList();
        return HttpResponse.create()
                .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, Json.bytes(Map.of("self", self.name(), "sites", list))));
    }
}
