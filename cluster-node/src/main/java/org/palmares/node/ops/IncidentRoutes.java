package org.palmares.node.ops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Replies;
import org.palmares.node.watch.Incidents.Incident;
import org.palmares.node.watch.Incidents;
import org.palmares.protocol.contract.Paths;

/** {@code GET /v1/ops/incidents}: what went wrong and lasts, or lasted, as this node sees it; newest first. */
public final class IncidentRoutes extends AllDirectives {

    private final Incidents incidents;

    public IncidentRoutes(Incidents incidents) {
        this.incidents = incidents;
    }

    /** The route, below {@code /v1/ops}. */
    public Route routes() {
        return path(Paths.INCIDENTS, () -> get(() -> extractRequest(request -> complete(list(request)))));
    }

    private HttpResponse list(HttpRequest request) {
        Parameters parameters = new Parameters(request);
        boolean onlyOpen = parameters.flag("open");
        List<Incident> wanted = incidents.newestFirst().stream().filter(incident -> !onlyOpen || incident.isOpen()).toList();
        Parameters.Page<Incident> page = parameters.page(wanted, Incident::id);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("incidents", page.items().stream().map(IncidentRoutes::shape).toList());
        body.put("next", page.next());
        return Replies.json(body);
    }

    private static Map<String, Object> shape(Incident incident) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", incident.id());
        shape.put("kind", incident.kind().text());
        incident.about().competition().ifPresent(competition -> {
            shape.put("games", competition.games());
            shape.put("competition", competition.code());
        });
        incident.about().site().ifPresent(site -> shape.put("site", site.name()));
        shape.put("opened", incident.opened().toString());
        incident.closed().ifPresent(closed -> shape.put("closed", closed.toString()));
        shape.put("text", incident.text());
        shape.put("detail", incident.detail());
        return shape;
    }
}
