package org.palmares.http;

import java.util.List;
import java.util.Locale;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.palmares.board.Board;
import org.palmares.board.GamesSettings;
import org.palmares.http.problem.Problem;
import org.palmares.http.problem.ProblemException;
import org.palmares.http.problem.ProblemType;
import org.palmares.view.Language;
import org.palmares.view.Participants;
import org.palmares.view.Shapes.ParticipantShape;

/** The persons of a Games. */
final class ParticipantQueries {

    private final Board board;
    private final GamesSettings settings;
    private final Answers answers;

    ParticipantQueries(Board board, GamesSettings settings, Answers answers) {
        this.board = board;
        this.settings = settings;
        this.answers = answers;
    }

    HttpResponse participants(HttpRequest request) {
        Parameters parameters = new Parameters(request);
        String games = parameters.games(board, settings);
        Language language = parameters.language();
        return answers.json(request, language, () -> board.revision(games), () -> {
            List<ParticipantShape> persons = Participants.of(board.of(games), language).stream()
                    .filter(person -> parameters.text("noc").map(noc -> noc.equals(person.noc())).orElse(true))
                    .filter(person -> parameters.text("discipline").map(person.disciplines()::contains).orElse(true))
                    .filter(person -> parameters.text("q").map(text -> contains(person, text)).orElse(true))
                    .toList();
            return GamesQueries.list("participants", parameters.page(persons, ParticipantShape::code));
        });
    }

    private static boolean contains(ParticipantShape person, String text) {
        return person.name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)) || person.code().equals(text);
    }

    HttpResponse participant(HttpRequest request, String code) {
        Parameters parameters = new Parameters(request);
        String games = parameters.games(board, settings);
        Language language = parameters.language();
        return answers.json(request, language, () -> board.revision(games), () -> Participants.detail(board.of(games), code, language)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NOT_FOUND, "No participant " + code + " is entered; GET /v1/participants?q= finds codes by name."))));
    }
}
