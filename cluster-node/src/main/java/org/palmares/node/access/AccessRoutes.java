package org.palmares.node.access;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.node.http.Replies;
import org.palmares.protocol.contract.Paths;

/** {@code GET /v1/access}: whose key it is that one has, and what it allows. */
public final class AccessRoutes extends AllDirectives {

    private final Keys keys;

    public AccessRoutes(Keys keys) {
        this.keys = keys;
    }

    /** The route, below {@code /v1}. */
    public Route routes() {
        return path(Paths.ACCESS, () -> get(() -> extractRequest(request -> complete(Replies.json(shape(Access.require(request, keys)))))));
    }

    static Map<String, Object> shape(Principal who) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", who.name());
        shape.put("roles", new TreeSet<>(who.roles().stream().map(role -> role.name().toLowerCase(Locale.ROOT)).toList()));
        shape.put("disciplines", new TreeSet<>(who.disciplines()));
        shape.put("venues", new TreeSet<>(who.venues()));
        shape.put("types", new TreeSet<>(who.types()));
        return shape;
    }
}
