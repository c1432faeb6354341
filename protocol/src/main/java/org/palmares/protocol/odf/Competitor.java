package org.palmares.protocol.odf;

import java.util.List;

/**
 * Who competes, as results, start lists and medallists name them.
 *
 * @param code participant or team code; TBD, NOCOMP and BYE stand for nobody yet or nobody at all
 * @param type A athlete, T team, G group, H horse
 * @param bib start number, letters are possible
 * @param organisation NOC, three letters
 * @param teamName name of a team as sent, empty for an athlete
 * @param members athletes in their Order; for a single athlete the athlete itself
 */
public record Competitor(
        String code, String type, String bib, String organisation, String teamName, List<Member> members) {

    public Competitor {
        members = List.copyOf(members);
    }

    /**
     * An athlete of a competitor.
     *
     * @param code participant code
     * @param bib start number
     * @param familyName family name as sent
     * @param givenName given name, may be empty
     * @param gender M, F or X
     * @param organisation NOC, three letters
     */
    public record Member(
            String code, String bib, String familyName, String givenName, String gender, String organisation) {}
}
