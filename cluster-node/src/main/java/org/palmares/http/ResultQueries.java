package org.palmares.http;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.palmares.board.Board;
import org.palmares.board.CompetitionView;
import org.palmares.board.GamesSettings;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.OdfDocument;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;
import org.palmares.odf.Rsc;
import org.palmares.view.Language;
import org.palmares.view.Views;

/** Results of units, and ODF documents as they came. */
final class ResultQueries {

    private static final ContentType XML = ContentTypes.create(MediaTypes.APPLICATION_XML, HttpCharsets.UTF_8);

    private final Board board;
    private final GamesSettings settings;
    private final Answers answers;

    ResultQueries(Board board, GamesSettings settings, Answers answers) {
        this.board = board;
        this.settings = settings;
        this.answers = answers;
    }

    HttpResponse result(HttpRequest request, String code) {
        Parameters parameters = new Parameters(request);
        Rsc rsc = Parameters.rsc(code);
        Language language = parameters.language();
        Optional<Long> version = parameters.number("version");
        String games = parameters.games(board, settings);
        return answers.json(request, language, () -> board.revision(games), () -> {
            CompetitionView competition = competition(games, rsc.value());
            List<DocumentVersions> results =
                    versions(competition, key -> key.code().equals(rsc.value()) && CompetitionView.isResult(key));
            OdfDocument document = version.isEmpty()
                    ? competition.result(rsc.value()).orElseThrow(() -> missing(rsc.value(), results))
                    : version(results, version.get());
            return Views.result(competition, document, language);
        });
    }

    HttpResponse document(HttpRequest request, String type, String code) {
        Parameters parameters = new Parameters(request);
        Predicate<DocumentKey> wanted = key -> key.type().equals(type)
                && key.code().equals(code)
                && parameters.text("subcode").map(key.subcode()::equals).orElse(true)
                && parameters.text("subtype").map(key.subtype()::equals).orElse(true)
                && parameters.text("language").map(key.language()::equals).orElse(true);
        Optional<Long> version = parameters.number("version");
        String games = parameters.games(board, settings);
        return answers.answer(request, Language.ENGLISH, XML, () -> board.revision(games), () -> {
            List<DocumentVersions> documents = versions(competition(games, code), wanted);
            OdfDocument document = version.isPresent() ? version(documents, version.get()) : latest(type + ' ' + code, documents);
            return document.content().bytes();
        });
    }

    private static List<DocumentVersions> versions(CompetitionView competition, Predicate<DocumentKey> wanted) {
        return competition.state().documents().entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static OdfDocument latest(String what, List<DocumentVersions> documents) {
        return documents.stream()
                .map(DocumentVersions::latest)
                .filter(latest -> !latest.withdrawn())
                .max(Comparator.comparing(OdfDocument::stamp))
                .orElseThrow(() -> missing(what, documents));
    }

    private CompetitionView competition(String games, String documentCode) {
        return Optional.of(games)
                .filter(known -> !known.isEmpty())
                .flatMap(known -> board.get(CompetitionId.ofDocument(known, documentCode)))
                .orElseThrow(() -> missing(documentCode, List.of()));
    }

    private static ProblemException missing(String what, List<DocumentVersions> documents) {
        return documents.isEmpty()
                ? new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No document for " + what + " was received yet."))
                : new ProblemException(Problem.of(ProblemType.WITHDRAWN, "The source has withdrawn " + what + "; an earlier version can be asked for by version."));
    }

    private static OdfDocument version(List<DocumentVersions> documents, long version) {
        List<Long> kept = documents.stream().flatMap(versions -> versions.newestFirst().stream()).map(OdfDocument::version).toList();
        return documents.stream()
                .flatMap(versions -> versions.version(version).stream())
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                                ProblemType.NOT_FOUND, "Version " + version + " is not kept here; the newest versions are. Ask for one of versionsKept.")
                        .with("versionsKept", kept)));
    }
}
