package org.palmares.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.palmares.planner.check.PlanChecker;
import org.palmares.planner.check.Violation;
import org.palmares.planner.clock.GamesClock;
import org.palmares.protocol.contract.planning.Place;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Reason;
import org.palmares.protocol.contract.planning.Rule;
import org.palmares.protocol.contract.planning.Slot;

/** Why units move in a plan: each is put back, alone, and what it breaks then is the reason. */
final class Reasons {

    private static final Set<Rule> NO_SLOT = Set.of(Rule.HORIZON, Rule.NOTICE, Rule.GRID, Rule.HOURS, Rule.PLACE);
    private static final int NAMED_MAX = 8;

    private final Problem problem;
    private final PlanChecker checker;
    private final Map<String, Slot> plan;
    private final boolean proven;

    Reasons(Problem problem, PlanChecker checker, Map<String, Slot> plan, boolean proven) {
        this.problem = problem;
        this.checker = checker;
        this.plan = plan;
        this.proven = proven;
    }

    /** Why a unit is not where it was. */
    List<Reason> of(PlanningUnit unit) {
        if (!plan.containsKey(unit.code())) {
            return withoutTime(unit);
        }
        List<Violation> broken = checker.at(unit.code(), unit.slot(), plan);
        if (broken.isEmpty()) {
            Rule rule = proven ? Rule.SESSION_WHOLE : Rule.NOT_PROVEN;
            return List.of(reason(new Violation(rule, unit.code(), -1, List.of(), List.of()), 0));
        }
        return merged(broken).stream().map(violation -> reason(violation, 0)).toList();
    }

    private Reason reason(Violation broken, int slots) {
        Integer disruption = broken.disruption() < 0 ? null : broken.disruption();
        List<String> units = broken.others().subList(0, Math.min(NAMED_MAX, broken.others().size()));
        List<String> participants = broken.participants().subList(0, Math.min(NAMED_MAX, broken.participants().size()));
        return new Reason(broken.rule(), disruption, units, participants, slots);
    }

    private record Key(Rule rule, int disruption) {}

    /** One for each rule and disruption, with all who take part. */
    private static List<Violation> merged(List<Violation> all) {
        Map<Key, List<Violation>> byRule = new HashMap<>();
        all.forEach(one -> byRule.computeIfAbsent(new Key(one.rule(), one.disruption()), any -> new ArrayList<>()).add(one));
        return byRule.values().stream().map(same -> {
            Set<String> others = new LinkedHashSet<>();
            Set<String> participants = new LinkedHashSet<>();
            same.forEach(one -> {
                others.addAll(one.others());
                participants.addAll(one.participants());
            });
            return new Violation(same.get(0).rule(), same.get(0).unit(), same.get(0).disruption(), List.copyOf(others), List.copyOf(participants));
        }).sorted(Comparator.comparing(Violation::rule).thenComparing(Violation::disruption)).toList();
    }

    /** What rules out every slot that there would be: each slot counts for all that is in its way. */
    private List<Reason> withoutTime(PlanningUnit unit) {
        Map<Key, Integer> slots = new HashMap<>();
        List<Violation> all = new ArrayList<>();
        for (Slot slot : candidates(unit)) {
            List<Violation> broken = merged(checker.at(unit.code(), slot, plan));
            if (broken.stream().noneMatch(one -> NO_SLOT.contains(one.rule()))) {
                broken.forEach(one -> slots.merge(new Key(one.rule(), one.disruption()), 1, Integer::sum));
                all.addAll(broken);
            }
        }
        if (all.isEmpty()) {
            return List.of(reason(new Violation(proven ? Rule.HOURS : Rule.NOT_PROVEN, unit.code(), -1, List.of(), List.of()), 0));
        }
        return merged(all).stream()
                .map(one -> reason(one, slots.get(new Key(one.rule(), one.disruption()))))
                .sorted(Comparator.comparing(Reason::slots).reversed())
                .toList();
    }

    private List<Slot> candidates(PlanningUnit unit) {
        Set<Place> places = new LinkedHashSet<>(List.of(unit.slot().place()));
        places.addAll(unit.alternatives());
        Duration length = Duration.between(unit.slot().start(), unit.slot().end());
        GamesClock clock = GamesClock.of(problem);
        List<Slot> slots = new ArrayList<>();
        for (Place place : places) {
            for (int minute = 0; minute < problem.settings().horizonDays() * GamesClock.DAY; minute += problem.settings().gridMinutes()) {
                Instant start = clock.instant(minute);
                slots.add(new Slot(start, start.plus(length), place));
            }
        }
        return slots;
    }
}
