package org.palmares.node.schedule.proposal;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Entry;
import org.palmares.competition.UnitField;
import org.palmares.node.access.Principal;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.schedule.ClashText;
import org.palmares.node.schedule.Desk;
import org.palmares.node.schedule.ForSchedulers;
import org.palmares.node.schedule.GamesClashes;
import org.palmares.node.schedule.PlanRules;
import org.palmares.node.schedule.UnitPatch.Invalid;
import org.palmares.node.schedule.storm.Replanned;
import org.palmares.node.schedule.storm.StormRequest;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.odf.Unit;

/** {@code /v1/schedule/proposals}: somebody says what happened, and is proposed the plan that moves least. */
public final class ProposalRoutes extends AllDirectives {

    private static final int BODY_BYTES = 64 * 1024;

    private final StormDesk storms;
    private final GamesClashes clashes;
    private final Desk with;

    public ProposalRoutes(StormDesk storms, GamesClashes clashes, Desk with) {
        this.storms = storms;
        this.clashes = clashes;
        this.with = with;
    }

    /** The routes, below {@code /v1}. */
    public Route routes() {
        return pathPrefix(Paths.SCHEDULE, () -> pathPrefix(Paths.PROPOSALS, () -> concat(
                pathEnd(() -> post(() -> ForSchedulers.asked(with, (request, who) -> with.bodies().read(request, BODY_BYTES)
                        .thenCompose(body -> propose(request, who, Replies.read(body, JsonNode.class)))))),
                path(segment(), id -> get(() -> ForSchedulers.asked(with, (request, who) -> {
                    Language language = new Parameters(request).language();
                    return with.apart(() -> shown(known(id), language));
                }))))));
    }

    private Proposed known(String id) {
        return storms.of(id).orElseThrow(() -> new ProblemException(Problem.of(
                ProblemType.NOT_FOUND, "No proposal \"" + id + "\" is remembered here: the node that made it keeps the newest for a while. Ask for one anew.")));
    }

    private CompletionStage<HttpResponse> propose(HttpRequest request, Principal who, JsonNode body) {
        Parameters parameters = new Parameters(request);
        String games = parameters.games(with.board(), with.settings());
        Language language = parameters.language();
        return storms.propose(who, games, read(body, storms.millis()))
                .thenApply(proposed -> shown(proposed, language).addHeader(RawHeader.create("Location", Paths.of(Paths.SCHEDULE, Paths.PROPOSALS, proposed.id()))));
    }

    private static StormRequest read(JsonNode body, int millis) {
        try {
            return StormBody.read(body, millis);
        } catch (Invalid invalid) {
            throw Desk.impossible(ProblemType.IMPOSSIBLE_PROPOSAL, invalid.faults());
        }
    }

    private HttpResponse shown(Proposed proposed, Language language) {
        List<CompetitionView> competitions = with.board().of(proposed.games());
        ZoneOffset zone = with.calendar().clock(proposed.games()).offset(proposed.considered().now());
        ProposalShape shape = new ProposalShape(
                new ProposalText(competitions, language, zone),
                new ClashText(competitions, language),
                zone,
                units -> clashes.after(proposed.games(), units.stream().flatMap(unit -> then(proposed.games(), unit).stream()).toList()),
                code -> storms.revision(proposed.games(), code));
        return Replies.json(shape.of(proposed)).addHeader(RawHeader.create(Headers.CONTENT_LANGUAGE, language.tag()));
    }

    /** A unit as it would be. */
    private Optional<Unit> then(String games, Replanned replanned) {
        Optional<Unit> now = with.board().get(new CompetitionId(games, replanned.unit().competition()))
                .flatMap(view -> Optional.ofNullable(view.state().timetable().get(replanned.unit().code().value())))
                .map(Entry::value);
        return now.map(unit -> {
            Unit then = unit;
            for (Map.Entry<UnitField, String> value : PlanRules.completed(unit, ProposalShape.values(replanned)).entrySet()) {
                then = value.getKey().with(then, value.getValue());
            }
            return then;
        });
    }
}
