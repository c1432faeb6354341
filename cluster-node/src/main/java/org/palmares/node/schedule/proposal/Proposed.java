package org.palmares.node.schedule.proposal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.palmares.node.schedule.storm.Replanned;
import org.palmares.node.schedule.storm.StormDay;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.LevelValue;
import org.palmares.protocol.contract.planning.Proposal;

/**
 * A proposal.
 *
 * @param id names it, and the node that keeps it
 * @param at when it was asked for
 * @param by who asked
 * @param considered the day it was made for
 * @param best the plan that moves least
 * @param second the second best; null where there is none
 * @param noSecond why there is none; null where there is one
 * @param solver which solver planned
 * @param millis how long the planner took
 */
record Proposed(
        String id, String games, Instant at, String by, Considered considered, PlanOf best, PlanOf second, Proposal.NoSecond noSecond, String solver, long millis) {

    /**
     * What was planned for.
     *
     * @param now nothing is moved to before it
     * @param from the first moment of the days planned for
     * @param until the end of the last
     * @param units how many units were looked at
     * @param movable how many of them may be moved
     */
    record Considered(Instant now, Instant from, Instant until, List<Disruption> happened, int units, long movable, List<StormDay.LeftOut> leftOut) {}

    /**
     * A plan.
     *
     * @param units what becomes of the units that it moves
     * @param revisions of these units when it was made, by code
     */
    record PlanOf(boolean proven, List<LevelValue> levels, List<Replanned> units, Map<String, String> revisions) {}

    List<PlanOf> plans() {
        return Stream.of(best, second).filter(Objects::nonNull).toList();
    }
}
