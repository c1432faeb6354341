package org.palmares.node.feed;

import org.palmares.node.board.Board;
import org.palmares.node.board.CompetitionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One short text for a whole board: equal where all positions and digests are. */
public final class BoardDigest {

    private static final Logger LOG = LoggerFactory.getLogger(BoardDigest.class);

    private BoardDigest() {}

    /** Sixteen hexadecimal characters; the order of competitions does not matter, so it is a sum. */
    public static String of(Board board) {
        return String.format("%016x", board.all().stream().mapToLong(BoardDigest::mark).sum());
    }

    /** A competition that cannot be summed up must not keep the others from being compared. */
    private static long mark(CompetitionView view) {
        try {
            return view.mark();
        } catch (RuntimeException failure) {
            LOG.error("{}: the state cannot be summed up", view.id(), failure);
            return view.id().hashCode();
        }
    }
}
