package org.palmares.journal;

import java.util.Set;
import org.palmares.competition.Decision;
import org.palmares.competition.Outcome;
import org.palmares.competition.Position;
import org.palmares.competition.Rejection;

/** What a competition's actor answers. */
public sealed interface CompetitionReply {

    /** Handles each kind; adding one fails to compile wherever it is not handled. */
    <R> R fold(Cases<R> cases);

    /**
     * The command is taken, and what followed is in the journal of at least two data centres.
     *
     * @param result what became of it
     * @param position the replica's position afterwards
     * @param members the discipline's event competitions, when a discipline's own competition answers
     */
    record Accepted(Decision.Result result, Position position, Set<String> members) implements CompetitionReply {
        public Accepted {
            members = Set.copyOf(members);
        }

        /** Nothing more to tell than {@code outcome}. */
        public Accepted(Outcome outcome, Position position, Set<String> members) {
            this(Decision.Result.of(outcome), position, members);
        }

        /** What became of the command. */
        public Outcome outcome() {
            return result.outcome();
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.accepted(this);
        }
    }

    /** The command is refused; nothing changed. */
    record Rejected(Rejection rejection) implements CompetitionReply {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.rejected(this);
        }
    }

    /** One method for each kind of answer. */
    interface Cases<R> {
        R accepted(Accepted accepted);

        R rejected(Rejected rejected);
    }
}
