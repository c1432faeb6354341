package org.palmares.protocol.contract.planning;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A unit of the timetable as the planner sees it.
 *
 * @param code its RSC
 * @param competition the RSC of its event, within which rounds are in order; empty where it belongs to none
 * @param round its place in the order of rounds: all units of a lower round of the competition come before it; equal ones have no order
 * @param slot as published
 * @param session code of its session; empty where it has none
 * @param pinned whether it stays as it is: it has begun or is over, or somebody holds it
 * @param medal whether a medal is decided in it
 * @param participants codes of persons or teams in it, as far as they are known
 * @param alternatives where it may be held besides its published place
 * @param broadcast times of day between which it is broadcast, for a medal unit; none given: any
 */
public record PlanningUnit(
        String code,
        String competition,
        int round,
        Slot slot,
        String session,
        boolean pinned,
        boolean medal,
        List<String> participants,
        List<Place> alternatives,
        DailyWindow broadcast) {

    private static final int DISCIPLINE = 3;

    public PlanningUnit {
        competition = competition == null ? "" : competition;
        session = session == null ? "" : session;
        participants = participants == null ? List.of() : List.copyOf(participants);
        alternatives = alternatives == null ? List.of() : List.copyOf(alternatives);
        broadcast = broadcast == null ? DailyWindow.WHOLE_DAY : broadcast;
    }

    /** The discipline that its code begins with. */
    @JsonIgnore
    public String discipline() {
        return code.substring(0, Math.min(DISCIPLINE, code.length()));
    }
}
