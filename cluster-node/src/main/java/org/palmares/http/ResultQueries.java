package org.palmares.http;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.palmares.board.Board;
import org.palmares.board.CompetitionView;
import org.palmares.board.DocumentChoice;
import org.palmares.board.GamesSettings;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.OdfDocument;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;
import org.palmares.journal.Contents;
import org.palmares.odf.Rsc;
import org.palmares.view.Language;
import org.palmares.view.Views;

/** Results of units, and ODF documents as they came. {@link DocumentChoice} says which of several is given. */
final class ResultQueries {

    private static final ContentType XML = ContentTypes.create(MediaTypes.APPLICATION_XML, HttpCharsets.UTF_8);
    private static final Set<String> RESULT_TYPES = Set.of("DT_RESULT", "DT_PHASE_RESULT", "DT_CUMULATIVE_RESULT");

    /** Large contents that are brought at the same time: each may have 10 MB. */
    private static final int BROUGHT_AT_ONCE = 4;

    private final Board board;
    private final GamesSettings settings;
    private final Answers answers;
    private final Contents contents;
    private final AtomicInteger bringing = new AtomicInteger();

    ResultQueries(Board board, GamesSettings settings, Answers answers, Contents contents) {
        this.board = board;
        this.settings = settings;
        this.answers = answers;
        this.contents = contents;
    }

    /** Thrown where an answer is made of content that has to be brought first. */
    static final class Elsewhere extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient CompletionStage<HttpResponse> answer;

        private Elsewhere(CompletionStage<HttpResponse> answer) {
            super("the content is kept elsewhere", null, false, false);
            this.answer = answer;
        }

        /** The answer, once the content was brought. */
        CompletionStage<HttpResponse> answer() {
            return answer;
        }
    }

    HttpResponse result(HttpRequest request, String code) {
        Parameters parameters = new Parameters(request);
        Rsc rsc = Parameters.rsc(code);
        Language asked = parameters.language();
        Optional<Long> version = parameters.number("version");
        Optional<String> type = resultType(parameters);
        String games = parameters.games(board, settings);
        // Read before the document is chosen: an answer made of an old view must never carry a new revision.
        long revision = board.revision(games);
        CompetitionView competition = competition(games, "DT_RESULT", rsc.value());
        List<DocumentVersions> results = competition.results(rsc.value()).stream()
                .filter(versions -> type.map(versions.latest().key().type()::equals).orElse(true))
                .toList();
        OdfDocument document = document(results, asked.odf(), version, rsc.value());
        // The document is in one language, so the answer is, whatever was asked for.
        Language given = Language.ofOdf(DocumentChoice.language(document.key()));
        return answers.json(request, given, () -> revision, () -> Views.result(competition, document, given));
    }

    private static Optional<String> resultType(Parameters parameters) {
        return parameters.text("type").map(type -> {
            if (!RESULT_TYPES.contains(type)) {
                throw Parameters.bad("type", "must be one of DT_RESULT, DT_PHASE_RESULT, DT_CUMULATIVE_RESULT");
            }
            return type;
        });
    }

    HttpResponse document(HttpRequest request, String type, String code) {
        Parameters parameters = new Parameters(request);
        Predicate<DocumentKey> wanted = key -> key.type().equals(type)
                && key.code().equals(code)
                && parameters.text("subcode").map(key.subcode()::equals).orElse(true)
                && parameters.text("subtype").map(key.subtype()::equals).orElse(true)
                && parameters.text("language").map(DocumentChoice.language(key)::equals).orElse(true);
        Optional<Long> version = parameters.number("version");
        String games = parameters.games(board, settings);
        return answers.answer(request, Language.ENGLISH, XML, () -> board.revision(games), () -> {
            Content content = document(
                            competition(games, type, code).documents(wanted), Language.ENGLISH.odf(), version, type + ' ' + code)
                    .content();
            if (content.isHere()) {
                return content.bytes();
            }
            throw new Elsewhere(bring(request, content));
        });
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
                .orElseThrow(() -> new ProblemException(Problem.of(
                                ProblemType.NOT_FOUND, "Version " + version + " is not kept here; the newest versions are. Ask for one of versionsKept.")
                        .with("versionsKept", document.newestFirst().stream().map(OdfDocument::version).distinct().toList())));
    }

    private CompetitionView competition(String games, String type, String documentCode) {
        return Optional.of(games)
                .filter(known -> !known.isEmpty())
                .flatMap(known -> board.get(CompetitionId.ofDocument(known, type, documentCode)))
                .orElseThrow(() -> unknown(documentCode));
    }

    private static ProblemException unknown(String what) {
        return new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No document for " + what + " was received yet."));
    }
}
