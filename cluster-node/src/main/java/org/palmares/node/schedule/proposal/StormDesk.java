package org.palmares.node.schedule.proposal;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Revision;
import org.palmares.node.access.Principal;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.schedule.Desk;
import org.palmares.node.schedule.GamesClashes;
import org.palmares.node.schedule.UnitPatch.Fault;
import org.palmares.node.schedule.clash.Clashes;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.node.schedule.proposal.Proposed.PlanOf;
import org.palmares.node.schedule.storm.Known;
import org.palmares.node.schedule.storm.Replanned;
import org.palmares.node.schedule.storm.StormDay;
import org.palmares.node.schedule.storm.StormFaults;
import org.palmares.node.schedule.storm.StormRequest;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.contract.planning.Plan;
import org.palmares.protocol.contract.planning.PlanningAnswer;
import org.palmares.protocol.contract.planning.PlanningFault;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Proposal;
import org.palmares.protocol.odf.Rsc;

/** Makes proposals of what the board knows and what the planner says to it. */
public final class StormDesk {

    private static final String DISRUPTIONS = "disruptions[";
    private static final int ID_DIGITS = 12;

    private final Desk with;
    private final GamesClashes clashes;
    private final PlannerProcess planner;
    private final String node;
    private final InstantSource clock;
    private final Proposals proposals = new Proposals();

    /** @param node this node's name */
    public StormDesk(Desk with, GamesClashes clashes, PlannerProcess planner, String node, InstantSource clock) {
        this.with = with;
        this.clashes = clashes;
        this.planner = planner;
        this.node = node;
        this.clock = clock;
    }

    /** Milliseconds that the planner may plan for. */
    int millis() {
        return planner.millis();
    }

    /** The proposal called {@code id}, as long as it is remembered here. */
    Optional<Proposed> of(String id) {
        return proposals.of(id);
    }

    /** A proposal for what {@code who} says happened in {@code games}. */
    CompletionStage<Proposed> propose(Principal who, String games, StormRequest told) {
        return CompletableFuture.supplyAsync(() -> plan(who, games, told), with.threads()).thenCompose(proposed -> proposed).thenApply(proposed -> {
            proposals.keep(proposed);
            return proposed;
        });
    }

    private CompletionStage<Proposed> plan(Principal who, String games, StormRequest told) {
        // Read first: a change that comes in between makes the proposal outdated, not wrong.
        List<CompetitionView> views = with.board().of(games);
        Clashes now = clashes.of(games);
        StormRequest asked = told.resolved(now.timetable());
        refuse(Stream.concat(StormFaults.of(asked, now.timetable()).stream(), notAllowed(who, asked)).toList());
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Known known = new Known(
                now,
                with.calendar().clock(games).offset(asked.now().orElse(at)),
                unit -> who.mayChange(unit.discipline(), unit.venue()) && (asked.heldMayMove() || !isHeld(games, unit)),
                clashes::restMinutes);
        StormDay day = StormDay.of(asked, known, at);
        refuse(StormFaults.of(day));
        return planner.plan(day.problem()).thenApply(answer -> proposed(new Asked(who, games, views, at, known, day), answer));
    }

    /** What was asked, and of what. */
    private record Asked(Principal who, String games, List<CompetitionView> views, Instant at, Known known, StormDay day) {}

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Desk.impossible(ProblemType.IMPOSSIBLE_PROPOSAL, faults);
        }
    }

    private static Stream<Fault> notAllowed(Principal who, StormRequest asked) {
        return asked.alternatives().entrySet().stream()
                .filter(venue -> venue.getValue().stream().anyMatch(place -> !who.venues().isEmpty() && !who.venues().contains(place.venue())))
                .map(venue -> new Fault("settings.alternatives." + venue.getKey(), "the key of " + who.name() + " does not allow changes there"));
    }

    private boolean isHeld(String games, PlannedUnit unit) {
        return view(games, unit.code()).map(view -> view.state().edits(unit.code().value()).isHeld()).orElse(false);
    }

    private Optional<CompetitionView> view(String games, Rsc unit) {
        return with.board().get(new CompetitionId(games, unit.competition()));
    }

    private Proposed proposed(Asked asked, PlanningAnswer answer) {
        refuse(answer.faults().stream().map(fault -> translated(fault, asked.day())).toList());
        Proposal proposal = answer.proposal();
        StormDay day = asked.day();
        return new Proposed(
                node + '-' + UUID.randomUUID().toString().replace("-", "").substring(0, ID_DIGITS),
                asked.games(),
                asked.at(),
                asked.who().name(),
                new Proposed.Considered(
                        day.horizon().now(), day.horizon().from(), day.horizon().until(), day.happened(), day.units().size(),
                        day.problem().units().stream().filter(unit -> !unit.pinned()).count(), day.leftOut()),
                plan(asked, proposal.best()),
                proposal.second() == null ? null : plan(asked, proposal.second()),
                proposal.noSecond(),
                proposal.solver(),
                proposal.times().whole());
    }

    private PlanOf plan(Asked asked, Plan plan) {
        List<Replanned> units = Replanned.of(plan, asked.day(), asked.known());
        Set<String> codes = units.stream().map(unit -> unit.unit().code().value()).collect(Collectors.toSet());
        Map<String, String> revisions = new TreeMap<>();
        asked.views().forEach(view -> view.state().timetable().keySet().stream().filter(codes::contains).forEach(
                code -> view.state().revision(code).ifPresent(is -> revisions.put(code, is.toString()))));
        return new PlanOf(plan.proven(), plan.objective(), units, revisions);
    }

    /** The revision that a unit has now. */
    Optional<Revision> revision(String games, Rsc unit) {
        return view(games, unit).flatMap(view -> view.state().revision(unit.value()));
    }

    private static String told(String at, StormDay day) {
        int end = at.indexOf(']');
        return "happened[" + day.origins().get(Integer.parseInt(at.substring(DISRUPTIONS.length(), end))) + at.substring(end);
    }

    /** Where in the body it is that the planner does not like; units are none of it, so they are named. */
    private static Fault translated(PlanningFault fault, StormDay day) {
        String at = fault.at().startsWith(DISRUPTIONS) ? told(fault.at(), day) : fault.at();
        if (!at.startsWith("units[")) {
            return new Fault(at, fault.text());
        }
        int index = Integer.parseInt(at.substring("units[".length(), at.indexOf(']')));
        PlanningUnit unit = day.problem().units().get(index);
        return new Fault("", "of the unit " + unit.code() + ", " + at.substring(at.indexOf(']') + 1) + ": " + fault.text());
    }
}
