package org.palmares.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.palmares.board.Board;
import org.palmares.board.CompetitionView;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.feed.FeedMessage.BoardState;
import org.palmares.feed.FeedMessage.BoardSummary;
import org.palmares.feed.FeedMessage.CompetitionSummary;

/** What another board lacks, found competition by competition. */
final class BoardComparison {

    private static final int STATES_AT_ONCE = 40;
    private static final int STATES_BYTES = 1_500_000;

    private final Board board;
    private final FeedWatch watch;
    /** What this board held when each node asked last. */
    private final Map<String, Map<CompetitionId, Position>> shown = new HashMap<>();

    BoardComparison(Board board, FeedWatch watch) {
        this.board = board;
        this.watch = watch;
    }

    /** All that the board holds, in short. */
    List<CompetitionSummary> summary() {
        return board.all().stream()
                .map(view -> new CompetitionSummary(view.id(), view.state().position(), view.digest()))
                .toList();
    }

    /** What the board that {@code theirs} tells of lacks and no feed will bring, as much as fits into a message. */
    List<BoardState> lacking(BoardSummary theirs) {
        Map<CompetitionId, CompetitionSummary> known = new HashMap<>();
        theirs.competitions().forEach(summary -> known.put(summary.competition(), summary));
        Map<CompetitionId, Position> before = shown.getOrDefault(theirs.node(), Map.of());
        List<BoardState> lacking = new ArrayList<>();
        long bytes = 0;
        for (CompetitionView view : board.all()) {
            CompetitionSummary their = known.get(view.id());
            boolean lacks = their == null || !their.position().covers(view.state().position());
            boolean due = differsAlone(their, view) || lacks && (theirs.catchingUp() || isOverdue(their, before.get(view.id())));
            if (due && lacking.size() < STATES_AT_ONCE && bytes < STATES_BYTES) {
                lacking.add(new BoardState(view.id(), view.state()));
                bytes += view.state().documents().values().stream()
                        .flatMap(versions -> versions.newestFirst().stream())
                        .mapToLong(document -> document.content().deflated().length)
                        .sum();
            }
        }
        Map<CompetitionId, Position> now = new HashMap<>();
        board.all().forEach(view -> now.put(view.id(), view.state().position()));
        shown.put(theirs.node(), now);
        return lacking;
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
        boolean alone = their != null
                && their.position().equals(view.state().position())
                && !their.digest().equals(view.digest());
        if (alone) {
            watch.diverged(view.id(), view.state().position());
        }
        return alone;
    }
}
