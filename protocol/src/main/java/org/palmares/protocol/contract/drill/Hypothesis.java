package org.palmares.protocol.contract.drill;

import java.util.List;

/**
 * What a drill is to show, fixed before it begins.
 *
 * @param claim one sentence
 * @param limits all have to hold
 */
public record Hypothesis(String claim, List<Limit> limits) {

    public Hypothesis {
        limits = List.copyOf(limits);
    }
}
