package org.palmares.node.schedule.clash;

import java.util.function.Consumer;

/** A rule over a timetable. It finds the same whatever was checked before, and is told only what to look at. */
interface ClashRule {

    /** As JSON and settings write it. */
    String name();

    /** Finds all that is wrong with any of what {@code scope} touches. */
    void check(Scope scope, Consumer<Finding> found);
}
