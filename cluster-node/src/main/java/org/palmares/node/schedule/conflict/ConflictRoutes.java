package org.palmares.node.schedule.conflict;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.Authorship;
import org.palmares.competition.CompetitionCommand.EditUnit.Basis;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.UnitEdit.Holding;
import org.palmares.competition.UnitField;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.access.Principal;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Problems;
import org.palmares.node.http.Refusals;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.schedule.Desk;
import org.palmares.node.schedule.ForSchedulers.Wanted;
import org.palmares.node.schedule.ForSchedulers;
import org.palmares.node.schedule.PlanRules;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.node.schedule.UnitPatch.Invalid;
import org.palmares.protocol.contract.DeskShapes.Conflict;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.odf.Unit;

/** {@code /v1/schedule/conflicts}: where two have said different things, and settling it. */
public final class ConflictRoutes extends AllDirectives {

    private static final String CAUSE = "settlement";

    private final Desk with;

    public ConflictRoutes(Desk with) {
        this.with = with;
    }

    /** A conflict, where it is. */
    private record Place(CompetitionView competition, Unsettled conflict) {
        private Unit unit() {
            return competition.state().timetable().get(conflict.unit()).value();
        }
    }

    /** The routes, below {@code /v1}. */
    public Route routes() {
        return pathPrefix(Paths.SCHEDULE, () -> pathPrefix(Paths.CONFLICTS, () -> concat(
                pathEnd(() -> get(() -> ForSchedulers.asked(with, (request, who) -> with.apart(() -> list(new Parameters(request)))))),
                path(segment().slash(Paths.RESOLUTION), id -> post(() -> ForSchedulers.change(with, wanted -> settle(wanted, id)))))));
    }

    private HttpResponse list(Parameters parameters) {
        String games = parameters.games(with.board(), with.settings());
        Optional<String> discipline = parameters.text("discipline");
        Optional<String> unit = parameters.text("unit");
        Optional<LocalDate> date = parameters.date("date");
        List<Conflict> found = with.board().of(games).stream()
                .filter(view -> discipline.map(view.id().discipline()::equals).orElse(true))
                .flatMap(view -> Unsettled.of(view.state())
                        .filter(conflict -> unit.map(conflict.unit()::equals).orElse(true))
                        .filter(conflict -> date.map(day -> with.calendar().days(games).of(conflict.unit()).map(day::equals).orElse(false)).orElse(true))
                        .map(conflict -> ConflictShapes.of(view, conflict)))
                .toList();
        return Replies.json(Replies.list(Paths.CONFLICTS, parameters.page(found, Conflict::id)));
    }

    private CompletionStage<HttpResponse> settle(Wanted wanted, String id) {
        HttpRequest request = wanted.request();
        CompetitionId competition = new CompetitionId(new Parameters(request).games(with.board(), with.settings()), competitionOf(id));
        CompetitionView view = with.board().get(competition).orElseThrow(() -> unknown(id));
        Resolution resolution = read(wanted.json());
        if (wanted.isRepeat(view.state().edits(unitOf(id)).repeated(wanted.asking()))) {
            return CompletableFuture.completedFuture(Replies.json(ConflictShapes.settled(competition, id)));
        }
        Place place = new Place(view, Unsettled.of(view.state(), unitOf(id)).stream().filter(open -> open.id().equals(id)).findFirst().orElseThrow(() -> unknown(id)));
        SortedMap<UnitField, String> set = possible(wanted.who(), place, resolution);
        Authorship by = wanted.by(resolution.reason(), new Authorship.Cause(CAUSE, id));
        EditUnit edit = new EditUnit(place.conflict().unit(), set, Holding.LEAVES, view.state().revision(place.conflict().unit()).map(Basis::required), true, by);
        return with.editor().edit(competition, edit)
                .exceptionally(failure -> {
                    throw Refusals.unanswered(failure, "Whether the conflict was settled is not known. Send the same request again with the same Idempotency-Key.");
                })
                .thenApply(reply -> reply.fold(new CompetitionReply.Cases<>() {
                    @Override
                    public HttpResponse accepted(CompetitionReply.Accepted accepted) {
                        return Replies.json(ConflictShapes.settled(competition, id));
                    }

                    @Override
                    public HttpResponse rejected(CompetitionReply.Rejected rejected) {
                        return Problems.response(request, Refusals.problem(competition, rejected.rejection()));
                    }
                }));
    }

    private static Resolution read(JsonNode body) {
        try {
            return Resolution.of(body);
        } catch (Invalid invalid) {
            throw Desk.impossible(invalid.faults());
        }
    }

    /** What is to be; ends in 403 or 422 where that cannot be. What one of the two has said was possible when it was said. */
    private SortedMap<UnitField, String> possible(Principal who, Place place, Resolution resolution) {
        CompetitionId competition = place.competition().id();
        try {
            SortedMap<UnitField, String> set = resolution.of(place.conflict());
            Desk.requireAllowed(who, competition, place.unit(), set.getOrDefault(UnitField.VENUE, ""));
            if (resolution.value().isEmpty()) {
                return set;
            }
            PlanRules rules = with.rules(competition.games(), competition.discipline());
            SortedMap<UnitField, String> completed = new TreeMap<>(PlanRules.completed(place.unit(), set));
            List<Fault> faults = rules.faults(place.unit(), completed);
            if (!faults.isEmpty()) {
                throw new Invalid(faults.stream().map(fault -> new Fault("value." + fault.field(), fault.message())).toList());
            }
            return completed;
        } catch (Invalid invalid) {
            throw Desk.impossible(invalid.faults());
        }
    }

    private static String unitOf(String id) {
        return Unsettled.unitOf(id).orElseThrow(() -> unknown(id));
    }

    private static String competitionOf(String id) {
        return Parameters.competitionCode(unitOf(id));
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(Problem.of(
                ProblemType.NOT_FOUND,
                "No open conflict is called \"" + id + "\": it was settled, or one of the two has said something new. GET /v1/schedule/conflicts lists those there are."));
    }
}
