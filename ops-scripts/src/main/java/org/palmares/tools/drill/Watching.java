package org.palmares.tools.drill;

import java.util.Optional;
import org.palmares.ops.drill.DrillKind;

/**
 * Who watches a drill, and with how much.
 *
 * @param competitions that the prober writes
 * @param rate messages a second of each; empty for what is usual in the drill
 * @param crowd live readers in the data centre that is lost, in a drill about them
 */
record Watching(int competitions, Optional<Double> rate, int crowd) {

    /** Unless somebody wants it otherwise. */
    static final Watching USUAL = new Watching(60, Optional.empty(), 10_000);

    private static final double RATE = 1;
    /** With a crowd each message is thousands of events, and a competition has one every few seconds. */
    private static final double CROWD_RATE = 0.2;
    private static final int FULL_READERS = 2;
    private static final int CROWD_FULL_READERS = 4;

    /** Whether a drill of {@code kind} has a crowd. */
    static boolean hasCrowd(DrillKind kind) {
        return kind == DrillKind.READERS_MOVE;
    }

    double rate(DrillKind kind) {
        return rate.orElse(hasCrowd(kind) ? CROWD_RATE : RATE);
    }

    /** Readers in each data centre that keep all that they are told. */
    static int fullReaders(DrillKind kind) {
        return hasCrowd(kind) ? CROWD_FULL_READERS : FULL_READERS;
    }
}
