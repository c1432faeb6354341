package org.palmares.planner.solve;

/** Which solver plans. */
public final class Planners {

    private Planners() {}

    /** CP-SAT where its native code loads, else Choco, which needs none. */
    public static Planner best() {
        try {
            return new CpSatPlanner();
        } catch (LinkageError | RuntimeException notHere) {
            // The loader fails in many ways: no library for this system, none on the class path, a folder that may not be written to.
            return new ChocoPlanner();
        }
    }
}
