package org.palmares.planner.solve;

import org.palmares.planner.day.DayModel;

/** A solver. The same model and task have the same answer, as long as the time is enough to prove it. */
public interface Planner {

    /** Its name in proposals. */
    String name();

    /** The plan that is least, level by level, as far as the time allows. */
    Outcome plan(DayModel day, Task task);
}
