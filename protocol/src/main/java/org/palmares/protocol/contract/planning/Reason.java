package org.palmares.protocol.contract.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Why a unit moves: what is in the way of its published slot while all others are as planned. Of a unit without a time: what is in the way of all
 * slots, one reason for each rule.
 *
 * @param rule which rule
 * @param disruption which of the problem's disruptions, from 0; null where it is a knock-on of other units' moves
 * @param units because of which other units
 * @param participants because of whom
 * @param slots how many slots it rules out, of a unit without a time; 0 of one that moves
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reason(Rule rule, Integer disruption, List<String> units, List<String> participants, int slots) {

    public Reason {
        units = List.copyOf(units);
        participants = List.copyOf(participants);
    }
}
