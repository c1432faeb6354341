package org.palmares.node.api;

import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.ReplicaId;
import org.palmares.node.http.Encoded;
import org.palmares.node.sites.Serving;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.json.Json;

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

    /** The route, below {@code /v1}. */
    Route routes() {
        return path(Paths.SITES, () -> get(() -> extractRequest(request -> complete(sites(request)))));
    }

    private HttpResponse sites(HttpRequest request) {
        List<Map<String, String>> list = sites.entrySet().stream()
                .map(site -> Map.of("site", site.getKey().name(), "url", site.getValue(), "state", serving.isEvacuated(site.getKey()) ? "evacuated" : "serving"))
                .toList();
        return Encoded.of(Json.bytes(Map.of("self", self.name(), "sites", list))).answer(request, ContentTypes.APPLICATION_JSON, "");
    }
}
