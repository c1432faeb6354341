package org.palmares.node.schedule.storm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.palmares.node.schedule.clash.PlannedUnit;

/**
 * The order of rounds, as the published timetable has it: a phase of a competition that begins when another is over comes after it. Phases that go on
 * at the same time (groups) have no order, and neither have units of a phase; except that parts of one unit (fencing, swimming, laser run) follow each
 * other, and what decides gold comes after what else is decided in its phase.
 */
final class Rounds {

    private static final int PHASE_BEGINS = 22;
    private static final int PHASE_ENDS = 26;
    private static final int PART_BEGINS = 30;

    private static final Comparator<PlannedUnit> BY_START = Comparator.<PlannedUnit, Instant>comparing(Slots::start).thenComparing(PlannedUnit::code);

    /** Phases that go on at the same time, or one. */
    private record Block(List<PlannedUnit> units, Instant until, boolean onePhase) {}

    private Rounds() {}

    /** The round of each of {@code units}, by code; numbers of one competition mean nothing in another. */
    static Map<String, Integer> of(Collection<PlannedUnit> units) {
        Map<String, List<PlannedUnit>> competitions = new HashMap<>();
        units.forEach(unit -> competitions.computeIfAbsent(unit.competition(), any -> new ArrayList<>()).add(unit));
        Map<String, Integer> rounds = new HashMap<>();
        competitions.values().forEach(competition -> number(competition, rounds));
        return rounds;
    }

    private static void number(List<PlannedUnit> competition, Map<String, Integer> rounds) {
        int round = 0;
        for (Block block : blocks(competition)) {
            Instant until = Instant.MIN;
            PlannedUnit before = null;
            for (PlannedUnit unit : block.units()) {
                boolean after = before != null && !Slots.start(unit).isBefore(until);
                if (after && block.onePhase() && follows(before, unit)) {
                    round++;
                }
                rounds.put(unit.code().value(), round);
                until = later(until, Slots.end(unit));
                before = unit;
            }
            round++;
        }
    }

    /** Whether the second of two units of a phase, of which the first is over before, has to come after it. */
    private static boolean follows(PlannedUnit before, PlannedUnit unit) {
        boolean parts = before.code().value().regionMatches(0, unit.code().value(), 0, PART_BEGINS);
        return parts || unit.medal() == 1 && before.medal() != 1;
    }

    private static List<Block> blocks(List<PlannedUnit> competition) {
        Map<String, List<PlannedUnit>> phases = new TreeMap<>();
        competition.stream().sorted(BY_START).forEach(unit ->
                phases.computeIfAbsent(unit.code().value().substring(PHASE_BEGINS, PHASE_ENDS), any -> new ArrayList<>()).add(unit));
        List<Block> blocks = new ArrayList<>();
        phases.values().stream().sorted(Comparator.comparing(phase -> phase.get(0), BY_START)).forEach(phase -> {
            Instant until = phase.stream().map(Slots::end).max(Comparator.naturalOrder()).orElseThrow();
            Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
            if (last != null && Slots.start(phase.get(0)).isBefore(last.until())) {
                List<PlannedUnit> both = new ArrayList<>(last.units());
                both.addAll(phase);
                both.sort(BY_START);
                blocks.set(blocks.size() - 1, new Block(both, later(last.until(), until), false));
            } else {
                blocks.add(new Block(phase, until, true));
            }
        });
        return blocks;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
