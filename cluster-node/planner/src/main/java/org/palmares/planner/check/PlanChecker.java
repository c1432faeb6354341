package org.palmares.planner.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Rule;
import org.palmares.protocol.contract.planning.Slot;

/**
 * Whether a plan obeys all rules, worked out from the words of the contract alone. A plan says of each unit when and where it is; a unit that it
 * does not name is postponed without a time.
 */
public final class PlanChecker {

    private final Map<String, PlanningUnit> units = new TreeMap<>();
    private final OwnRules own;
    private final Neighbours neighbours;
    private final Crowding crowding;

    public PlanChecker(Problem problem) {
        problem.units().forEach(unit -> units.put(unit.code(), unit));
        own = new OwnRules(problem);
        neighbours = new Neighbours(problem);
        crowding = new Crowding(problem);
    }

    /** Everything that is wrong with a plan. */
    public List<Violation> check(Map<String, Slot> plan) {
        List<Violation> wrong = new ArrayList<>();
        for (PlanningUnit unit : units.values()) {
            Slot slot = plan.get(unit.code());
            if (own.stays(unit)) {
                if (!unit.slot().equals(slot)) {
                    wrong.add(Violation.own(Rule.PINNED, unit.code()));
                }
            } else if (slot != null) {
                wrong.addAll(at(unit.code(), slot, plan));
            }
        }
        return wrong;
    }

    /** What a unit that may move would break in {@code slot} while all others are as {@code plan} says. */
    public List<Violation> at(String code, Slot slot, Map<String, Slot> plan) {
        PlanningUnit unit = units.get(code);
        List<Violation> wrong = new ArrayList<>(own.broken(unit, slot));
        wrong.addAll(neighbours.broken(unit, slot, plan));
        wrong.addAll(crowding.broken(unit, slot, plan));
        return wrong;
    }

    /** Whether a unit may move at all. */
    public boolean mayMove(String code) {
        return !own.stays(units.get(code));
    }

    /** The plan in which nothing moves. */
    public static Map<String, Slot> published(Problem problem) {
        Map<String, Slot> plan = new HashMap<>();
        problem.units().forEach(unit -> plan.put(unit.code(), unit.slot()));
        return plan;
    }
}
