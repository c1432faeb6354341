package org.palmares.node.live;

import org.palmares.competition.CompetitionId;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.server.Piece;

/**
 * A piece of an event stream, shared by all who get it.
 *
 * @param subject what it tells of: a {@link ChangeKey} or a {@link Sign}; a newer frame of the same subject makes it superfluous
 * @param made names the value that it carries: equal where the value is the same
 * @param piece the lines of the event (HTML Living Standard, server-sent events)
 */
public record LiveFrame(Object subject, Object made, Piece piece) {

    private static final String NO_COMPETITION = "-".repeat(22);

    /** What is said about the stream itself. */
    enum Sign {
        START,
        RESYNC,
        CURSOR,
        MOVE
    }

    static LiveFrame of(Sign sign, Piece piece) {
        return new LiveFrame(sign, sign, piece);
    }

    /** All medal changes of a Games show the same table, so the newest frame is enough. */
    static ChangeKey shownBy(ChangeKey key) {
        return key.kind() == ChangeKey.Kind.MEDALS
                ? new ChangeKey.Medals(new CompetitionId(key.competition().games(), NO_COMPETITION))
                : key;
    }
}
