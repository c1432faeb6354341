package org.palmares.node.schedule;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.node.access.Access;
import org.palmares.node.access.Principal;
import org.palmares.node.access.Principal.Role;
import org.palmares.node.http.Queries;

/** What all routes of schedulers have in common: who asks has the role, and the node knows everything. */
public final class ForSchedulers extends AllDirectives {

    private static final ForSchedulers DIRECTIVES = new ForSchedulers();

    /** What is done for somebody. */
    @FunctionalInterface
    public interface Work {
        CompletionStage<HttpResponse> of(HttpRequest request, Principal who);
    }

    private ForSchedulers() {}

    /** Does {@code work} for a scheduler; ends in 401, 403 or 503 for others, and on a node that still starts. */
    public static Route asked(Desk with, Work work) {
        return DIRECTIVES.extractRequest(request -> {
            Principal who = Access.require(request, with.keys(), Role.SCHEDULER);
            Queries.requireReady(with.serving());
            return DIRECTIVES.completeWithFuture(work.of(request, who));
        });
    }
}
