package org.palmares.tools.drill;

import java.time.Duration;
import java.util.Optional;
import org.palmares.protocol.contract.drill.DrillKind;

/**
 * Who watches a drill, and with how much.
 *
 * @param competitions that the prober writes
 * @param rate messages a second of each; empty for what is usual in the drill
 * @param crowd live readers in the data centre that is lost, in a drill about them
 * @param before how long it is watched before anything breaks
 * @param after how long once all agree again
 */
public record Watching(int competitions, Optional<Double> rate, int crowd, Duration before, Duration after) {

    private static final Duration BEFORE = Duration.ofSeconds(5);
    private static final Duration AFTER = Duration.ofSeconds(4);

    /** Unless somebody wants it otherwise. */
    public static final Watching USUAL = of(60, Optional.empty(), 10_000);

    private static final double RATE = 1;
    /** With a crowd each message is thousands of events, and a competition has one every few seconds. */
    private static final double CROWD_RATE = 0.2;
    private static final int FULL_READERS = 2;
    private static final int CROWD_FULL_READERS = 4;

    /** As long as is usual. */
    public static Watching of(int competitions, Optional<Double> rate, int crowd) {
        return new Watching(competitions, rate, crowd, BEFORE, AFTER);
    }

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
