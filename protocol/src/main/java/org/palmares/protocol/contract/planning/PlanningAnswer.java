package org.palmares.protocol.contract.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What the planner's process writes: a proposal, or what is wrong.
 *
 * @param proposal null where there are faults
 * @param faults all that is wrong with the problem, or the one that ended the planner; empty with a proposal
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanningAnswer(Proposal proposal, List<PlanningFault> faults) {

    public PlanningAnswer {
        faults = faults == null ? List.of() : List.copyOf(faults);
    }

    /** The exit codes of the process. */
    public enum Exit {
        /** There is a proposal. */
        PLANNED(0),
        /** The problem is wrong: its faults say where. */
        PROBLEM_WRONG(2),
        /** The planner is wrong: its plan broke a rule and was not given out, or it failed. */
        PLANNER_WRONG(3);

        private final int code;

        Exit(int code) {
            this.code = code;
        }

        /** As the system sees it. */
        public int code() {
            return code;
        }
    }
}
