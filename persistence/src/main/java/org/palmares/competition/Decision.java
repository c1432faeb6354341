package org.palmares.competition;

import java.util.List;

/** Answer of the domain to a command. */
public sealed interface Decision {

    /**
     * The command is taken.
     *
     * @param events what follows; empty when nothing changes
     * @param outcome what to tell the sender
     */
    record Accepted(List<CompetitionEvent> events, Outcome outcome) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** The command is refused and nothing changes. */
    record Rejected(Rejection rejection) implements Decision {}
}
