package org.palmares.protocol.odf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * DT_MEDALLISTS: the medals of an event.
 *
 * @param medals medals in the order sent
 */
public record MedallistsMessage(List<Medal> medals) {

    private static final Set<String> CODES = Set.of("ME_GOLD", "ME_SILVER", "ME_BRONZE");

    public MedallistsMessage {
        medals = List.copyOf(medals);
    }

    /** Reads the content; a withdrawal has none. */
    public static Parsed<MedallistsMessage> read(OdfMessage message) {
        Reading reading = new Reading(message);
        List<Medal> medals = new ArrayList<>();
        message.competition().ifPresent(competition -> {
            int number = 0;
            for (OdfElement element : competition.elements("Medal")) {
                String place = Reading.COMPETITION + "Medal[" + ++number + ']';
                String code = reading.code(element, "Code", place);
                if (!code.isBlank() && !CODES.contains(code)) {
                    reading.warning(place + "/@Code", code, "Medal is none of ME_GOLD, ME_SILVER, ME_BRONZE and counts in no table", element);
                }
                List<Competitor> winners = element.elements("Competitor").stream().map(reading::competitor).toList();
                if (winners.stream().anyMatch(winner -> winner.organisation().isBlank())) {
                    reading.warning(place, code, "Medal " + code + " has a Competitor without Organisation, who counts in no table", element);
                }
                medals.add(new Medal(
                        code,
                        element.attribute("Date"),
                        element.attribute("Unit"),
                        winners));
            }
        });
        reading.notEmpty(message, medals.isEmpty(), "Medal");
        return reading.parsed(new MedallistsMessage(medals));
    }
}
