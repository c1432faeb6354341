package org.palmares.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.palmares.journal.Competitions;
import org.palmares.node.access.Keys;
import org.palmares.node.access.Principal.Role;
import org.palmares.node.api.ApiRoutes;
import org.palmares.node.ingest.HeaderClock;
import org.palmares.node.ingest.Ingestion;
import org.palmares.node.server.HttpServer;
import org.palmares.node.sites.Serving;
import org.palmares.node.watch.Watch;

/**
 * Where a node rehearses: its routes at a port of their own that nobody else knows. What comes in there goes elsewhere, and its requests are
 * counted apart.
 *
 * @param parts what the node's routes work with
 * @param watch sees what goes wrong here
 */
record Stage(ApiRoutes.Parts parts, Watch watch) implements Rehearsal.Place {

    @Override
    public CompletionStage<HttpServer> listen(Competitions to, String key) {
        Serving serving = new Serving(parts.self(), parts.sites());
        serving.becomeReady();
        Ingestion ingestion = new Ingestion(to, parts.contents(), HeaderClock.UTC);
        return new ApiRoutes(parts.apart(ingestion, Keys.ofOne(key, Role.FEED), serving, watch)).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
}
