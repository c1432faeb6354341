package org.palmares.tools.sample;

import java.util.List;

/**
 * Who competes: an athlete or a team.
 *
 * @param code participant or team code
 * @param team whether it is a team
 * @param noc three letters
 * @param name of a team; empty for an athlete
 * @param members the athlete alone, or all of the team
 * @param ability from 0 to 1
 */
record Side(String code, boolean team, String noc, String name, List<Person> members, double ability) {

    /**
     * Somebody who does not live.
     *
     * @param code participant code
     * @param givenName given name
     * @param familyName family name, in capitals
     * @param gender M or W as in events
     * @param noc three letters
     * @param birthDate YYYY-MM-DD
     */
    record Person(String code, String givenName, String familyName, String gender, String noc, String birthDate) {

        /** M or F as ODF has it for persons. */
        String odfGender() {
            return gender.equals("W") ? "F" : "M";
        }
    }
}
