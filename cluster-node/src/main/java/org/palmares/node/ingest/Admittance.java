package org.palmares.node.ingest;

import org.palmares.node.board.Board;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.ProblemType;

/**
 * Which messages are kept at all, by what the board holds already. A full store refuses what is new and goes on with what is there: every other
 * node holds the same, and all of them would end together.
 */
public final class Admittance {

    /** Of the heap; what else may take how much of it is added up in {@code http.conf}. */
    private static final double BOARD_PART_OF_HEAP = 0.45;

    private final Board board;
    private final long boardBytesMax;

    /** By what {@code board} holds; it may take a part of the heap. */
    public Admittance(Board board) {
        this(board, (long) (Runtime.getRuntime().maxMemory() * BOARD_PART_OF_HEAP));
    }

    /** The same, where it may take {@code boardBytesMax}. */
    public Admittance(Board board, long boardBytesMax) {
        this.board = board;
        this.boardBytesMax = boardBytesMax;
    }

    /** Ends in 410 or 422 unless messages of {@code games} are taken. */
    void requireGames(String games) {
        switch (board.admission(games)) {
            case ADMITTED -> { }
            case RETIRED -> throw Parameters.retiredGames(games);
            case TOO_MANY -> throw new ProblemException(Problem.of(
                    ProblemType.TOO_MANY_GAMES,
                    "The Games \"" + games + "\" are new, and " + Board.GAMES_MAX
                            + " are held already. Check the CompetitionCode; if it is right, let operations retire Games (PUT /v1/games/{code}). Nothing was recorded."));
        }
    }

    /** Ends in 507 where the board is full and {@code plan} would begin something that it does not hold. */
    void requireRoom(MessagePlan plan) {
        if (board.weight() > boardBytesMax && isNew(plan)) {
            throw new ProblemException(Problem.of(
                            ProblemType.STORE_FULL,
                            plan.header().documentType() + ' ' + plan.header().documentCode() + " would be new, and what is held takes " + board.weight()
                                    + " bytes already, of " + boardBytesMax + ". Messages about what is held go on being taken. Let operations retire Games that are"
                                    + " over (PUT /v1/games/{code}) or give the nodes more memory, and send it again then. Nothing was recorded.")
                    .with("bytes", board.weight())
                    .with("bytesMax", boardBytesMax));
        }
    }

    /** The first result of a unit that is in the timetable is not new: competition goes on. */
    private boolean isNew(MessagePlan plan) {
        boolean goesOn = board.get(plan.holder())
                .filter(view -> view.state().documents().containsKey(plan.document().document().key()) || isInTimetable(view))
                .isPresent();
        return !goesOn || plan.slices().keySet().stream().anyMatch(competition -> board.get(competition).isEmpty());
    }

    private static boolean isInTimetable(CompetitionView view) {
        return view.units().findAny().isPresent();
    }
}
