package org.palmares.protocol.contract.drill;

/** Whether the hypothesis of a drill holds. */
public enum Verdict {
    PASSED,
    FAILED,
    /** It was not proved: the drill ended early, or had no prober. */
    INCONCLUSIVE
}
