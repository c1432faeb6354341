package org.palmares.planner;

/** The planner itself is wrong: what it found must not go out. */
public final class PlannerWrongException extends RuntimeException {

    /** With what is wrong. */
    public PlannerWrongException(String message) {
        super(message);
    }
}
