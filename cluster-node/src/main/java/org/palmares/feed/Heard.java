package org.palmares.feed;

import java.util.TreeSet;

/** Which numbers of one node's feed have been heard. */
final class Heard {

    private static final int AHEAD_MAX = 10_000;

    private long complete;
    private final TreeSet<Long> ahead = new TreeSet<>();

    /** @param complete everything up to this number is taken as known */
    Heard(long complete) {
        this.complete = complete;
    }

    /** All numbers up to this one are known. */
    long complete() {
        return complete;
    }

    /** The first missing numbers, up to the next known one or {@code last}; empty (from above to) where nothing is missing. */
    long[] missing(long last) {
        long to = ahead.isEmpty() ? last : Math.min(last, ahead.first() - 1);
        return new long[] {complete + 1, to};
    }

    void add(long number) {
        if (number <= complete || ahead.size() >= AHEAD_MAX && number != complete + 1) {
            return;
        }
        ahead.add(number);
        close();
    }

    /** Numbers up to here will never come; what they said has been learned otherwise. */
    void skipTo(long number) {
        if (number > complete) {
            complete = number;
            ahead.headSet(number, true).clear();
            close();
        }
    }

    private void close() {
        while (!ahead.isEmpty() && ahead.first() == complete + 1) {
            complete = ahead.pollFirst();
        }
    }
}
