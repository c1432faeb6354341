package org.palmares.tools.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Chance that comes out the same for the same seed and subject, whatever was asked before about other subjects. */
final class Chance {

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Random random;

    Chance(long seed, String subject) {
        // Random's algorithm and the hash of a text are both specified, so every Java gives the same.
        random = new Random((seed + 1) * SPREAD ^ subject.hashCode() * 31L);
    }

    /** From 0 to below 1. */
    double share() {
        return random.nextDouble();
    }

    /** From {@code lowest} to {@code highest}, both included. */
    int between(int lowest, int highest) {
        return lowest + random.nextInt(highest - lowest + 1);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    <T> List<T> shuffled(List<T> from) {
        List<T> shuffled = new ArrayList<>(from);
        java.util.Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
