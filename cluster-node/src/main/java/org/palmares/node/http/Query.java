package org.palmares.node.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.palmares.journal.SetAside;
import org.palmares.node.board.Board;
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

    /** Competitions that this node cannot serve. */
    public SetAside setAside() {
        return with.setAside();
    }

    /** Ends in 503 where what is asked for is {@code setAside}: it is not answered from half of its journals. */
    public void requireWhole(Optional<SetAside.Unreadable> setAside) {
        setAside.ifPresent(unreadable -> {
            throw Queries.unreadable(unreadable);
        });
    }

    /** The board. */
    public Board board() {
        return with.board();
    }

    /** An answer that any change of the Games makes old. */
    public HttpResponse json(Supplier<Object> value) {
        return json(() -> with.board().revision(games), value);
    }

    /** An answer that is old when {@code revision} grows. */
    public HttpResponse json(LongSupplier revision, Supplier<Object> value) {
        return json(language, revision, value);
    }

    /** The same, in {@code given} whatever was asked for. */
    public HttpResponse json(Language given, LongSupplier revision, Supplier<Object> value) {
        return with.answers().json(request, given, revision, value);
    }

    /** An answer of another kind in the language asked for, old when {@code revision} grows. */
    public HttpResponse text(ContentType type, LongSupplier revision, Supplier<byte[]> bytes) {
        return with.answers().answer(request, language, type, revision, bytes).addHeader(RawHeader.create(Headers.CONTENT_LANGUAGE, language.tag()));
    }

    /** An answer in no language, of any bytes. */
    public HttpResponse bytes(ContentType type, Supplier<byte[]> bytes) {
        return with.answers().answer(request, Language.ENGLISH, type, () -> with.board().revision(games), bytes);
    }

    /** An answer made of something that has to be brought first; it is not kept. Does not return. */
    public HttpResponse brought(CompletionStage<?> value) {
        throw new Queries.Elsewhere(value.thenApply(made -> Encoded.of(Json.bytes(made)).answer(request, ContentTypes.APPLICATION_JSON, "")));
    }
}
