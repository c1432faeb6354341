package org.palmares.node.calendar;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * What decides on which day of the Games a unit is.
 *
 * @param code RSC of the unit
 * @param start its start; of a unit that has lost its time the last start it was planned for
 * @param end its end, where known
 * @param venue code of the venue; empty where not known
 * @param session code of the session within the Games; empty where it has none
 * @param competition whether it is a unit of competition: not training, a ceremony or a meeting
 */
public record Planned(
        String code, Optional<OffsetDateTime> start, Optional<OffsetDateTime> end, String venue, String session, boolean competition) {}
