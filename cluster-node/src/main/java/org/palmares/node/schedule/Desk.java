package org.palmares.node.schedule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Limits;
import org.palmares.node.access.Keys;
import org.palmares.node.access.Principal;
import org.palmares.node.board.Board;
import org.palmares.node.board.Calendar;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.http.Answers;
import org.palmares.node.http.Bodies;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.node.sites.Serving;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Unit;

/**
 * What all changes of the timetable work with, and have in common.
 *
 * @param calendar the days of every Games
 * @param editor carries changes out
 * @param threads where plans of many units are worked out: they take as long as long messages do
 */
public record Desk(Board board, GamesSettings settings, Calendar calendar, Editor editor, Keys keys, Bodies bodies, Serving serving, Executor threads) {

    /** What {@code work} gives, which looks at all units of a Games: it is done where it is in the way of no short request. */
    public <T> CompletionStage<T> apart(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, threads);
    }

    /** What {@code games} allows units of {@code discipline} to be changed to. */
    public PlanRules rules(String games, String discipline) {
        Set<String> venues = board.of(games).stream()
                .flatMap(view -> Stream.concat(view.units().map(Unit::venue), view.sessions().map(Session::venue)))
                .filter(venue -> !venue.isEmpty())
                .collect(Collectors.toSet());
        Set<String> sessions = board.of(games).stream()
                .filter(view -> view.id().discipline().equals(discipline))
                .flatMap(view -> Stream.concat(view.sessions().map(Session::code), view.units().map(Unit::session)))
                .filter(session -> !session.isEmpty())
                .collect(Collectors.toSet());
        return new PlanRules(calendar.span(games), venues, sessions);
    }

    /** Ends in 403 where {@code who} may not change {@code unit}, or not bring it to the venue {@code to}; empty where it stays. */
    public static void requireAllowed(Principal who, CompetitionId id, Unit unit, String to) {
        if (!who.mayChange(id.discipline(), unit.venue()) || !to.isEmpty() && !who.mayChange(id.discipline(), to)) {
            throw new ProblemException(Problem.of(
                    ProblemType.FORBIDDEN, "The key of " + who.name() + " does not allow changes of " + id.discipline() + " at " + unit.venue() + (to.isEmpty() ? "" : " or " + to) + ". Nothing was changed."));
        }
    }

    /** The Idempotency-Key; empty where there is none. */
    public static String key(HttpRequest request) {
        String key = Answers.header(request, Headers.IDEMPOTENCY_KEY).orElse("");
        if (key.length() > Limits.EDIT_TEXT_MAX) {
            throw new ProblemException(Problem.of(ProblemType.BAD_REQUEST, "The Idempotency-Key has more than " + Limits.EDIT_TEXT_MAX + " characters."));
        }
        return key;
    }

    /** 422 with every fault. */
    public static ProblemException impossible(List<Fault> faults) {
        return impossible(ProblemType.IMPOSSIBLE_CHANGE, faults);
    }

    /** 422 of this type with every fault. */
    public static ProblemException impossible(ProblemType type, List<Fault> faults) {
        return new ProblemException(Problem.of(type, "Correct what faults names; nothing was changed.")
                .with("faults", faults.stream().map(Desk::shape).toList()));
    }

    private static Map<String, Object> shape(Fault fault) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("field", fault.field());
        shape.put("message", fault.field().isEmpty() ? fault.message() : fault.field() + ": " + fault.message());
        return shape;
    }
}
