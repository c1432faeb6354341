package org.palmares.node.schedule.hold;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.util.ByteString;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.http.Parameters.Page;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.Refusals;
import org.palmares.node.http.Replies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.schedule.Desk;
import org.palmares.node.schedule.ForSchedulers.Wanted;
import org.palmares.node.schedule.ForSchedulers;
import org.palmares.node.schedule.UnitPatch.Invalid;
import org.palmares.node.view.Parts;
import org.palmares.protocol.contract.DeskShapes.Author;
import org.palmares.protocol.contract.DeskShapes;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.odf.Sha256;
import org.palmares.protocol.odf.Unit;

/** {@code /v1/schedule/holds}: what feeds do not change; holding and releasing it. */
public final class HoldRoutes extends AllDirectives {

    private static final int ID_DIGITS = 24;
    /** Units that are not held by then are held all the same; who asked looks again. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final Desk with;
    private final Holds holds;

    public HoldRoutes(Desk with, Holds holds) {
        this.with = with;
        this.holds = holds;
    }

    /** What is to be held or released: all units that fit. */
    private record Target(String games, Hold.Scope scope, String code) {
        private String id() {
            return Sha256.hex((games + '\n' + scope + '\n' + code).getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
        }
    }

    /** The routes, below {@code /v1}. */
    public Route routes() {
        return pathPrefix(Paths.SCHEDULE, () -> pathPrefix(Paths.HOLDS, () -> concat(
                pathEnd(() -> get(() -> ForSchedulers.asked(with, (request, who) -> with.apart(() -> list(new Parameters(request)))))),
                path(segment().slash(segment()), (scope, code) -> concat(
                        put(() -> ForSchedulers.change(with, wanted -> with.apart(() -> once(wanted, scope, code, this::hold)).thenCompose(answer -> answer))),
                        delete(() -> ForSchedulers.change(with, wanted -> with.apart(() -> once(wanted, scope, code, this::release)).thenCompose(answer -> answer))))))));
    }

    private HttpResponse list(Parameters parameters) {
        List<Hold> active = holds.active(parameters.games(with.board(), with.settings()));
        Page<Hold> page = parameters.page(active, Hold::id);
        return Replies.json(Replies.list(Paths.HOLDS, new Page<>(page.items().stream().map(this::shape).toList(), page.next())));
    }

    private Target target(HttpRequest request, String scope, String code) {
        return new Target(
                new Parameters(request).games(with.board(), with.settings()),
                Hold.Scope.of(scope).orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "What can be held is a unit, session or discipline, not a \"" + scope + "\"."))),
                code);
    }

    /** What is done with a hold, of which is given what there was before. */
    private interface Work {
        CompletionStage<HttpResponse> of(Wanted wanted, Target target, Optional<Hold> before);
    }

    /** Whoever asks again for what was done is told how it stands now. */
    private CompletionStage<HttpResponse> once(Wanted wanted, String scope, String code, Work work) {
        Target target = target(wanted.request(), scope, code);
        Optional<Hold> before = holds.of(target.id());
        return wanted.isRepeat(before.flatMap(is -> is.repeated(wanted.asking()))) ? carriedOut(before.orElseThrow()) : work.of(wanted, target, before);
    }

    private CompletionStage<HttpResponse> hold(Wanted wanted, Target target, Optional<Hold> before) {
        Wish wish = wish(wanted.body());
        if (allowed(wanted, target) == 0) {
            throw new ProblemException(Problem.of(
                    ProblemType.NOT_FOUND, "The timetable has no unit of the " + target.scope().text() + " \"" + target.code() + "\"; GET /v1/schedule lists those there are."));
        }
        Hold now = next(wanted, target, before, Hold.State.HELD, wish);
        return before.filter(is -> is.isActive(holds.now()) && is.reason().equals(now.reason()) && Objects.equals(is.until(), now.until()))
                .map(same -> unchanged(wanted, same))
                .orElseGet(() -> kept(now));
    }

    private CompletionStage<HttpResponse> release(Wanted wanted, Target target, Optional<Hold> known) {
        Wish wish = wish(wanted.body());
        Hold before = known.orElseThrow(() -> new ProblemException(Problem.of(
                ProblemType.NOT_FOUND, "No hold of the " + target.scope().text() + " \"" + target.code() + "\" is known; GET /v1/schedule/holds lists those there are.")));
        allowed(wanted, target);
        return before.state() == Hold.State.RELEASED
                ? unchanged(wanted, before)
                : kept(next(wanted, target, known, Hold.State.RELEASED, new Wish(wish.reason(), Optional.empty())));
    }

    /** It is so already. What has a name of its own is kept all the same: it must change nothing either when it comes again after that of somebody else. */
    private CompletionStage<HttpResponse> unchanged(Wanted wanted, Hold is) {
        return wanted.asking().isNamed() ? kept(is.by(wanted.asking())) : carriedOut(is);
    }

    private Hold next(Wanted wanted, Target target, Optional<Hold> before, Hold.State state, Wish wish) {
        return new Hold(
                        target.id(), before.map(Hold::version).orElse(0L), target.games(), target.scope(), target.code(), state,
                        holds.now().truncatedTo(ChronoUnit.MILLIS), wish.until().orElse(null), wanted.who().name(), wanted.who().via(), wanted.correlation(), wish.reason(),
                        before.map(Hold::asked).orElse(List.of()))
                .by(wanted.asking());
    }

    /** How many units it is about; ends in 403 where who asks may not change one of them. */
    private int allowed(Wanted wanted, Target target) {
        int units = 0;
        for (CompetitionView view : with.board().of(target.games())) {
            for (Unit unit : view.units().filter(unit -> target.scope().covers(target.code(), unit)).toList()) {
                Desk.requireAllowed(wanted.who(), view.id(), unit, "");
                units++;
            }
        }
        return units;
    }

    private CompletionStage<HttpResponse> kept(Hold hold) {
        return holds.keep(hold)
                .exceptionally(failure -> {
                    throw Refusals.unanswered(failure, "Whether it was kept is not known. Send the same request again with the same Idempotency-Key.");
                })
                .thenCompose(kept -> {
                    Refusals.requireKept(kept, "Somebody else has held or released the same in this moment. Look at GET /v1/schedule/holds, and send it again.");
                    return carriedOut(hold);
                });
    }

    /** What cannot be held or released now, the keeper brings to its end. */
    private CompletionStage<HttpResponse> carriedOut(Hold hold) {
        return holds.carryOut(hold)
                .toCompletableFuture()
                .exceptionally(later -> null)
                .completeOnTimeout(null, ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(done -> with.apart(() -> Replies.json(shape(hold))));
    }

    private DeskShapes.Hold shape(Hold hold) {
        int units = 0;
        int held = 0;
        for (CompetitionView view : with.board().of(hold.games())) {
            for (Unit unit : view.units().filter(hold::covers).toList()) {
                units++;
                held += view.state().edits(unit.code().value()).isHeld() ? 1 : 0;
            }
        }
        return new DeskShapes.Hold(
                hold.scope().text(), hold.code(), hold.games(), hold.state().name().toLowerCase(Locale.ROOT), hold.at().toString(),
                Optional.ofNullable(hold.until()).map(Instant::toString).orElse(null), new Author(hold.by(), hold.via()), Parts.orNull(hold.reason()), units, held);
    }

    private Wish wish(ByteString body) {
        try {
            return Wish.of(body.isEmpty() ? JsonNodeFactory.instance.objectNode() : Replies.read(body, JsonNode.class), holds.now());
        } catch (Invalid invalid) {
            throw Desk.impossible(invalid.faults());
        }
    }
}
