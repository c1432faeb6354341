package org.palmares.protocol.odf;

import java.util.List;

/**
 * A team of DT_PARTIC_TEAMS or DT_PARTIC_TEAMS_UPDATE.
 *
 * @param code team code, e.g. TRIXTEAM4---AUS01
 * @param active false once the team was deleted (ModificationIndicator D)
 * @param organisation NOC, three letters
 * @param number number of the team within its NOC
 * @param name team name as sent
 * @param gender M, W, X or O, the gender of the event
 * @param members participant codes in the order sent
 * @param events RSCs of the events the team is entered in, 34 characters each
 */
public record Team(
        String code,
        boolean active,
        String organisation,
        String number,
        String name,
        String gender,
        List<String> members,
        List<String> events) {

    public Team {
        members = List.copyOf(members);
        events = List.copyOf(events);
    }
}
