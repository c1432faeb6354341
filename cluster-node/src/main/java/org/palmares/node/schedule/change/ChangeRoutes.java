package org.palmares.node.schedule.change;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;
import org.palmares.competition.Limits;
import org.palmares.node.http.Parameters.Page;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.schedule.Desk;
import org.palmares.node.schedule.ForSchedulers.Wanted;
import org.palmares.node.schedule.ForSchedulers;
import org.palmares.node.schedule.Members;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.node.schedule.UnitPatch.Invalid;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.odf.Sha256;

/** {@code /v1/schedule/changes}: many units at once; what was changed, and taking it back. */
public final class ChangeRoutes extends AllDirectives {

    private static final int BODY_BYTES = 1024 * 1024;
    /** Twice what a whole Games takes. */
    private static final int SHEET_BYTES = 4 * 1024 * 1024;

    private final Planner planner;
    private final Desk with;

    public ChangeRoutes(Planner planner, Desk with) {
        this.planner = planner;
        this.with = with;
    }

    /** The routes, below {@code /v1}. */
    public Route routes() {
        return pathPrefix(Paths.SCHEDULE, () -> pathPrefix(Paths.CHANGES, () -> concat(
                pathEnd(() -> concat(
                        post(() -> ForSchedulers.change(with, request -> isSheet(request) ? SHEET_BYTES : BODY_BYTES, this::change)),
                        get(() -> ForSchedulers.asked(with, (request, who) -> CompletableFuture.completedFuture(list(request)))))),
                path(segment(), id -> get(() -> ForSchedulers.asked(with, (request, who) -> CompletableFuture.completedFuture(Replies.json(Shown.of(known(id))))))),
                path(segment().slash(Paths.UNDO), id -> post(() -> ForSchedulers.change(with, wanted -> undo(wanted, id)))))));
    }

    private Change known(String id) {
        return planner.changes().of(id).orElseThrow(() -> new ProblemException(
                Problem.of(ProblemType.NOT_FOUND, "No change is called \"" + id + "\"; GET /v1/schedule/changes lists them.")));
    }

    private HttpResponse list(HttpRequest request) {
        Page<Change> page = new Parameters(request).page(planner.changes().all(), Change::id);
        List<Map<String, Object>> shown = page.items().stream().map(Shown::inShort).toList();
        return Replies.json(Replies.list("changes", new Page<>(shown, page.next())));
    }

    private CompletionStage<HttpResponse> change(Wanted wanted) {
        HttpRequest request = wanted.request();
        Parameters parameters = new Parameters(request);
        String games = parameters.games(with.board(), with.settings());
        Language language = parameters.language();
        return with.apart(() -> planner.change(asker(wanted), games, language, asked(request, games, wanted.body()))).thenCompose(answer -> answer).thenApply(ChangeRoutes::answer);
    }

    private static Planner.Asker asker(Wanted wanted) {
        return new Planner.Asker(wanted.who(), wanted.asking().key(), wanted.correlation());
    }

    private ChangeRequest asked(HttpRequest request, String games, ByteString body) {
        try {
            return isSheet(request) ? sheet(new Parameters(request), games, body.toArray()) : ChangeBody.read(Replies.read(body, JsonNode.class));
        } catch (Invalid invalid) {
            throw Desk.impossible(invalid.faults());
        }
    }

    private static boolean isSheet(HttpRequest request) {
        return request.entity().getContentType().mediaType().toString().equals("text/csv");
    }

    /** What JSON says of itself, the address says of a file; and who sends one looks first, unless it is said otherwise. */
    private ChangeRequest sheet(Parameters parameters, String games, byte[] file) {
        boolean dryRun = parameters.flag("dryRun", true);
        String reason = parameters.text("reason").orElse("").strip();
        if (!Members.isReason(reason)) {
            throw Parameters.bad("reason", "is a text of up to " + Limits.EDIT_TEXT_MAX + " characters, without control characters");
        }
        SortedSet<String> accept = new TreeSet<>(parameters.text("accept").map(ids -> List.of(ids.split(","))).orElse(List.of()));
        Action.SetEach action = ChangeSheet.read(file, code -> planner.known(games, code), with.calendar().clock(games));
        return new ChangeRequest(Selection.of(action.edits().keySet()), action, reason, dryRun, accept, "file " + Sha256.hex(file));
    }

    private CompletionStage<HttpResponse> undo(Wanted wanted, String id) {
        String reason = reasonOf(wanted.json());
        return with.apart(() -> planner.undo(asker(wanted), known(id), reason)).thenCompose(answer -> answer).thenApply(ChangeRoutes::answer);
    }

    private static String reasonOf(JsonNode body) {
        List<Fault> faults = new ArrayList<>();
        if (!body.isObject()) {
            faults.add(new Fault("", "the body is an object with reason"));
        }
        Members.requireKnown(body, Set.of("reason"), faults);
        String reason = Members.reason(body, faults);
        if (!faults.isEmpty()) {
            throw Desk.impossible(faults);
        }
        return reason;
    }

    private static HttpResponse answer(Planner.Answer answer) {
        return answer.isKept()
                ? Replies.json(StatusCodes.OK.intValue(), answer.shape())
                        .addHeader(RawHeader.create("Location", Paths.of(Paths.SCHEDULE, Paths.CHANGES, answer.id())))
                : Replies.json(answer.shape());
    }
}
