package org.palmares.node.live;

import java.util.Optional;
import java.util.Set;
import org.palmares.node.board.Board;
import org.palmares.node.board.GamesSettings;
import org.palmares.protocol.contract.FeedCursor;

/**
 * Which Games a stream follows whose request names none, and whose stream is not what was asked for any more: others are meant since, or its Games are
 * retired. Such a stream ends, and whoever comes back is answered by what holds then. Used by the live actor only.
 */
final class MeantGames {

    /** A second after it was noticed, all that the board knew then has come to readers. */
    private static final int TICKS_UNTIL_TOLD = 2;

    private final Board board;
    private final GamesSettings settings;
    private String meant = "";
    private Set<String> retired = Set.of();
    private int ticks;
    /** Whoever has this was told of the Games that are meant now; a cursor does not say of which Games it is. Empty until that is known. */
    private Optional<FeedCursor> since = Optional.empty();

    MeantGames(Board board, GamesSettings settings) {
        this.board = board;
        this.settings = settings;
    }

    /** Looks at what was decided: whether that is something else than at the last look. */
    boolean haveChanged() {
        String before = meant;
        Set<String> retiredBefore = retired;
        meant = board.defaultGames(settings.defaultGames());
        retired = board.decisions().retired().keySet();
        if (!meant.equals(before)) {
            since = Optional.empty();
            ticks = 0;
        }
        return !meant.equals(before) || !retired.equals(retiredBefore);
    }

    /** A second has passed; readers stand at {@code now}. */
    void tick(FeedCursor now) {
        if (since.isEmpty() && ++ticks >= TICKS_UNTIL_TOLD) {
            since = Optional.of(now);
        }
    }

    /** Whether who is told together follows what they did not ask for. */
    boolean areNot(Interest interest) {
        return areNot(interest.filter(), interest.namesGames());
    }

    /** The same of one reader. */
    boolean areNot(LiveReader reader) {
        return areNot(reader.filter(), reader.namesGames());
    }

    private boolean areNot(LiveFilter filter, boolean namesGames) {
        return retired.contains(filter.games()) || !namesGames && !filter.games().equals(meant);
    }

    /** Whether what was told up to {@code cursor} was of the Games that {@code reader} follows. */
    boolean wereToldOf(LiveReader reader, FeedCursor cursor) {
        return reader.namesGames()
                || since.filter(told -> told.numbers().entrySet().stream().allMatch(node -> cursor.covers(node.getKey(), node.getValue()))).isPresent();
    }
}
