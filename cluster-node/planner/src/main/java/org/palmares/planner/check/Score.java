package org.palmares.planner.check;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.PlanningUnit;
import org.palmares.protocol.contract.planning.Problem;
import org.palmares.protocol.contract.planning.Slot;

/** What a plan costs at each level, by the words of {@link Level}. */
public final class Score {

    private Score() {}

    /** The costs of a plan; a unit that it does not name has no time. */
    public static Map<Level, Long> of(Problem problem, Map<String, Slot> plan) {
        OwnRules days = new OwnRules(problem);
        Map<Level, Long> costs = new EnumMap<>(Level.class);
        Map<String, Set<LocalDate>> sessions = new HashMap<>();
        Map<String, Set<LocalDate>> published = new HashMap<>();
        for (Level level : Level.values()) {
            costs.put(level, 0L);
        }
        for (PlanningUnit unit : problem.units()) {
            Slot slot = plan.get(unit.code());
            published.computeIfAbsent(unit.session(), any -> new HashSet<>()).add(days.day(unit.slot().start()));
            if (slot == null) {
                costs.merge(Level.WITHOUT_TIME, 1L, Long::sum);
            } else {
                LocalDate day = days.day(slot.start());
                costs.merge(Level.OTHER_DAY, day.equals(days.day(unit.slot().start())) ? 0L : 1L, Long::sum);
                costs.merge(Level.OTHER_VENUE, slot.place().equals(unit.slot().place()) ? 0L : 1L, Long::sum);
                costs.merge(Level.MOVED, slot.equals(unit.slot()) ? 0L : 1L, Long::sum);
                costs.merge(Level.MINUTES, Math.abs(Duration.between(unit.slot().start(), slot.start()).toMinutes()), Long::sum);
                if (!unit.session().isEmpty()) {
                    sessions.computeIfAbsent(unit.session(), any -> new HashSet<>()).add(day);
                }
            }
        }
        long spread = sessions.entrySet().stream().mapToLong(session -> Math.max(0, session.getValue().size() - published.get(session.getKey()).size())).sum();
        costs.put(Level.SPLIT_SESSIONS, spread);
        return costs;
    }
}
