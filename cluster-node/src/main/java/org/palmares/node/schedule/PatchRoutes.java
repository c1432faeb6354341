package org.palmares.node.schedule;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.competition.Authorship;
import org.palmares.competition.CompetitionCommand.EditUnit.Basis;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Revision;
import org.palmares.competition.UnitEdit.Holding;
import org.palmares.competition.UnitField;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.http.EntityTags;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Problems;
import org.palmares.node.http.Refusals;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.schedule.ForSchedulers.Wanted;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.Unit;

/** {@code PATCH /v1/units/{rsc}/schedule}: a scheduler changes one unit. */
public final class PatchRoutes extends AllDirectives {

    private final Desk with;

    public PatchRoutes(Desk desk) {
        with = desk;
    }

    /** The route, below {@code /v1}. */
    public Route routes() {
        return path(segment(Paths.UNITS).slash(segment()).slash(Paths.SCHEDULE), code -> patch(() -> ForSchedulers.change(with, wanted -> change(wanted, code))));
    }

    private static UnitPatch patch(JsonNode body) {
        try {
            return UnitPatch.of(body);
        } catch (UnitPatch.Invalid invalid) {
            throw Desk.impossible(invalid.faults());
        }
    }

    private CompletionStage<HttpResponse> change(Wanted wanted, String code) {
        HttpRequest request = wanted.request();
        Parameters parameters = new Parameters(request);
        Rsc rsc = Parameters.rsc(code);
        String games = parameters.games(with.board(), with.settings());
        Language language = parameters.language();
        UnitPatch patch = patch(wanted.json());
        CompetitionId id = new CompetitionId(games, rsc.competition());
        CompetitionView view = with.board().get(id).orElseThrow(() -> unknown(rsc));
        if (wanted.isRepeat(view.state().edits(rsc.value()).repeated(wanted.asking()))) {
            return CompletableFuture.completedFuture(answer(id, rsc, language));
        }
        Unit now = Optional.ofNullable(view.state().timetable().get(rsc.value())).orElseThrow(() -> unknown(rsc)).value();
        Desk.requireAllowed(wanted.who(), id, now, patch.set().getOrDefault(UnitField.VENUE, ""));
        PlanRules rules = with.rules(games, id.discipline());
        TreeMap<UnitField, String> set = new TreeMap<>(PlanRules.completed(now, patch.set()));
        List<Fault> faults = rules.faults(now, set);
        if (!faults.isEmpty()) {
            throw Desk.impossible(faults);
        }
        Authorship by = wanted.by(patch.reason(), Authorship.Cause.PERSON);
        return with.editor().edit(id, new EditUnit(rsc.value(), set, Holding.LEAVES, basis(EntityTags.ofIfMatch(request), view.state().revision(rsc.value())), false, by))
                .exceptionally(failure -> {
                    throw Refusals.unanswered(failure, "Whether the unit was changed is not known. Send the same request again with the same Idempotency-Key, here or to another data centre.");
                })
                .thenApply(reply -> reply.fold(new CompetitionReply.Cases<>() {
                    @Override
                    public HttpResponse accepted(CompetitionReply.Accepted accepted) {
                        return answer(id, rsc, language);
                    }

                    @Override
                    public HttpResponse rejected(CompetitionReply.Rejected rejected) {
                        return Problems.response(request, Refusals.problem(id, rejected.rejection()));
                    }
                }));
    }

    /** Between the change and this a message may have taken the unit out of the timetable. */
    private HttpResponse answer(CompetitionId id, Rsc rsc, Language language) {
        CompetitionView view = with.board().get(id).filter(is -> is.state().timetable().containsKey(rsc.value())).orElseThrow(() -> unknown(rsc));
        Revision revision = view.state().revision(rsc.value()).orElseThrow();
        return Replies.json(Units.shape(view, rsc.value(), new Places(() -> with.board().of(id.games())), language).orElseThrow())
                .addHeader(RawHeader.create(Headers.ETAG, '"' + revision.toString() + '"'))
                .addHeader(RawHeader.create(Headers.CONTENT_LANGUAGE, language.tag()));
    }

    /** The revision that the change rests on, where some are named: that of now, else the newest; else what was known here when it was asked for. */
    private static Optional<Basis> basis(EntityTags named, Optional<Revision> here) {
        if (named.any()) {
            return here.map(Basis::seen);
        }
        List<Revision> seen = named.strong().stream().flatMap(tag -> Revision.parse(tag).stream()).toList();
        return Optional.of(seen.stream().filter(one -> here.filter(one::isSameAs).isPresent()).findFirst()
                .or(() -> seen.stream().max(Comparator.comparing(Revision::newest)))
                .map(Basis::required)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.OUTDATED, "If-Match names no revision that was given here. Read the unit again, and change it with its revision."))));
    }

    private static ProblemException unknown(Rsc rsc) {
        return new ProblemException(Problem.of(ProblemType.NOT_FOUND, "The timetable has no unit " + rsc + "; GET /v1/schedule lists those there are."));
    }
}
