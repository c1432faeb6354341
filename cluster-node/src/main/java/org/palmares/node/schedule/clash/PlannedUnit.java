package org.palmares.node.schedule.clash;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;

/**
 * A unit as it is planned.
 *
 * @param code its RSC
 * @param status how far it is
 * @param start planned start
 * @param end planned end
 * @param venue code of the venue; empty where not known
 * @param location code of the place within the venue; empty where not known
 * @param session code of its session; empty where it has none
 * @param order place within the session where times are equal or hidden
 * @param hideStart the start is only for sorting
 * @param medal 1 where gold is decided in it
 * @param phaseType common code PhaseType
 * @param participants codes of all persons in it, athletes of teams included, each once, in order
 */
public record PlannedUnit(
        Rsc code,
        ScheduleStatus status,
        Optional<OffsetDateTime> start,
        Optional<OffsetDateTime> end,
        String venue,
        String location,
        String session,
        String order,
        boolean hideStart,
        int medal,
        String phaseType,
        List<String> participants) {

    /** By start, then code. */
    static final Comparator<PlannedUnit> IN_ORDER =
            Comparator.comparing((PlannedUnit unit) -> unit.start().orElse(OffsetDateTime.MAX), OffsetDateTime.timeLineOrder()).thenComparing(PlannedUnit::code);

    private static final Set<ScheduleStatus> NOT_HELD = Set.of(ScheduleStatus.UNSCHEDULED, ScheduleStatus.POSTPONED, ScheduleStatus.CANCELLED);

    /** Where is not known yet (ODF data dictionary of schedules). */
    private static final String TO_BE_DECIDED = "TBD";

    private static final String COMPETITION = "3";
    private static final Set<String> TRAINING = Set.of("1", "2");

    public PlannedUnit {
        participants = participants.stream().distinct().sorted().toList();
    }

    /** The competition it is of. */
    public String competition() {
        return code.competition();
    }

    /** The discipline it is of. */
    public String discipline() {
        return code.discipline();
    }

    /** Whether it is to be held, or was. */
    public boolean isHeld() {
        return !NOT_HELD.contains(status);
    }

    /** Whether it is held at a time that is known. */
    public boolean isTimed() {
        return isHeld() && start.isPresent();
    }

    /** Whether something is decided in it: no ceremony, meeting or training. */
    public boolean isCompetition() {
        return phaseType.equals(COMPETITION);
    }

    /** Whether it is training. */
    public boolean isTraining() {
        return TRAINING.contains(phaseType);
    }

    /** The venue and the place in it; nothing where it is not known. */
    Optional<String> place() {
        return venue.isEmpty() || location.isEmpty() || location.equals(TO_BE_DECIDED) ? Optional.empty() : Optional.of(venue + ' ' + location);
    }

    /** Session codes are counted by discipline. */
    public Optional<String> sessionKey() {
        return session.isEmpty() ? Optional.empty() : Optional.of(PlannedSession.key(discipline(), session));
    }
}
