package org.palmares.node.results;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.OdfDocument;
import org.palmares.journal.Contents;
import org.palmares.node.board.Calendar;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.board.DocumentChoice;
import org.palmares.node.http.Answer;
import org.palmares.node.http.Encoded;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Query;
import org.palmares.node.http.Reads;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.schedule.file.OutgoingUpdate.Message;
import org.palmares.node.schedule.file.OutgoingUpdate;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.odf.Rsc;

/** {@code GET units/{rsc}/result, medals, odf}: results, the medal table, and ODF documents as they came. {@link DocumentChoice} says which of several is given. */
public final class ResultRoutes extends AllDirectives {

    private static final ContentType XML = ContentTypes.create(MediaTypes.APPLICATION_XML, HttpCharsets.UTF_8);

    /** Large contents that are brought at the same time: each may have 10 MB. */
    private static final int BROUGHT_AT_ONCE = 4;

    private final Queries queries;
    private final Calendar calendar;
    private final Contents contents;
    private final AtomicInteger bringing = new AtomicInteger();

    /**
     * @param calendar tells by which clock the venues go
     * @param contents brings large contents
     */
    public ResultRoutes(Queries queries, Calendar calendar, Contents contents) {
        this.queries = queries;
        this.calendar = calendar;
        this.contents = contents;
    }

    /** The routes, below {@code /v1}. */
    public Route routes() {
        return concat(
                path(segment(Paths.UNITS).slash(segment()).slash(Paths.RESULT), rsc -> queries.json(query -> result(query, rsc))),
                path(Paths.MEDALS, () -> queries.json(this::medals)),
                path(segment(Paths.ODF).slash(segment()).slash(segment()), (type, code) -> queries.inOneForm(query -> document(query, type, code))));
    }

    private Answer result(Query query, String code) {
        query.requireWhole(aside -> aside.ofCode(code));
        Parameters parameters = query.parameters();
        Rsc rsc = Parameters.rsc(code);
        Optional<Long> version = parameters.number("version");
        Optional<String> type = resultType(parameters);
        CompetitionView competition = competition(query, "DT_RESULT", rsc.value());
        List<DocumentVersions> results = competition.results(rsc.value()).stream()
                .filter(versions -> type.map(versions.latest().key().type()::equals).orElse(true))
                .toList();
        OdfDocument document = document(results, query.language().odf(), version, rsc.value());
        // The document is in one language, so the answer is, whatever was asked for.
        Language given = Language.ofOdf(DocumentChoice.language(document.key()));
        return Answer.json(given, () -> Results.shape(competition, document, given));
    }

    private static Optional<String> resultType(Parameters parameters) {
        return parameters.text("type").map(type -> {
            if (!DocumentChoice.RESULT_TYPES.contains(type)) {
                throw Parameters.bad("type", "must be one of " + String.join(", ", DocumentChoice.RESULT_TYPES));
            }
            return type;
        });
    }

    private Answer medals(Query query) {
        String discipline = query.parameters().text("discipline").orElse(null);
        return query.json(() -> MedalStandings.of(
                query.board().of(query.games()).stream().filter(view -> discipline == null || view.id().discipline().equals(discipline)).toList(),
                discipline,
                query.language()));
    }

    private Answer document(Query query, String type, String code) {
        query.requireWhole(aside -> aside.ofDocument(type, code));
        Parameters parameters = query.parameters();
        Predicate<DocumentKey> wanted = key -> key.type().equals(type)
                && key.code().equals(code)
                && parameters.text("subcode").map(key.subcode()::equals).orElse(true)
                && parameters.text("subtype").map(key.subtype()::equals).orElse(true)
                && parameters.text("source").map(key.source()::equals).orElse(true)
                && parameters.text("language").map(DocumentChoice.language(key)::equals).orElse(true);
        Optional<Long> version = parameters.number("version");
        boolean outgoing = type.equals(OutgoingUpdate.TYPE) && parameters.text("source").map(OutgoingUpdate.SOURCE::equals).orElse(false);
        return Answer.bytes(XML, () -> {
            Optional<Message> ours = outgoing ? OutgoingUpdate.of(code, query.board().of(query.games()), calendar.clock(query.games())) : Optional.empty();
            Optional<Message> asked = ours.filter(message -> version.map(is -> is == message.version()).orElse(true));
            if (asked.isPresent()) {
                return asked.get().xml();
            }
            Content content = stored(query, type, code, wanted, ours).content();
            if (content.isHere()) {
                return content.bytes();
            }
            throw new Queries.Elsewhere(bring(query.request(), content));
        });
    }

    /** What was received; under our own Source too, where one Palmarès feeds another and has said something that is not {@code ours}. */
    private static OdfDocument stored(Query query, String type, String code, Predicate<DocumentKey> wanted, Optional<Message> ours) {
        Optional<Long> version = query.parameters().number("version");
        Collection<DocumentVersions> documents = competition(query, type, code).documents(wanted);
        if (documents.isEmpty() && ours.isPresent()) {
            throw unknownVersion(version.orElseThrow(), List.of(ours.get().version()));
        }
        return document(documents, Language.ENGLISH.odf(), version, type + ' ' + code);
    }

    /** Large contents are in no memory; what was brought is given out and forgotten. */
    private CompletionStage<HttpResponse> bring(HttpRequest request, Content kept) {
        if (bringing.incrementAndGet() > BROUGHT_AT_ONCE) {
            bringing.decrementAndGet();
            return CompletableFuture.failedFuture(Reads.busy());
        }
        return contents.bring(kept)
                .thenApply(brought -> Encoded.of(brought.bytes()).answer(request, XML, "Accept-Language"))
                .whenComplete((answer, failure) -> bringing.decrementAndGet());
    }

    private static OdfDocument document(Collection<DocumentVersions> documents, String language, Optional<Long> version, String what) {
        DocumentVersions chosen = DocumentChoice.of(documents, language).orElseThrow(() -> unknown(what));
        OdfDocument document = version.isPresent() ? version(chosen, version.get()) : chosen.latest();
        if (document.withdrawn()) {
            throw new ProblemException(Problem.of(
                    ProblemType.WITHDRAWN, "The source has withdrawn " + what + "; an earlier version can be asked for by version."));
        }
        return document;
    }

    /** The version that was in force, where the source withdrew it under the same number. */
    private static OdfDocument version(DocumentVersions document, long version) {
        return document.newestFirst().stream()
                .filter(one -> one.version() == version && !one.withdrawn())
                .findFirst()
                .or(() -> document.version(version))
                .orElseThrow(() -> unknownVersion(version, document.newestFirst().stream().map(OdfDocument::version).distinct().toList()));
    }

    private static ProblemException unknownVersion(long version, List<Long> kept) {
        return new ProblemException(Problem.of(ProblemType.NOT_FOUND, "Version " + version + " is not kept here; the newest versions are. Ask for one of versionsKept.")
                .with("versionsKept", kept));
    }

    private static CompetitionView competition(Query query, String type, String documentCode) {
        return Optional.of(query.games())
                .filter(known -> !known.isEmpty())
                .flatMap(known -> query.board().get(CompetitionId.ofDocument(known, type, documentCode)))
                .orElseThrow(() -> unknown(documentCode));
    }

    private static ProblemException unknown(String what) {
        return new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No document for " + what + " was received yet."));
    }
}
