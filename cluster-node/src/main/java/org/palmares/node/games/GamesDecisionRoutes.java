package org.palmares.node.games;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.node.access.Access;
import org.palmares.node.access.Keys;
import org.palmares.node.access.Principal.Role;
import org.palmares.node.access.Principal;
import org.palmares.node.board.Board;
import org.palmares.node.board.Decisions.Choice;
import org.palmares.node.board.Decisions.Retirement;
import org.palmares.node.board.Decisions;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.http.Bodies;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Queries;
import org.palmares.node.http.Refusals;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.records.Recording;
import org.palmares.node.records.Records;
import org.palmares.node.records.Shelf;
import org.palmares.node.sites.Serving;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;

/** {@code PUT /v1/games/{code}}: what operations decide about a Games. Each decision is a record that all data centres keep. */
public final class GamesDecisionRoutes extends AllDirectives {

    private static final int BODY_BYTES = 16 * 1024;
    private static final int REASON_MAX = 500;

    private final With with;

    /** What the route works with. */
    public record With(Board board, GamesSettings settings, Records records, Keys keys, Bodies bodies, Serving serving) {}

    public GamesDecisionRoutes(With with) {
        this.with = with;
    }

    /** The route, below {@code /v1}. */
    public Route routes() {
        return path(segment(Paths.GAMES).slash(segment()), code -> put(() -> extractRequest(request -> {
            Principal who = Access.require(request, with.keys(), Role.OPS);
            Queries.requireReady(with.serving());
            return completeWithFuture(with.bodies().read(request, BODY_BYTES).thenCompose(body -> decide(code, parsed(who, Replies.read(body, Map.class)))));
        })));
    }

    private record Decision(boolean chosen, boolean retired, String reason, String by) {}

    private static Decision parsed(Principal who, Map<?, ?> body) {
        Optional<?> unknown = body.keySet().stream().filter(name -> !java.util.Set.of("default", "retired", "reason").contains(name)).findFirst();
        boolean choice = body.get("default") instanceof Boolean;
        boolean retirement = Boolean.TRUE.equals(body.get("retired"));
        Object reason = body.containsKey("reason") ? body.get("reason") : "";
        if (unknown.isPresent() || choice == retirement || body.size() - (body.containsKey("reason") ? 1 : 0) != 1) {
            throw invalid("The body is {\"default\": true}, {\"default\": false} or {\"retired\": true}, and may have a \"reason\"; retired Games do not come back."
                    + unknown.map(name -> " \"" + name + "\" is not known.").orElse(""));
        }
        if (!(reason instanceof String text) || text.length() > REASON_MAX) {
            throw invalid("The reason is a text of up to " + REASON_MAX + " characters.");
        }
        return new Decision(Boolean.TRUE.equals(body.get("default")), retirement, text, who.name());
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.of(ProblemType.INVALID_DECISION, detail));
    }

    private CompletionStage<HttpResponse> decide(String code, Decision decision) {
        Decisions known = with.board().decisions();
        boolean isRetired = known.retired().containsKey(code);
        if (isRetired && !decision.retired()) {
            throw Parameters.retiredGames(code);
        }
        if (!isRetired && !with.board().games().contains(code)) {
            throw Parameters.unknownGames(code);
        }
        return decision.retired() ? retire(code, decision, known) : choose(code, decision, known);
    }

    private CompletionStage<HttpResponse> choose(String code, Decision decision, Decisions known) {
        boolean isChosen = known.chosen().map(choice -> choice.games().equals(code)).orElse(false);
        if (isChosen == decision.chosen()) {
            return CompletableFuture.completedFuture(answer(code, with.board().defaultGames(with.settings().defaultGames()).equals(code), false));
        }
        long version = known.chosen().map(Choice::version).orElse(0L) + 1;
        Choice choice = new Choice(version, decision.chosen() ? code : "", decision.reason(), decision.by());
        return with.records().record(Shelf.DECISIONS, Decisions.DEFAULT_GAMES, Decisions.CHOICE, version, choice)
                .thenApply(done -> answer(code, decision.chosen(), false, done));
    }

    private CompletionStage<HttpResponse> retire(String code, Decision decision, Decisions known) {
        if (known.retired().containsKey(code)) {
            return CompletableFuture.completedFuture(answer(code, false, true));
        }
        if (known.chosen().map(choice -> choice.games().equals(code)).orElse(false)) {
            throw new ProblemException(Problem.of(
                    ProblemType.GAMES_CHOSEN, "\"" + code + "\" was chosen as the default Games. Choose others first, or take the choice back with {\"default\": false}."));
        }
        return with.records().record(Shelf.DECISIONS, Decisions.RETIRED_GAMES, code, 1, new Retirement(1, code, decision.reason(), decision.by()))
                .thenApply(done -> answer(code, false, true, done));
    }

    private static HttpResponse answer(String code, boolean isDefault, boolean retired, Recording done) {
        Refusals.requireKept(done, "Somebody else decided about the Games in this moment; look at GET /v1/games and decide again.");
        return answer(code, isDefault, retired);
    }

    private static HttpResponse answer(String code, boolean isDefault, boolean retired) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("default", isDefault);
        body.put("retired", retired);
        return Replies.json(body);
    }
}
