package org.palmares.protocol.odf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * DT_PARTIC or DT_PARTIC_UPDATE (ODF data dictionary of participants).
 *
 * @param participants persons in the order sent; of one sent twice the last
 */
public record ParticipantsMessage(List<Participant> participants) {

    public ParticipantsMessage {
        participants = List.copyOf(participants);
    }

    /** Reads the content; a withdrawal has none. */
    public static Parsed<ParticipantsMessage> read(OdfMessage message) {
        Reading reading = new Reading(message);
        Map<String, Participant> persons = new LinkedHashMap<>();
        message.competition().ifPresent(competition -> {
            int number = 0;
            for (OdfElement element : competition.elements("Participant")) {
                String place = Reading.COMPETITION + "Participant[" + ++number + ']';
                String code = reading.code(element, "Code", place);
                if (persons.put(code, participant(element, code)) != null) {
                    reading.warning(place, code, "Participant " + code + " is in the message more than once; the last counts", element);
                }
            }
        });
        reading.notEmpty(message, persons.isEmpty(), "Participant");
        return reading.parsed(new ParticipantsMessage(new ArrayList<>(persons.values())));
    }

    private static Participant participant(OdfElement element, String code) {
        return new Participant(
                code,
                !element.attribute("Status").equals("CANCEL"),
                element.attribute("FamilyName"),
                element.attribute("GivenName"),
                element.attribute("PrintName"),
                element.attribute("Gender"),
                element.attribute("Organisation"),
                element.attribute("BirthDate"),
                element.attribute("MainFunctionId"),
                events(element));
    }

    static List<String> events(OdfElement entered) {
        return entered.elements("Discipline").stream()
                .flatMap(discipline -> discipline.elements("RegisteredEvent").stream())
                .map(event -> event.attribute("Event"))
                .toList();
    }
}
