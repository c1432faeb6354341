package org.palmares.protocol.odf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * DT_PARTIC_TEAMS or DT_PARTIC_TEAMS_UPDATE (ODF data dictionary of participants).
 *
 * @param teams teams in the order sent; of one sent twice the last
 */
public record TeamsMessage(List<Team> teams) {

    public TeamsMessage {
        teams = List.copyOf(teams);
    }

    /** Reads the content; a withdrawal has none. */
    public static Parsed<TeamsMessage> read(OdfMessage message) {
        Reading reading = new Reading(message);
        Map<String, Team> teams = new LinkedHashMap<>();
        message.competition().ifPresent(competition -> {
            int number = 0;
            for (OdfElement element : competition.elements("Team")) {
                String place = Reading.COMPETITION + "Team[" + ++number + ']';
                String code = reading.code(element, "Code", place);
                if (teams.put(code, team(element, code)) != null) {
                    reading.warning(place, code, "Team " + code + " is in the message more than once; the last counts", element);
                }
            }
        });
        reading.notEmpty(message, teams.isEmpty(), "Team");
        return reading.parsed(new TeamsMessage(new ArrayList<>(teams.values())));
    }

    private static Team team(OdfElement element, String code) {
        List<String> members = element.element("Composition").stream()
                .flatMap(composition -> composition.elements("Athlete").stream())
                .sorted(Comparator.comparingInt(Reading::order))
                .map(athlete -> athlete.attribute("Code"))
                .toList();
        return new Team(
                code,
                !element.attribute("ModificationIndicator").equals("D"),
                element.attribute("Organisation"),
                element.attribute("Number"),
                element.attribute("Name"),
                element.attribute("Gender"),
                members,
                ParticipantsMessage.events(element));
    }
}
