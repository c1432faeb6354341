package org.palmares.node.schedule.storm;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.protocol.contract.planning.PlanningSettings;

/**
 * The competition days within which units may be moved.
 *
 * @param now when it is planned
 * @param from the beginning of the competition day that {@code now} belongs to
 * @param until the end of the last day
 */
public record Horizon(Instant now, Instant from, Instant until) {

    /** Nobody is asked for a longer rest than this: units further away can be in nobody's way. */
    private static final long DAYS_AROUND = 3;

    static Horizon of(Instant now, ZoneOffset zone, PlanningSettings settings) {
        OffsetDateTime local = now.atOffset(zone);
        LocalDate day = local.toLocalTime().isBefore(settings.dayBegins()) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
        OffsetDateTime from = OffsetDateTime.of(day, settings.dayBegins(), zone);
        return new Horizon(now, from.toInstant(), from.plusDays(settings.horizonDays()).toInstant());
    }

    /** Whether {@code unit}, which is timed, begins within it. */
    boolean holds(PlannedUnit unit) {
        Instant start = unit.start().orElseThrow().toInstant();
        return !start.isBefore(from) && start.isBefore(until);
    }

    /** Whether {@code unit}, which is timed, may be in the way of what is within it. */
    boolean isNear(PlannedUnit unit) {
        OffsetDateTime start = unit.start().orElseThrow();
        return start.plusDays(DAYS_AROUND).toInstant().isAfter(from) && start.minusDays(DAYS_AROUND).toInstant().isBefore(until);
    }
}
