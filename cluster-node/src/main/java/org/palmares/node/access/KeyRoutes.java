package org.palmares.node.access;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.node.board.Decisions.Revocation;
import org.palmares.node.board.Decisions;
import org.palmares.node.http.Bodies;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Refusals;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.records.Recording;
import org.palmares.node.records.Records;
import org.palmares.node.records.Shelf;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;

/** Who has a key, without the keys; and that one does not count any more, in all data centres at once. */
public final class KeyRoutes extends AllDirectives {

    private static final int BODY_BYTES = 10_000;
    private static final int REASON_MAX = 500;
    private static final int CODE = 34;

    private final Keys keys;
    private final Records records;
    private final Bodies bodies;

    /** Whoever comes here has the role of operations. */
    public KeyRoutes(Keys keys, Records records, Bodies bodies) {
        this.keys = keys;
        this.records = records;
        this.bodies = bodies;
    }

    private record Body(String reason) {}

    /** The routes, below {@code /v1/ops}. */
    public Route routes() {
        return pathPrefix(Paths.KEYS, () -> concat(
                pathEnd(() -> get(() -> extractRequest(request -> complete(list(request))))),
                path(segment().slash(Paths.REVOCATION), name -> post(() -> extractRequest(request -> completeWithFuture(
                        bodies.read(request, BODY_BYTES).thenCompose(body -> revoke(request, name, checked(Replies.read(body, Body.class))))))))));
    }

    private HttpResponse list(HttpRequest request) {
        List<Keys.Known> all = keys.known().stream().sorted(Comparator.comparing(KeyRoutes::id)).toList();
        Parameters.Page<Keys.Known> page = new Parameters(request).page(all, KeyRoutes::id);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("keys", page.items().stream().map(this::shape).toList());
        body.put("next", page.next());
        return Replies.json(body);
    }

    /** Of one name there may be an old and a new one. */
    private static String id(Keys.Known key) {
        return key.who().name() + '-' + key.sha256().substring(0, 8);
    }

    private Map<String, Object> shape(Keys.Known key) {
        Map<String, Object> shape = AccessRoutes.shape(key.who());
        shape.put("id", id(key));
        shape.put("revoked", keys.isRevoked(key));
        return shape;
    }

    private static Body checked(Body body) {
        if (body.reason() == null || body.reason().isBlank() || body.reason().length() > REASON_MAX) {
            throw new ProblemException(Problem.of(ProblemType.BAD_REQUEST, "A \"reason\" of up to " + REASON_MAX + " characters is needed; it is kept."));
        }
        return body;
    }

    /** All keys of the name, or the one of the id. */
    private CompletionStage<HttpResponse> revoke(HttpRequest request, String name, Body body) {
        List<Keys.Known> meant = keys.known().stream().filter(key -> key.who().name().equals(name) || id(key).equals(name)).toList();
        if (meant.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "Nobody called \"" + name + "\" has a key here; GET /v1/ops/keys lists who has."));
        }
        CompletionStage<Recording> done = CompletableFuture.completedFuture(Recording.KEPT);
        for (Keys.Known key : meant) {
            Revocation revocation = new Revocation(1, key.sha256(), key.who().name(), body.reason(), Access.who(request).name());
            done = done.thenCompose(before -> revoked(key, revocation));
        }
        return done.thenApply(last -> Replies.json(Map.of("name", name, "revoked", meant.size(), "new", last == Recording.KEPT)));
    }

    /** Where it was revoked before, that stays. */
    private CompletionStage<Recording> revoked(Keys.Known key, Revocation revocation) {
        return records.record(Shelf.DECISIONS, Decisions.REVOKED_KEYS, key.sha256().substring(0, CODE), 1, revocation).thenApply(recording -> recording.fold(
                () -> recording,
                () -> recording,
                () -> {
                    throw new ProblemException(Refusals.recordsFull());
                }));
    }
}
