package org.palmares.node.feed;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.node.feed.FeedMessage.Learned;

/** Which numbers of one node's feed have been heard, and up to which the board has all that they say. */
final class Heard {

    private static final int AHEAD_MAX = 10_000;
    static final int LEARNED_MAX = 1_000;

    private long complete;
    private final TreeSet<Long> ahead = new TreeSet<>();
    /** Numbers that only say what their node has learned, until this board has it too. */
    private final TreeMap<Long, Learned> lacking = new TreeMap<>();
    private long held = Long.MAX_VALUE;

    /** @param complete everything up to this number is taken as known */
    Heard(long complete) {
        this.complete = complete;
    }

    /** All numbers up to this one have come. */
    long complete() {
        return complete;
    }

    /** The greatest number that has come. */
    long highest() {
        return ahead.isEmpty() ? complete : ahead.last();
    }

    /** All that numbers up to this one say is on the board; 0 where that is not known of any. */
    long covered() {
        return Math.min(held, lacking.isEmpty() ? complete : Math.min(complete, lacking.firstKey() - 1));
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

    /** A number whose competition this board has not up to there; false when there are too many. */
    boolean lacks(long number, Learned learned) {
        if (number <= complete) {
            return true;
        }
        lacking.put(number, learned);
        add(number);
        return lacking.size() <= LEARNED_MAX;
    }

    /** The board has {@code competition} up to {@code position}. */
    void has(CompetitionId competition, Position position) {
        lacking.values().removeIf(learned -> learned.competition().equals(competition) && position.covers(learned.position()));
    }

    /** What comes now may say more than the board has, until it was joined with that of the node. */
    void hold() {
        held = Math.min(held, covered());
    }

    /** From the first number on: nothing is known of what was before. */
    void holdAll() {
        held = 0;
    }

    /** The board has all that the node's board has. */
    void release() {
        held = Long.MAX_VALUE;
        lacking.clear();
    }

    /** What is still lacking. */
    Map<Long, Learned> lacking() {
        return lacking;
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
