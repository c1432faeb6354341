package org.palmares.competition;

import java.util.List;
import java.util.Optional;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionCommand.RecordEntries;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.Origin;
import org.palmares.competition.Rejection.TooMany;
import org.palmares.competition.Rejection.VersionConflict;

/** Decides commands: which events follow, or why it is refused. A pure function of what is known and the moment. */
public final class Decider {

    private final Competition state;
    private final Moment moment;
    private final long number;

    private Decider(Competition state, Moment moment, long number) {
        this.state = state;
        this.moment = moment;
        this.number = number;
    }

    /** Decides {@code command} for a competition of which {@code state} is known. */
    public static Decision decide(Competition state, CompetitionCommand command, Moment moment) {
        return decide(state, command, moment, state.position().of(moment.replica()) + 1);
    }

    /**
     * The same for a replica with a journal.
     *
     * @param number the next of the replica's journal
     */
    public static Decision decide(Competition state, CompetitionCommand command, Moment moment, long number) {
        Decider decider = new Decider(state, moment, number);
        if (command instanceof RecordDocument record) {
            return decider.recordDocument(record);
        }
        if (command instanceof RecordEntries record) {
            return decider.recordEntries(record.entries());
        }
        throw new IllegalStateException("no rule for " + command.getClass());
    }

    private Decision recordDocument(RecordDocument command) {
        OdfDocument document = command.document();
        DocumentVersions known = state.documents().getOrDefault(document.key(), DocumentVersions.NONE);
        if (known.newestFirst().stream().anyMatch(document::conflictsWith)) {
            return new Decision.Rejected(new VersionConflict(document.key(), document.version()));
        }
        if (known.newestFirst().stream().anyMatch(document::sameAs)) {
            return new Decision.Accepted(List.of(), Outcome.DUPLICATE);
        }
        if (isStale(document, known)) {
            return new Decision.Accepted(List.of(), Outcome.STALE);
        }
        CompetitionEvent event = new DocumentRecorded(origin(), document, command.entries());
        Competition after = Evolver.apply(state, event);
        boolean allOld = command.entries().size() > 0 && !registersDiffer(after);
        Outcome outcome = document.withdrawn() ? Outcome.WITHDRAWN : allOld ? Outcome.STALE : Outcome.APPLIED;
        return within(after, new Decision.Accepted(List.of(event), outcome));
    }

    /** Of an update every version counts, in whatever order (ODF Foundation Principles 6.19); of all else only the highest. */
    private static boolean isStale(OdfDocument document, DocumentVersions known) {
        return !known.newestFirst().isEmpty()
                && !document.key().isUpdate()
                && OdfDocument.BY_VERSION.compare(document, known.latest()) < 0;
    }

    private Decision recordEntries(Entries entries) {
        CompetitionEvent event = new EntriesRecorded(origin(), entries);
        Competition after = Evolver.apply(state, event);
        return registersDiffer(after)
                ? within(after, new Decision.Accepted(List.of(event), Outcome.APPLIED))
                : new Decision.Accepted(List.of(), knows(entries.source()) ? Outcome.DUPLICATE : Outcome.STALE);
    }

    /** Joining gives the very same registers back where nothing changes. */
    private boolean registersDiffer(Competition after) {
        return after.units() != state.units()
                || after.sessions() != state.sessions()
                || after.participants() != state.participants()
                || after.teams() != state.teams();
    }

    private boolean knows(SourceStamp source) {
        return state.units().baseline().equals(Optional.of(source))
                || state.units().entries().values().stream().anyMatch(entry -> entry.source().equals(source));
    }

    private static Decision within(Competition after, Decision accepted) {
        if (after.documents().size() > Limits.DOCUMENTS_MAX) {
            return new Decision.Rejected(new TooMany("documents", Limits.DOCUMENTS_MAX));
        }
        int registers = after.units().entries().size()
                + after.sessions().entries().size()
                + after.participants().entries().size()
                + after.teams().entries().size();
        return registers > Limits.ENTRIES_MAX
                ? new Decision.Rejected(new TooMany("units, sessions, persons and teams", Limits.ENTRIES_MAX))
                : accepted;
    }

    private Origin origin() {
        return new Origin(moment.replica(), number, state.clock().next(moment));
    }
}
