package org.palmares.tools.drill.fault;

import java.util.Set;

/** Something that breaks and can be mended. Both are told to people in one sentence. */
public interface Fault {

    /** What has to be done before anybody watches, e.g. a small disk put in place. */
    default void prepare() {}

    /** Breaks it. */
    void begin();

    /** What is broken now, for people. */
    String broken();

    /** Mends it; harmless where nothing is broken. */
    void heal();

    /** Undoes {@link #prepare}; harmless where nothing was prepared. */
    default void cleanUp() {}

    /** Data centres that cannot be expected to answer meanwhile. */
    Set<String> down();

    /** Whether {@link #heal} starts processes, so that it takes until they are ready before anything can converge. */
    default boolean restarts() {
        return true;
    }
}
