package org.palmares.protocol.contract.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A unit that moves.
 *
 * @param code its RSC
 * @param before its slot as published
 * @param after its slot in the plan; null: it is postponed without a time
 * @param why what made it move
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Move(String code, Slot before, Slot after, List<Reason> why) {

    public Move {
        why = List.copyOf(why);
    }
}
