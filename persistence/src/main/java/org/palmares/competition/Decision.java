package org.palmares.competition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.palmares.competition.Entries.Kind;

/** Answer of the domain to a command. */
public sealed interface Decision {

    /** Handles each kind; adding one fails to compile wherever it is not handled. */
    <R> R fold(Cases<R> cases);

    /**
     * The command is taken.
     *
     * @param events what follows; empty when nothing changes
     * @param result what to tell the sender
     */
    record Accepted(List<CompetitionEvent> events, Result result) implements Decision {
        public Accepted {
            events = List.copyOf(events);
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

    /**
     * What to tell the sender of a command that was taken.
     *
     * @param outcome what became of it
     * @param recorded the message as it is on record, whoever sent it first; empty where it is not
     * @param removed how many things of each kind are not there any more because a full message does not name them
     */
    record Result(Outcome outcome, Optional<Provenance> recorded, Map<Kind, Integer> removed) {
        public Result {
            removed = Map.copyOf(removed);
        }

        /** Nothing but an outcome. */
        public static Result of(Outcome outcome) {
            return new Result(outcome, Optional.empty(), Map.of());
        }
    }

    /** The command is refused and nothing changes. */
    record Rejected(Rejection rejection) implements Decision {
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
