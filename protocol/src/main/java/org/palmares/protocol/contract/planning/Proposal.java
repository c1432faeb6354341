package org.palmares.protocol.contract.planning;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The planner's answer.
 *
 * @param feasible whether every unit has a time; else {@code best} postpones as few as it can and says why
 * @param best the plan that moves least
 * @param second the best of those that treat one of the moved units otherwise (see {@link PlanningSettings#alternativeMinutes()}); null where there is none
 * @param noSecond why there is no second plan; null where there is one
 * @param solver which solver planned: cp-sat or choco
 * @param times how long it took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Proposal(boolean feasible, Plan best, Plan second, NoSecond noSecond, String solver, Times times) {

    /** Why there is no second plan. */
    public enum NoSecond {
        /** Nothing has to move. */
        NOTHING_MOVES,
        /** Every other plan leaves more units without a time. */
        LEAVES_MORE_WITHOUT_TIME,
        /** None was found in the time there was. */
        NOT_FOUND
    }

    /**
     * How long it took, in milliseconds.
     *
     * @param load to load the solver
     * @param best to find and prove the best plan
     * @param second the same of the second best
     * @param whole from the first line of the program to the answer; the start of Java comes on top
     */
    public record Times(long load, long best, long second, long whole) {}
}
