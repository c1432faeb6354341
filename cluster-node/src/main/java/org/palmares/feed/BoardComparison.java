package org.palmares.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.palmares.board.Board;
import org.palmares.board.CompetitionView;
import org.palmares.competition.CompetitionId;
import org.palmares.feed.FeedMessage.BoardState;
import org.palmares.feed.FeedMessage.BoardSummary;
import org.palmares.feed.FeedMessage.CompetitionSummary;

/** What another board lacks, found competition by competition. */
final class BoardComparison {

    private static final int STATES_AT_ONCE = 40;
    private static final int STATES_BYTES = 1_500_000;

    private final Board board;
    private final FeedWatch watch;

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

    /**
     * What the board that {@code theirs} tells of lacks, as much as fits into a message.
     *
     * @param lately what changed later than this is in the feed, and on its way
     */
    List<BoardState> lacking(BoardSummary theirs, Instant lately) {
        Map<CompetitionId, CompetitionSummary> known = new HashMap<>();
        theirs.competitions().forEach(summary -> known.put(summary.competition(), summary));
        List<BoardState> lacking = new ArrayList<>();
        long bytes = 0;
        for (CompetitionView view : board.all()) {
            CompetitionSummary their = known.get(view.id());
            boolean lacks = their == null || !their.position().covers(view.state().position()) || differsAlone(their, view);
            boolean settled = theirs.catchingUp() || view.state().clock().instant().isBefore(lately);
            if (lacks && settled && lacking.size() < STATES_AT_ONCE && bytes < STATES_BYTES) {
                lacking.add(new BoardState(view.id(), view.state()));
                bytes += view.state().documents().values().stream()
                        .flatMap(versions -> versions.newestFirst().stream())
                        .mapToLong(document -> document.content().deflated().length)
                        .sum();
            }
        }
        return lacking;
    }

    /** Equal positions must mean equal contents; where they do not, an event was lost on the way and the states are joined. */
    private boolean differsAlone(CompetitionSummary their, CompetitionView view) {
        boolean alone = their.position().equals(view.state().position()) && !their.digest().equals(view.digest());
        if (alone) {
            watch.diverged(view.id(), view.state().position());
        }
        return alone;
    }
}
