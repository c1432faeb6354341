package org.palmares.node.schedule.storm;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.palmares.node.schedule.clash.Timetable;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Place;
import org.palmares.protocol.contract.planning.PlanningSettings;

/**
 * What happened, and how it may be planned around: the body of {@code POST /v1/schedule/proposals}.
 *
 * @param happened in the order told; a time that is not told is null, and a session may have its discipline before it, with a blank
 * @param disciplines whose units may be moved; none: all
 * @param settings how to plan; its rest is what was asked for, without what is set for the Games
 * @param alternatives where units of a venue may be held besides it
 * @param broadcastMinutes by how much a medal unit may leave its published time of day
 * @param heldMayMove whether units may be moved that somebody holds
 * @param now nothing is moved to before it; empty: the time it is
 */
public record StormRequest(
        List<Disruption> happened,
        Set<String> disciplines,
        PlanningSettings settings,
        Map<String, List<Place>> alternatives,
        int broadcastMinutes,
        boolean heldMayMove,
        Optional<Instant> now) {

    public StormRequest {
        happened = List.copyOf(happened);
        disciplines = Set.copyOf(disciplines);
        alternatives = Map.copyOf(alternatives);
    }

    /** The same with the sessions of {@code timetable} named in full, where it is certain which are meant. */
    public StormRequest resolved(Timetable timetable) {
        List<Disruption> known = happened.stream().map(event -> event instanceof Disruption.SessionLost lost ? resolved(lost, timetable) : event).toList();
        return new StormRequest(known, disciplines, settings, alternatives, broadcastMinutes, heldMayMove, now);
    }

    private static Disruption resolved(Disruption.SessionLost lost, Timetable timetable) {
        Set<String> keys = sessions(lost, timetable);
        return keys.size() == 1 ? new Disruption.SessionLost(keys.iterator().next()) : lost;
    }

    /** The sessions that may be meant: codes are counted by discipline. */
    static Set<String> sessions(Disruption.SessionLost lost, Timetable timetable) {
        return timetable.units().values().stream()
                .flatMap(unit -> unit.sessionKey().stream())
                .filter(key -> key.equals(lost.session()) || key.endsWith(' ' + lost.session()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
