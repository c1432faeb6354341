package org.palmares.node.board;

import java.util.Locale;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;

/** Names something that readers follow and that has changed. */
public sealed interface ChangeKey {

    /** Where it belongs. */
    CompetitionId competition();

    /** What it is. */
    Kind kind();

    /** What readers follow; each has a topic, which knows what it looks like. */
    enum Kind {
        SCHEDULE,
        RESULT,
        MEDALS,
        DOCUMENT,
        CONFLICT;

        /** Name of the live event. */
        public String event() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A unit of the timetable; {@code unit} is its RSC. */
    record Schedule(CompetitionId competition, String unit) implements ChangeKey {
        @Override
        public Kind kind() {
            return Kind.SCHEDULE;
        }
    }

    /** The result of a unit or phase; {@code unit} is its RSC. */
    record Result(CompetitionId competition, String unit) implements ChangeKey {
        @Override
        public Kind kind() {
            return Kind.RESULT;
        }
    }

    /** The medals of a competition, and with them the medal table of its Games. */
    record Medals(CompetitionId competition) implements ChangeKey {
        @Override
        public Kind kind() {
            return Kind.MEDALS;
        }
    }

    /** A document that is neither. */
    record Document(CompetitionId competition, DocumentKey document) implements ChangeKey {
        @Override
        public Kind kind() {
            return Kind.DOCUMENT;
        }
    }

    /** What is unsettled about a unit; {@code unit} is its RSC. */
    record Conflict(CompetitionId competition, String unit) implements ChangeKey {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }
}
