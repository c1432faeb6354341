package org.palmares.node.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.node.board.Board;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.feed.FeedMessage.BoardState;
import org.palmares.node.feed.FeedMessage.BoardStates;
import org.palmares.node.feed.FeedMessage.BoardSummary;
import org.palmares.node.feed.FeedMessage.CompetitionSummary;

/** What another board lacks, found competition by competition. */
final class BoardComparison {

    private static final int STATES_AT_ONCE = 40;
    private static final int STATES_BYTES = 1_500_000;
    /** More does not pass between nodes: maximum-large-frame-size, less what is around a state. */
    static final int STATE_BYTES_MAX = 15 * 1024 * 1024;

    private final Board board;
    private final FeedWatch watch;
    private final int stateBytesMax;

    BoardComparison(Board board, FeedWatch watch) {
        this(board, watch, STATE_BYTES_MAX);
    }

    BoardComparison(Board board, FeedWatch watch, int stateBytesMax) {
        this.board = board;
        this.watch = watch;
        this.stateBytesMax = stateBytesMax;
    }

    /** All that the board holds, in short. What cannot be summed up is left out. */
    List<CompetitionSummary> summary() {
        List<CompetitionSummary> summaries = new ArrayList<>();
        for (CompetitionView view : board.all()) {
            try {
                summaries.add(new CompetitionSummary(view.id(), view.state().position(), view.digest()));
            } catch (RuntimeException failure) {
                watch.leftOut(view.id(), failure);
            }
        }
        return summaries;
    }

    /** What the board that {@code theirs} tells of lacks and no feed will bring, as much as fits into a message. */
    BoardStates lacking(String self, Neighbour asks, BoardSummary theirs) {
        Map<CompetitionId, CompetitionSummary> known = new HashMap<>();
        theirs.competitions().forEach(summary -> known.put(summary.competition(), summary));
        Map<CompetitionId, Position> before = asks.shown();
        Map<CompetitionId, Position> now = new HashMap<>();
        List<BoardState> lacking = new ArrayList<>();
        long bytes = 0;
        boolean complete = true;
        for (CompetitionView view : inTurn(asks.sent())) {
            now.put(view.id(), view.state().position());
            CompetitionSummary their = known.get(view.id());
            boolean lacks = their == null || !their.position().covers(view.state().position());
            boolean due = differsAlone(their, view) || lacks && (theirs.catchingUp() || isOverdue(their, before.get(view.id())));
            if (!due) {
                complete &= !lacks;
                continue;
            }
            long size = lacking.size() < STATES_AT_ONCE && bytes < STATES_BYTES ? size(view) : Long.MAX_VALUE;
            if (size > stateBytesMax && size < Long.MAX_VALUE) {
                continue;
            }
            if (size == Long.MAX_VALUE || !lacking.isEmpty() && bytes + size > STATES_BYTES) {
                complete = false;
                continue;
            }
            lacking.add(new BoardState(view.id(), view.state()));
            bytes += size;
            asks.sent(view.id());
        }
        asks.show(now);
        return new BoardStates(self, lacking, complete);
    }

    /** What did not arrive the last time must not keep others from being sent. */
    private List<CompetitionView> inTurn(Optional<CompetitionId> last) {
        List<CompetitionView> all = new ArrayList<>(board.all());
        List<CompetitionView> turn = new ArrayList<>(all.size());
        all.stream().filter(view -> last.map(id -> view.id().compareTo(id) > 0).orElse(true)).forEach(turn::add);
        all.stream().filter(view -> last.map(id -> view.id().compareTo(id) <= 0).orElse(false)).forEach(turn::add);
        return turn;
    }

    /** Bytes of the state, about; more than may be where it cannot be sent. */
    private long size(CompetitionView view) {
        try {
            // Weighed and not serialized: that would cost more than all the rest of a comparison.
            long size = view.state().weight();
            if (size > stateBytesMax) {
                watch.tooLarge(view.id(), size, stateBytesMax);
            }
            return size;
        } catch (RuntimeException failure) {
            watch.leftOut(view.id(), failure);
            return Long.MAX_VALUE - 1;
        }
    }

    /**
     * What was here when they asked the time before is not on its way any more. A competition that changes all the time has to be repaired too, so
     * its rest cannot be waited for.
     */
    private static boolean isOverdue(CompetitionSummary their, Position before) {
        return before != null && (their == null || !their.position().covers(before));
    }

    /** Equal positions must mean equal contents; where they do not, an event was lost on the way and the states are joined. */
    private boolean differsAlone(CompetitionSummary their, CompetitionView view) {
        try {
            boolean alone = their != null
                    && their.position().equals(view.state().position())
                    && !their.digest().equals(view.digest());
            if (alone) {
                watch.diverged(view.id(), view.state().position());
            }
            return alone;
        } catch (RuntimeException failure) {
            watch.leftOut(view.id(), failure);
            return false;
        }
    }
}
