package org.palmares.node.games;

import java.util.List;
import java.util.Set;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Unit;

/**
 * Status of a competition from its competition units (PhaseType 3), which ODF does not send. A competition is over when its medal units are:
 * what else is left then, such as a place for a tie-break, is not held any more. Before that, and without medal units, the rule for phases
 * counts (ODF Foundation Principles 6.20). Units that are UNSCHEDULED count only where there are no others.
 */
final class CompetitionStatus {

    private static final Set<ScheduleStatus> PLANNED = Set.of(ScheduleStatus.SCHEDULED, ScheduleStatus.RESCHEDULED);
    private static final Set<ScheduleStatus> OVER = Set.of(ScheduleStatus.FINISHED, ScheduleStatus.CANCELLED);

    private CompetitionStatus() {}

    /** Name of a ScheduleStatus; null where no unit of the competition is scheduled. */
    static String of(List<Unit> units) {
        List<Unit> all = units.stream().filter(unit -> unit.isCompetition()).toList();
        List<ScheduleStatus> statuses = scheduled(all);
        List<Unit> withMedals = all.stream().filter(unit -> unit.medal() > 0).toList();
        List<ScheduleStatus> deciding = scheduled(withMedals);
        if (statuses.isEmpty()) {
            return null;
        }
        if (!deciding.isEmpty() && OVER.containsAll(deciding)) {
            boolean held = statuses.contains(ScheduleStatus.FINISHED);
            return (held ? ScheduleStatus.FINISHED : ScheduleStatus.CANCELLED).name();
        }
        boolean medalsAhead = !withMedals.isEmpty();
        if (statuses.size() == 1 && !(medalsAhead && statuses.get(0).equals(ScheduleStatus.FINISHED))) {
            return statuses.get(0).name();
        }
        if (PLANNED.containsAll(statuses)) {
            return ScheduleStatus.SCHEDULED.name();
        }
        return OVER.containsAll(statuses) && !medalsAhead ? ScheduleStatus.FINISHED.name() : ScheduleStatus.RUNNING.name();
    }

    private static List<ScheduleStatus> scheduled(List<Unit> units) {
        return units.stream().map(Unit::status).filter(status -> !status.equals(ScheduleStatus.UNSCHEDULED)).distinct().toList();
    }
}
