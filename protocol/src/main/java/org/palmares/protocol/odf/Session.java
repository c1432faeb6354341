package org.palmares.protocol.odf;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * A session of the timetable as DT_SCHEDULE carries it.
 *
 * @param code session code, DDDnn (DDDTa for training); never renumbered
 * @param start planned start
 * @param end planned end
 * @param venue code of the venue
 * @param venueName name of the venue as sent
 * @param status SCHEDULED or CANCELLED, empty where not sent
 * @param type common code SessionType (MOR, AFT, EVE ...)
 * @param medal number of gold medals decided in it, as sent (older feeds send Y)
 * @param names SessionName by ODF language
 */
public record Session(
        String code,
        Optional<OffsetDateTime> start,
        Optional<OffsetDateTime> end,
        String venue,
        String venueName,
        String status,
        String type,
        String medal,
        Map<String, String> names) {

    public Session {
        names = Map.copyOf(names);
    }
}
