package org.palmares.feed;

import org.palmares.board.Board;
import org.palmares.board.CompetitionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One short text for a whole board: equal where all positions and digests are. */
public final class BoardDigest {

    private static final Logger LOG = LoggerFactory.getLogger(BoardDigest.class);

    private BoardDigest() {}

    /** Sixteen hexadecimal characters; the order of competitions does not matter, so it is a sum. */
    public static String of(Board board) {
        long sum = 0;
        for (CompetitionView view : board.all()) {
            long mixed = 1_125_899_906_842_597L;
            for (String part : new String[] {view.id().value(), view.state().position().toString(), digest(view)}) {
                for (int i = 0; i < part.length(); i++) {
                    mixed = 31 * mixed + part.charAt(i);
                }
            }
            sum += mixed * 0x9E3779B97F4A7C15L;
        }
        return String.format("%016x", sum);
    }

    /** A competition that cannot be summed up must not keep the others from being compared. */
    private static String digest(CompetitionView view) {
        try {
            return view.digest();
        } catch (RuntimeException failure) {
            LOG.error("{}: the state cannot be summed up", view.id(), failure);
            return "unreadable";
        }
    }
}
