package org.palmares.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.palmares.planner.check.PlanChecker;
import org.palmares.planner.check.Score;
import org.palmares.planner.clock.GamesClock;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.Place;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Slot;

/** The least costs by trying every plan there is, judged by the checker alone: slow, and hard to get wrong. */
final class EveryPlan {

    /** Levels that are sums over units: what some cost already, all together cost at least. */
    private static final List<Level> SUMS = List.of(Level.WITHOUT_TIME, Level.OTHER_DAY, Level.OTHER_VENUE, Level.MOVED);

    private final Problem problem;
    private final PlanChecker checker;
    private final List<List<Slot>> slots = new ArrayList<>();
    private List<Long> least;

    private EveryPlan(Problem problem) {
        this.problem = problem;
        this.checker = new PlanChecker(problem);
    }

    static List<Long> least(Problem problem) {
        EveryPlan all = new EveryPlan(problem);
        Map<String, Slot> plan = new HashMap<>();
        for (PlanningUnit unit : problem.units()) {
            all.slots.add(all.slots(unit));
            if (!all.checker.mayMove(unit.code())) {
                plan.put(unit.code(), unit.slot());
            }
        }
        all.complete(0, plan);
        return all.least;
    }

    /** All slots that the unit could have if it were alone, and none; the published one first. */
    private List<Slot> slots(PlanningUnit unit) {
        if (!checker.mayMove(unit.code())) {
            return List.of(unit.slot());
        }
        GamesClock clock = GamesClock.of(problem);
        Set<Slot> all = new LinkedHashSet<>(List.of(unit.slot()));
        Set<Place> places = new LinkedHashSet<>(List.of(unit.slot().place()));
        places.addAll(unit.alternatives());
        int length = clock.minute(unit.slot().end()) - clock.minute(unit.slot().start());
        for (Place place : places) {
            for (int minute = 0; minute < problem.settings().horizonDays() * GamesClock.DAY; minute++) {
                all.add(new Slot(clock.instant(minute), clock.instant(minute + length), place));
            }
        }
        List<Slot> possible = new ArrayList<>();
        for (Slot slot : all) {
            if (checker.at(unit.code(), slot, Map.of()).stream().allMatch(violation -> !violation.others().isEmpty())) {
                possible.add(slot);
            }
        }
        possible.add(null);
        return possible;
    }

    private void complete(int number, Map<String, Slot> plan) {
        if (number == slots.size()) {
            judge(plan);
            return;
        }
        String code = problem.units().get(number).code();
        boolean moves = checker.mayMove(code);
        for (Slot slot : slots.get(number)) {
            if (slot == null) {
                plan.remove(code);
            } else {
                plan.put(code, slot);
            }
            boolean hopeless = moves && slot != null && breaksAlready(code, slot, plan) || isMoreAlready(number, plan);
            if (!hopeless) {
                complete(number + 1, plan);
            }
        }
        if (moves) {
            plan.remove(code);
        }
    }

    /** More units only break more, except that an earlier round may still get its time. */
    private boolean breaksAlready(String code, Slot slot, Map<String, Slot> plan) {
        return checker.at(code, slot, plan).stream().anyMatch(violation -> plan.keySet().containsAll(violation.others()));
    }

    private boolean isMoreAlready(int number, Map<String, Slot> plan) {
        if (least == null) {
            return false;
        }
        Problem part = new Problem(problem.zone(), problem.now(), problem.units().subList(0, number + 1), List.of(), problem.settings());
        Map<Level, Long> costs = Score.of(part, plan);
        return compare(SUMS.stream().map(costs::get).toList(), least.subList(0, SUMS.size())) > 0;
    }

    private void judge(Map<String, Slot> plan) {
        Map<Level, Long> costs = Score.of(problem, plan);
        List<Long> inOrder = problem.settings().levels().stream().map(costs::get).toList();
        if ((least == null || compare(inOrder, least) < 0) && checker.check(plan).isEmpty()) {
            least = inOrder;
        }
    }

    private static int compare(List<Long> one, List<Long> other) {
        for (int i = 0; i < one.size(); i++) {
            int first = Comparator.<Long>naturalOrder().compare(one.get(i), other.get(i));
            if (first != 0) {
                return first;
            }
        }
        return 0;
    }
}
