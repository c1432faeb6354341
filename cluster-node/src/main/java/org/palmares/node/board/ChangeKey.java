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

    /** Handles each kind; adding one fails to compile wherever it is not handled. */
    <R> R fold(Cases<R> cases);

    /** What readers follow. */
    enum Kind {
        SCHEDULE,
        RESULT,
        MEDALS,
        DOCUMENT;

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

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.schedule(this);
        }
    }

    /** The result of a unit or phase; {@code unit} is its RSC. */
    record Result(CompetitionId competition, String unit) implements ChangeKey {
        @Override
        public Kind kind() {
            return Kind.RESULT;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.result(this);
        }
    }

    /** The medals of a competition, and with them the medal table of its Games. */
    record Medals(CompetitionId competition) implements ChangeKey {
        @Override
        public Kind kind() {
            return Kind.MEDALS;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.medals(this);
        }
    }

    /** A document that is neither. */
    record Document(CompetitionId competition, DocumentKey document) implements ChangeKey {
        @Override
        public Kind kind() {
            return Kind.DOCUMENT;
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.document(this);
        }
    }

    /** One method for each kind. */
    interface Cases<R> {
        R schedule(Schedule key);

        R result(Result key);

        R medals(Medals key);

        R document(Document key);
    }
}
