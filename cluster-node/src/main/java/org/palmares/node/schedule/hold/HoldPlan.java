package org.palmares.node.schedule.hold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.palmares.competition.Authorship;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.UnitEdit;
import org.palmares.competition.UnitEdit.Holding;
import org.palmares.competition.UnitEdits;
import org.palmares.node.board.CompetitionView;
import org.palmares.protocol.odf.Unit;

/**
 * Which units have to be held or released, so that what is held is what the holds say: also units that came into a session later. Pure, and nothing where all
 * is as it has to be, so whoever carries it out once more does nothing twice.
 */
final class HoldPlan {

    /** Kind of the cause that units are held and released for. */
    static final String CAUSE = "hold";

    /** What is to be done with a unit, and because of which hold. */
    record Step(CompetitionId competition, String unit, Holding holding, Hold because) {

        Authorship by() {
            return new Authorship(because.by(), because.via(), because.reason(), new Authorship.Cause(CAUSE, because.name()), "", "", because.correlation());
        }
    }

    private final List<Hold> known;
    private final List<Hold> active;

    private HoldPlan(List<Hold> known, Instant now) {
        this.known = known;
        this.active = known.stream().filter(hold -> hold.isActive(now)).toList();
    }

    /**
     * What is to be done.
     *
     * @param games all competitions of a Games
     * @param holds all holds of it, released ones too
     */
    static List<Step> of(Collection<CompetitionView> games, List<Hold> holds, Instant now) {
        HoldPlan plan = new HoldPlan(holds, now);
        List<Step> steps = new ArrayList<>();
        games.forEach(view -> plan.steps(view.id(), view.state(), steps));
        return steps;
    }

    private void steps(CompetitionId id, Competition state, List<Step> steps) {
        if (active.isEmpty() && state.edits().isEmpty()) {
            return;
        }
        state.timetable().forEach((code, entry) -> step(id, entry.value(), state.edits(code)).ifPresent(steps::add));
    }

    private Optional<Step> step(CompetitionId id, Unit unit, UnitEdits edits) {
        Optional<Hold> covering = active.stream().filter(hold -> hold.covers(unit) && !isOutdated(hold, edits)).findFirst();
        if (covering.isPresent() == edits.isHeld()) {
            return Optional.empty();
        }
        return covering.map(hold -> new Step(id, unit.code().value(), Holding.HOLDS, hold))
                .or(() -> ended(edits).map(hold -> new Step(id, unit.code().value(), Holding.RELEASES, hold)));
    }

    /** The hold that a unit is held for; empty where this node has not heard of it yet: then it does not know either whether it has ended. */
    private Optional<Hold> ended(UnitEdits edits) {
        Optional<String> name = edits.newestFirst().stream()
                .filter(edit -> edit.holding() == Holding.HOLDS)
                .findFirst()
                .map(UnitEdit::by)
                .flatMap(HoldPlan::name);
        return name.flatMap(of -> known.stream().filter(hold -> isSameOrLater(hold, of)).findFirst());
    }

    private static boolean isSameOrLater(Hold hold, String name) {
        return version(hold, name).filter(version -> hold.version() >= version).isPresent();
    }

    /** Whether something was done with a unit because of a later version of {@code hold}: then this node does not know what is wanted by now. */
    private static boolean isOutdated(Hold hold, UnitEdits edits) {
        return edits.newestFirst().stream().map(UnitEdit::by).flatMap(by -> name(by).stream()).flatMap(name -> version(hold, name).stream()).anyMatch(version -> version > hold.version());
    }

    /** Because of which version of a hold something was done. */
    private static Optional<String> name(Authorship by) {
        return Optional.of(by.cause()).filter(cause -> cause.kind().equals(CAUSE)).map(Authorship.Cause::id);
    }

    /** The version in {@code name}, where that is a name of {@code hold}. */
    private static Optional<Long> version(Hold hold, String name) {
        int slash = name.lastIndexOf('/');
        return slash > 0 && name.substring(0, slash).equals(hold.id()) ? Optional.of(Long.parseLong(name.substring(slash + 1))) : Optional.empty();
    }
}
