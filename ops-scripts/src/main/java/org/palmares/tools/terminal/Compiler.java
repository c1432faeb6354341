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

    static List<String> options(int cores) {
        return cores > FEW_CORES ? List.of() : List.of("-XX:TieredStopAtLevel=1");
    }
}
