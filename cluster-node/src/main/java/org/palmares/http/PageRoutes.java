package org.palmares.http;

import static org.apache.pekko.http.javadsl.server.PathMatchers.remaining;

import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** The pages: plain files of the class path. */
final class PageRoutes extends AllDirectives {

    Route routes() {
        return get(() -> concat(
                pathSingleSlash(() -> getFromResource("web/index.html")),
                path(remaining(), name -> name.contains("..") ? reject() : getFromResource("web/" + name))));
    }
}
