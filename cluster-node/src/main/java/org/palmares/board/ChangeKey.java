package org.palmares.board;

import org.palmares.competition.CompetitionId;

/**
 * Names something that readers follow and that has changed.
 *
 * @param kind what it is
 * @param competition where it belongs
 * @param key RSC of the unit or phase, or the document's key; empty for medals
 */
public record ChangeKey(Kind kind, CompetitionId competition, String key) {

    /** What readers follow; the names of live events are these in lower case. */
    public enum Kind {
        SCHEDULE,
        RESULT,
        MEDALS,
        DOCUMENT
    }
}
