package org.palmares.node.api;

import org.palmares.protocol.contract.Headers;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.palmares.node.http.ResponseHeaders;
import org.palmares.node.sites.Serving;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;

/** What is done with every answer before it goes out, whoever gave it. */
final class Finish {

    private static final int PROBLEMS_FROM = 400;
    /** Long enough for a node to be restarted. */
    private static final String MOVE_SECONDS = "20";

    private final Serving serving;
    private final Metrics metrics;

    Finish(Serving serving, Metrics metrics) {
        this.serving = serving;
        this.metrics = metrics;
    }

    static boolean isProblem(HttpResponse response) {
        return response.status().intValue() >= PROBLEMS_FROM;
    }

    HttpResponse of(HttpResponse response) {
        if (isProblem(response)) {
            metrics.count(Counter.HTTP_PROBLEMS, String.valueOf(response.status().intValue()));
        }
        return withMove(ResponseHeaders.on(response));
    }

    /** Whoever asks a data centre that is being emptied is answered, and told where to ask from now on. */
    private HttpResponse withMove(HttpResponse response) {
        return serving.isSelfEvacuated()
                ? response.addHeader(RawHeader.create(Headers.MOVE, String.join(", ", serving.elsewhere())))
                        .addHeader(RawHeader.create(Headers.RETRY_AFTER, MOVE_SECONDS))
                : response;
    }
}
