package org.palmares.node.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;
import org.palmares.competition.Asking;
import org.palmares.competition.Authorship;
import org.palmares.node.access.Access;
import org.palmares.node.access.Principal;
import org.palmares.node.access.Principal.Role;
import org.palmares.node.http.Asked;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Refusals;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.odf.Sha256;

/** What all routes of schedulers have in common: who asks has the role, and the node knows everything. */
public final class ForSchedulers extends AllDirectives {

    private static final int BODY_BYTES = 16 * 1024;
    private static final ForSchedulers DIRECTIVES = new ForSchedulers();

    /** What is done for somebody. */
    @FunctionalInterface
    public interface Work {
        CompletionStage<HttpResponse> of(HttpRequest request, Principal who);
    }

    /**
     * A change that somebody asks for.
     *
     * @param asking by which it is known again, should it come once more
     */
    public record Wanted(HttpRequest request, Principal who, ByteString body, Asking asking) {

        private static Wanted of(HttpRequest request, Principal who, ByteString body) {
            byte[] what = (request.method().name() + ' ' + request.getUri().getPathString() + '\n').getBytes(StandardCharsets.UTF_8);
            return new Wanted(request, who, body, new Asking(who.name(), Desk.key(request), Sha256.hex(ByteString.fromArray(what).concat(body).toArray())));
        }

        public JsonNode json() {
            return Replies.read(body, JsonNode.class);
        }

        public String correlation() {
            return Asked.of(request).correlation();
        }

        public Authorship by(String reason, Authorship.Cause cause) {
            return new Authorship(who.name(), who.via(), reason, cause, asking.key(), asking.request(), correlation());
        }

        /** Whether it was done before, which is {@code earlier} that has its name; ends in 422 where something else was. */
        public boolean isRepeat(Optional<Asking> earlier) {
            earlier.filter(asking::asksOtherThan).ifPresent(other -> {
                throw new ProblemException(Refusals.keyUsed(asking.key()));
            });
            return earlier.isPresent();
        }
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

    /** Does {@code work}, which changes something, for a scheduler; a body of more than {@code bytes} is 413. */
    public static Route change(Desk with, ToIntFunction<HttpRequest> bytes, Function<Wanted, CompletionStage<HttpResponse>> work) {
        return asked(with, (request, who) -> with.bodies().read(request, bytes.applyAsInt(request)).thenCompose(body -> work.apply(Wanted.of(request, who, body))));
    }

    /** The same with a body of the size that the change of one thing has. */
    public static Route change(Desk with, Function<Wanted, CompletionStage<HttpResponse>> work) {
        return change(with, request -> BODY_BYTES, work);
    }
}
