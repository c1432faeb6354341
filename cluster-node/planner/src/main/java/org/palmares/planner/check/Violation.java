package org.palmares.planner.check;

import java.util.List;
import org.palmares.protocol.contract.planning.Rule;

/**
 * A rule that a unit breaks in a plan.
 *
 * @param rule which
 * @param unit who breaks it
 * @param disruption because of which disruption, from 0; -1: none
 * @param others together with which other units
 * @param participants whom it concerns
 */
public record Violation(Rule rule, String unit, int disruption, List<String> others, List<String> participants) {

    public Violation {
        others = List.copyOf(others);
        participants = List.copyOf(participants);
    }

    static Violation own(Rule rule, String unit) {
        return new Violation(rule, unit, -1, List.of(), List.of());
    }

    static Violation happened(Rule rule, String unit, int disruption) {
        return new Violation(rule, unit, disruption, List.of(), List.of());
    }
}
