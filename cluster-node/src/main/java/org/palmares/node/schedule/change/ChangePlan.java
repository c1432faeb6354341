package org.palmares.node.schedule.change;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Revision;
import org.palmares.competition.UnitField;
import org.palmares.node.schedule.PlanRules;
import org.palmares.node.schedule.change.Action.Place;
import org.palmares.protocol.odf.Unit;

/**
 * What an action would do to each unit. Pure.
 *
 * @param steps in the order of the units' times
 * @param unchanged how many units more are meant that are as they are to be
 */
record ChangePlan(List<Step> steps, int unchanged) {

    private static final Comparator<Candidate> BY_TIME = Comparator.<Candidate, OffsetDateTime>comparing(
                    candidate -> candidate.place().now().start().orElse(OffsetDateTime.MAX), OffsetDateTime.timeLineOrder())
            .thenComparing(candidate -> candidate.place().now().code());

    /** A unit that is meant, as it is now. */
    record Candidate(CompetitionId competition, Place place, Revision revision) {}

    /**
     * What would become of a unit.
     *
     * @param before the values that change, as they are
     * @param after the values that change, as they will be; none where nothing changes
     * @param seen the revision that whoever asks has seen, where it is not that of now: nothing is changed then
     */
    record Step(
            CompetitionId competition, Unit unit, Revision revision, Map<UnitField, String> before, Map<UnitField, String> after, Optional<Revision> seen) {}

    ChangePlan {
        steps = List.copyOf(steps);
    }

    static ChangePlan of(List<Candidate> meant, Action action) {
        List<Candidate> inOrder = meant.stream().filter(candidate -> action.concerns(candidate.place(), candidate.revision())).sorted(BY_TIME).toList();
        List<Place> moving = inOrder.stream().map(Candidate::place).filter(place -> !action.leaves(place.now())).toList();
        return new ChangePlan(inOrder.stream().map(candidate -> step(candidate, action, moving)).toList(), meant.size() - inOrder.size());
    }

    /** The units that change, as they will be. */
    List<Unit> after() {
        return steps.stream().filter(step -> !step.after().isEmpty()).map(ChangePlan::after).toList();
    }

    private static Unit after(Step step) {
        Unit unit = step.unit();
        for (Map.Entry<UnitField, String> value : step.after().entrySet()) {
            unit = value.getKey().with(unit, value.getValue());
        }
        return unit;
    }

    private static Step step(Candidate candidate, Action action, List<Place> moving) {
        Unit now = candidate.place().now();
        Optional<Revision> seen = action.base(now).filter(base -> !base.isSameAs(candidate.revision()));
        Map<UnitField, String> before = new EnumMap<>(UnitField.class);
        Map<UnitField, String> after = new EnumMap<>(UnitField.class);
        if (!action.leaves(now) && seen.isEmpty()) {
            PlanRules.completed(now, action.on(candidate.place(), moving)).forEach((field, value) -> {
                if (!field.with(now, value).equals(now)) {
                    before.put(field, field.of(now));
                    after.put(field, value);
                }
            });
        }
        return new Step(candidate.competition(), now, candidate.revision(), before, after, seen);
    }
}
