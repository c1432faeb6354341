package org.palmares.node.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.journal.SetAside;
import org.palmares.node.board.Board;
import org.palmares.node.board.Dependencies;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.http.Answers.Name;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.server.Head;
import org.palmares.node.server.Ready;
import org.palmares.node.sites.Serving;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.ProblemType;

/** How queries are answered: at once with what is kept; else the answer is made where it is in nobody's way. */
public final class Queries extends AllDirectives {

    private final Board board;
    private final GamesSettings games;
    private final Serving serving;
    private final Reads reads;
    private final Answers answers = new Answers();

    /** @param reads makes answers that are not kept */
    public Queries(Board board, GamesSettings games, Serving serving, Reads reads) {
        this.board = board;
        this.games = games;
        this.serving = serving;
        this.reads = reads;
    }

    /** Thrown where an answer is made of something that has to be brought first. */
    public static final class Elsewhere extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient CompletionStage<HttpResponse> answer;

        /** @param answer the answer, once it was brought */
        public Elsewhere(CompletionStage<HttpResponse> answer) {
            super("the content is kept elsewhere", null, false, false);
            this.answer = answer;
        }
    }

    Board board() {
        return board;
    }

    GamesSettings games() {
        return games;
    }

    SetAside setAside() {
        return serving.setAside();
    }

    /** The answer to a request with this head, where it is ready. */
    public Optional<Ready.Standing> ready(Head head) {
        return serving.isReady() ? answers.ready(head) : Optional.empty();
    }

    /** {@code GET}, answered with JSON. */
    public Route json(Function<Query, Answer> answer) {
        return get(() -> extractRequest(request -> {
            Accepted.require(request, "application/json");
            return given(request, answer);
        }));
    }

    /** {@code GET} of what is there in one form only, whatever is accepted: there is nothing to choose from (RFC 9110, 12.1). */
    public Route inOneForm(Function<Query, Answer> answer) {
        return get(() -> extractRequest(request -> given(request, answer)));
    }

    private Route given(HttpRequest asked, Function<Query, Answer> answer) {
        requireReady(serving);
        HttpRequest request = Parameters.parsed(asked);
        Name name = answers.named(request);
        return answers.current(name)
                .map(kept -> complete(kept.answer(request)))
                .orElseGet(() -> completeWithFuture(made(request, name, answer)));
    }

    /** What is not in memory has to be brought first, on nobody's thread. */
    private CompletionStage<HttpResponse> made(HttpRequest request, Name name, Function<Query, Answer> answer) {
        long asked = System.nanoTime();
        return reads.make(() -> {
            try {
                Dependencies choosing = board.dependencies();
                Answer chosen = choosing.noting(() -> answer.apply(new Query(request, this)));
                return CompletableFuture.completedFuture(answers.give(name, asked, chosen, choosing, board::dependencies).answer(request));
            } catch (Elsewhere elsewhere) {
                return elsewhere.answer;
            }
        }).thenCompose(made -> made);
    }

    /** What cannot be answered because a journal of it was not read. */
    public static ProblemException unreadable(SetAside.Unreadable unreadable) {
        return new ProblemException(Problem.of(
                        ProblemType.JOURNAL_UNREADABLE, "This node knows only a part of it (" + unreadable.getMessage() + "). Ask another data centre, or here again later.")
                .header(Headers.RETRY_AFTER, "30"));
    }

    /** What the board does not hold yet must not be called unknown, and nobody should wait for a node that still starts. */
    public static void requireReady(Serving serving) {
        if (!serving.isReady()) {
            throw new ProblemException(Problem.of(
                            ProblemType.NOT_READY, "The node has just started and does not know everything yet; nothing was recorded. Turn to another data centre, or here again in a second.")
                    .header(Headers.RETRY_AFTER, "1")
                    .header(Headers.MOVE, String.join(", ", serving.elsewhere())));
        }
    }
}
