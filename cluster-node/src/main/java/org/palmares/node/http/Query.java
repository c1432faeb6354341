package org.palmares.node.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.palmares.journal.SetAside;
import org.palmares.node.board.Board;
import org.palmares.node.board.Dependencies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.json.Json;
import org.palmares.protocol.names.Language;

/** What somebody asks about a Games, read once; and the answer to it. */
public final class Query {

    private final HttpRequest request;
    private final Queries with;
    private final Parameters parameters;
    private final String games;
    private final Language language;

    /** @throws ProblemException if the Games or the language asked for are not known */
    Query(HttpRequest request, Queries with) {
        this.request = request;
        this.with = with;
        this.parameters = new Parameters(request);
        this.games = parameters.games(with.board(), with.games());
        this.language = parameters.language();
    }

    /** The request itself. */
    public HttpRequest request() {
        return request;
    }

    /** What is asked for. */
    public Parameters parameters() {
        return parameters;
    }

    /** The Games asked for, else the default ones; empty where there are none. */
    public String games() {
        return games;
    }

    /** The same, of which there has to be one. */
    public String knownGames() {
        if (games.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No Games are known yet."));
        }
        return games;
    }

    /** The language asked for. */
    public Language language() {
        return language;
    }

    /** What {@code about} says of the competitions that this node cannot serve. */
    public <T> T setAside(Function<SetAside, T> about) {
        SetAside all = with.setAside();
        return Dependencies.outside(() -> about.apply(all));
    }

    /** Ends in 503 where what is asked for is set aside: it is not answered from half of its journals. */
    public void requireWhole(Function<SetAside, Optional<SetAside.Unreadable>> about) {
        setAside(about).ifPresent(unreadable -> {
            throw Queries.unreadable(unreadable);
        });
    }

    /** The board. */
    public Board board() {
        return with.board();
    }

    /** It is answered with JSON in the language asked for. */
    public Answer json(Supplier<Object> value) {
        return Answer.json(language, value);
    }

    /** An answer made of something that has to be brought first; it is not kept. Does not return. */
    public Answer brought(CompletionStage<?> value) {
        throw new Queries.Elsewhere(value.thenApply(made -> Encoded.of(Json.bytes(made)).answer(request, ContentTypes.APPLICATION_JSON, "")));
    }
}
