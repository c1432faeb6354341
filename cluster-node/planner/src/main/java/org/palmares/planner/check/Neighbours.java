package org.palmares.planner.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Rule;
import org.palmares.protocol.contract.planning.Slot;

/** Rules between two units: rounds in order, rest of participants. Pairs that break them in the published timetable already are left alone. */
final class Neighbours {

    private final Problem problem;
    private final Map<String, List<PlanningUnit>> competitions = new HashMap<>();
    private final Map<String, List<PlanningUnit>> participants = new HashMap<>();

    Neighbours(Problem problem) {
        this.problem = problem;
        for (PlanningUnit unit : problem.units()) {
            competitions.computeIfAbsent(unit.competition(), any -> new ArrayList<>()).add(unit);
            unit.participants().forEach(who -> participants.computeIfAbsent(who, any -> new ArrayList<>()).add(unit));
        }
    }

    List<Violation> broken(PlanningUnit unit, Slot slot, Map<String, Slot> plan) {
        List<Violation> wrong = new ArrayList<>();
        for (PlanningUnit other : others(unit)) {
            Rule rule = broken(unit, slot, other, plan.get(other.code()));
            if (rule != null) {
                List<String> shared = rule == Rule.REST ? unit.participants().stream().filter(other.participants()::contains).toList() : List.of();
                wrong.add(new Violation(rule, unit.code(), -1, List.of(other.code()), shared));
            }
        }
        return wrong;
    }

    private Set<PlanningUnit> others(PlanningUnit unit) {
        Set<PlanningUnit> others = new LinkedHashSet<>();
        if (!unit.competition().isEmpty()) {
            competitions.get(unit.competition()).stream().filter(other -> other.round() != unit.round()).forEach(others::add);
        }
        unit.participants().forEach(who -> others.addAll(participants.get(who)));
        others.removeIf(other -> other.code().equals(unit.code()));
        return others;
    }

    private Rule broken(PlanningUnit unit, Slot slot, PlanningUnit other, Slot otherSlot) {
        boolean rounds = !unit.competition().isEmpty() && unit.competition().equals(other.competition()) && unit.round() != other.round();
        if (rounds) {
            boolean first = unit.round() < other.round();
            PlanningUnit earlier = first ? unit : other;
            PlanningUnit later = first ? other : unit;
            Duration published = Duration.between(earlier.slot().end(), later.slot().start());
            if (published.isNegative()) {
                return null;
            }
            if (otherSlot == null) {
                return first ? null : Rule.ROUND_ORDER;
            }
            Slot before = first ? slot : otherSlot;
            Slot after = first ? otherSlot : slot;
            return Duration.between(before.end(), after.start()).compareTo(gap(unit, other, published)) < 0 ? Rule.ROUND_ORDER : null;
        }
        Duration published = apart(unit.slot(), other.slot());
        boolean near = otherSlot != null && !published.isNegative() && apart(slot, otherSlot).compareTo(gap(unit, other, published)) < 0;
        return near ? Rule.REST : null;
    }

    private Duration gap(PlanningUnit one, PlanningUnit other, Duration published) {
        int rest = Math.max(problem.settings().rest(one.discipline()), problem.settings().rest(other.discipline()));
        Duration asked = Duration.ofMinutes(rest);
        return asked.compareTo(published) < 0 ? asked : published;
    }

    /** What lies between two slots; negative where they overlap. */
    private static Duration apart(Slot one, Slot other) {
        Duration after = Duration.between(one.end(), other.start());
        Duration before = Duration.between(other.end(), one.start());
        return after.compareTo(before) > 0 ? after : before;
    }
}
