package org.palmares.tools.terminal;

import java.util.List;

/** How Java compiles what is started for long on this machine (docs/decisions/0020). */
public final class Compiler {

    /** Up to here six processes that compile well are in each other's way for minutes. */
    private static final int FEW_CORES = 4;

    private Compiler() {}

    /** Options of Java. */
    public static List<String> options() {
        return options(Runtime.getRuntime().availableProcessors());
    }

    /** What the quick compiler makes is done at once and stays; so it begins after a third of the calls, and has the room for what it makes of them. */
    static List<String> options(int cores) {
        return cores > FEW_CORES ? List.of() : List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.3", "-XX:ReservedCodeCacheSize=96m");
    }
}
