package org.palmares.gateway;

/**
 * How late the signs of life of one data centre have been of late, and so how long it may be silent before it is taken for gone. On a busy machine
 * all are late; a bound that is passed every few seconds would take everything that waits to another data centre, which makes all of them busier.
 * Nanoseconds of any monotonic clock. Not safe for several threads.
 */
final class Lateness {

    /** The bound is so many times the longest gap of late. */
    private static final int ROOM = 2;

    /** The bound is never more than so many times the usual one: who is cut off has to be noticed. */
    static final int MOST = 4;

    /** What a gap counts for grows less with each sign of life: with ten a second it is halved after seven seconds. */
    private static final double KEPT = 0.99;

    private final long usual;
    private double longest;

    /** @param usual the bound while nothing is late */
    Lateness(long usual) {
        this.usual = usual;
    }

    /** A sign of life came {@code gap} after the one before. Who was away for longer than the bound can grow was not late, but gone. */
    void heardAfter(long gap) {
        longest = Math.max(gap > MOST * usual ? 0 : gap, longest * KEPT);
    }

    /** Without a sign of life for longer it is taken for gone. */
    long bound() {
        return Math.max(usual, (long) Math.min(longest * ROOM, MOST * usual));
    }
}
