package org.palmares.odf;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A unit of the timetable, complete, as a Unit element of DT_SCHEDULE or DT_SCHEDULE_UPDATE carries it (ODF data dictionary of
 * schedules). An absent attribute is an empty string: ODF gives both the same meaning.
 *
 * @param code RSC of the unit, 34 characters; a few schedule items stand at phase level
 * @param phaseType common code PhaseType: 3 is competition, 6 ceremony
 * @param unitNum number of the match or race as shown to the public
 * @param status state of the unit, also one that only a later dictionary knows
 * @param start planned start; absent only for {@link ScheduleStatus#UNSCHEDULED}
 * @param end planned end
 * @param hideStart the start is only for sorting and is not shown; see {@code startTexts}
 * @param hideEnd the end is not shown
 * @param actualStart when it really began
 * @param actualEnd when it really ended
 * @param order place within the session where times are equal or hidden
 * @param medal 0 none, 1 gold, 2 silver, 3 bronze medal is decided here
 * @param venue code of the venue
 * @param location code of the place within the venue
 * @param venueName name of the venue as sent
 * @param locationName name of the place as sent
 * @param mediaAccess whether media may attend (training)
 * @param session code of the session, e.g. ATH07
 * @param names ItemName by ODF language (ENG, FRA ...)
 * @param startTexts StartText by ODF language, e.g. "Followed by"
 * @param startList competitors of a head-to-head unit, in order
 */
public record Unit(
        Rsc code,
        String phaseType,
        String unitNum,
        ScheduleStatus status,
        Optional<OffsetDateTime> start,
        Optional<OffsetDateTime> end,
        boolean hideStart,
        boolean hideEnd,
        Optional<OffsetDateTime> actualStart,
        Optional<OffsetDateTime> actualEnd,
        String order,
        int medal,
        String venue,
        String location,
        String venueName,
        String locationName,
        String mediaAccess,
        String session,
        Map<String, String> names,
        Map<String, String> startTexts,
        List<Competitor> startList) {

    public Unit {
        names = Map.copyOf(names);
        startTexts = Map.copyOf(startTexts);
        startList = List.copyOf(startList);
    }
}
