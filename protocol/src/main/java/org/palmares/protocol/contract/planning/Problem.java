package org.palmares.protocol.contract.planning;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A timetable and what happened to it. All times are instants in whole minutes (ISO 8601); days and times of day are those of {@code zone}. No
 * rule is stricter than the timetable as it is published: places take as many units at once as they do there, and rest is no longer than there.
 *
 * @param zone offset of the Games, e.g. {@code +02:00}
 * @param now nothing is moved to before this; day 0 of the horizon is the competition day that it belongs to
 * @param units all units that matter: those that may move and those that stand in their way
 * @param disruptions what happened; reasons name them by their place in this list, from 0
 * @param settings how to plan
 */
public record Problem(ZoneOffset zone, Instant now, List<PlanningUnit> units, List<Disruption> disruptions, PlanningSettings settings) {

    public Problem {
        units = units == null ? List.of() : List.copyOf(units);
        disruptions = disruptions == null ? List.of() : List.copyOf(disruptions);
        settings = settings == null ? PlanningSettings.DEFAULTS : settings;
    }

    /** The same day, planned otherwise. */
    public Problem with(PlanningSettings other) {
        return new Problem(zone, now, units, disruptions, other);
    }
}
