package org.palmares.protocol.odf;

import java.util.List;

/**
 * One Medal element of DT_MEDALLISTS with those who won it.
 *
 * @param code ME_GOLD, ME_SILVER or ME_BRONZE
 * @param date YYYY-MM-DD
 * @param unit RSC of the unit that gave the medal, as sent
 * @param competitors the winners; each counts as one medal of its NOC
 */
public record Medal(String code, String date, String unit, List<Competitor> competitors) {

    public Medal {
        competitors = List.copyOf(competitors);
    }
}
