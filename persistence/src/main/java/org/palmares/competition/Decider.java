package org.palmares.competition;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionCommand.RecordEntries;
import org.palmares.competition.CompetitionCommand.VoidDocument;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.DocumentVoided;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.Origin;
import org.palmares.competition.Decision.Result;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.Rejection.TooMany;
import org.palmares.competition.Rejection.VersionConflict;

/** Decides commands: which events follow, or why it is refused. A pure function of what is known and the moment. */
public final class Decider implements CompetitionCommand.Cases<Decision> {

    /** By so much a venue's clock may have been set back between two updates (the end of summer time, with room). */
    private static final Duration CLOCK_STEP_MAX = Duration.ofHours(2);

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
        return command.fold(new Decider(state, moment, number));
    }

    @Override
    public Decision recordDocument(RecordDocument command) {
        OdfDocument document = command.document();
        List<OdfDocument> known = state.documents().getOrDefault(document.key(), DocumentVersions.NONE).newestFirst();
        Optional<OdfDocument> same = known.stream().filter(document::repeats).findFirst();
        if (same.isPresent()) {
            return accepted(Outcome.DUPLICATE, same.get().provenance());
        }
        OdfDocument now = document.with(stamp(document, known), state.clock().next(moment));
        if (known.stream().anyMatch(now::conflictsWith)) {
            return new Decision.Rejected(new VersionConflict(document.key(), document.version()));
        }
        if (isStale(now, known)) {
            return new Decision.Accepted(List.of(), Result.of(Outcome.STALE));
        }
        CompetitionEvent event = new DocumentRecorded(origin(), now, command.entries().after(state.units()), command.request());
        Competition after = Evolver.apply(state, event);
        if (after.showsSameAs(state) && after.voids() == state.voids()) {
            // Older than all that is kept. It would not be known again, and each repeat would make the journal longer.
            return new Decision.Accepted(List.of(), Result.of(Outcome.STALE));
        }
        Result result = new Result(outcome(now, known, command.entries(), after), Optional.of(now.provenance()), removed(command.entries(), after));
        return within(after, command.entries(), new Decision.Accepted(List.of(event), result));
    }

    private Outcome outcome(OdfDocument now, List<OdfDocument> known, Entries entries, Competition after) {
        if (now.withdrawn()) {
            // An update is taken back by its own number; what has another one would be taken back by a guess.
            boolean nothing = now.key().isUpdate()
                    && known.stream().noneMatch(other -> other.stamp().numbered().equals(now.stamp().numbered()));
            return nothing ? Outcome.STALE : Outcome.WITHDRAWN;
        }
        return entries.size() > 0 && !inForceDiffers(after) ? Outcome.STALE : Outcome.APPLIED;
    }

    private static Decision accepted(Outcome outcome, Provenance recorded) {
        return new Decision.Accepted(List.of(), new Result(outcome, Optional.of(recorded), Map.of()));
    }

    /**
     * In the epoch that is now. An update whose clock was set back since the version before it is taken as sent with that one: otherwise it could
     * fall behind a full message that came before both.
     */
    private SourceStamp stamp(OdfDocument document, List<OdfDocument> known) {
        SourceStamp stamp = document.stamp().in(state.voided(document.key()).epoch());
        if (!document.key().isUpdate()) {
            return stamp;
        }
        return known.stream()
                .map(OdfDocument::stamp)
                .filter(other -> other.epoch() == stamp.epoch() && other.version() < stamp.version())
                .findFirst()
                .map(SourceStamp::sent)
                .filter(before -> isClockStep(stamp.sent(), before))
                .map(stamp::sentAt)
                .orElse(stamp);
    }

    private static boolean isClockStep(Instant sent, Instant before) {
        return sent.isBefore(before) && Duration.between(sent, before).compareTo(CLOCK_STEP_MAX) <= 0;
    }

    /**
     * Of an update every version counts, in whatever order (ODF Foundation Principles 6.19), as long as so many are remembered; of all else only
     * the highest.
     */
    private static boolean isStale(OdfDocument document, List<OdfDocument> known) {
        if (known.isEmpty()) {
            return false;
        }
        boolean all = document.key().isUpdate() && known.size() < Limits.UPDATE_VERSIONS_KEPT;
        OdfDocument least = document.key().isUpdate() ? known.get(known.size() - 1) : known.get(0);
        return !all && Provenance.BY_VERSION.compare(document.provenance(), least.provenance()) < 0;
    }

    @Override
    public Decision recordEntries(RecordEntries command) {
        CompetitionEvent event = new EntriesRecorded(origin(), command.by(), command.entries().after(state.units()), command.request());
        Competition after = Evolver.apply(state, event);
        if (!registersDiffer(after)) {
            return accepted(state.units().knows(command.by()) ? Outcome.DUPLICATE : Outcome.STALE, command.by());
        }
        Result result = new Result(
                inForceDiffers(after) ? Outcome.APPLIED : Outcome.STALE, Optional.of(command.by()), removed(command.entries(), after));
        return within(after, command.entries(), new Decision.Accepted(List.of(event), result));
    }

    @Override
    public Decision voidDocument(VoidDocument command) {
        if (state.voided(command.key()).isEnded(new Voided.Version(command.epoch(), command.from()))) {
            return new Decision.Accepted(List.of(), Result.of(Outcome.DUPLICATE));
        }
        if (command.epoch() > Limits.EPOCHS_MAX) {
            return new Decision.Rejected(new TooMany("times that versions of a document were taken out of force", Limits.EPOCHS_MAX));
        }
        CompetitionEvent event =
                new DocumentVoided(origin(), command.key(), command.epoch(), command.from(), command.request(), command.reason());
        return new Decision.Accepted(List.of(event), Result.of(Outcome.APPLIED));
    }

    @Override
    public Decision editUnit(EditUnit command) {
        return new Editing(state, command).decide(origin());
    }

    /** Joining gives the very same registers back where nothing changes. */
    private boolean registersDiffer(Competition after) {
        return after.voids() != state.voids()
                || after.units() != state.units()
                || after.sessions() != state.sessions()
                || after.participants() != state.participants()
                || after.teams() != state.teams();
    }

    private boolean inForceDiffers(Competition after) {
        return after.units().entries() != state.units().entries()
                || after.sessions().entries() != state.sessions().entries()
                || after.participants().entries() != state.participants().entries()
                || after.teams().entries() != state.teams().entries();
    }

    private Map<Kind, Integer> removed(Entries entries, Competition after) {
        Map<Kind, Integer> removed = new EnumMap<>(Kind.class);
        for (Kind kind : entries.replaced()) {
            Map<String, ?> left = registers(after, kind);
            int gone = (int) registers(state, kind).keySet().stream().filter(code -> !left.containsKey(code)).count();
            if (gone > 0) {
                removed.put(kind, gone);
            }
        }
        return removed;
    }

    private static Map<String, ?> registers(Competition competition, Kind kind) {
        return switch (kind) {
            case UNITS -> competition.units().entries();
            case SESSIONS -> competition.sessions().entries();
            case PARTICIPANTS -> competition.participants().entries();
            case TEAMS -> competition.teams().entries();
        };
    }

    private Decision within(Competition after, Entries entries, Decision accepted) {
        if (after.documents().size() > Limits.DOCUMENTS_MAX) {
            return new Decision.Rejected(new TooMany("documents", Limits.DOCUMENTS_MAX));
        }
        int registers = after.units().claims().size()
                + after.sessions().claims().size()
                + after.participants().claims().size()
                + after.teams().claims().size();
        if (registers > Limits.ENTRIES_MAX) {
            return new Decision.Rejected(new TooMany("units, sessions, persons and teams", Limits.ENTRIES_MAX));
        }
        if (after.members().size() > Limits.MEMBERS_MAX) {
            return new Decision.Rejected(new TooMany("events of a discipline", Limits.MEMBERS_MAX));
        }
        if (tooManyFull(after)) {
            return new Decision.Rejected(new TooMany("different full lists", Limits.FULL_DOCUMENTS_MAX));
        }
        if (entries.weight() > Limits.ENTRIES_BYTES_MAX) {
            return new Decision.Rejected(new TooMany("bytes of units, sessions, persons and teams in one message", Limits.ENTRIES_BYTES_MAX));
        }
        if (tooManyClaimants(after, entries)) {
            return new Decision.Rejected(new TooMany("sources that speak of one unit, session, person or team", Limits.CLAIMANTS_MAX));
        }
        long weight = after.weight();
        // What replaces something larger is taken all the same.
        return weight > Limits.BYTES_MAX && weight > state.weight()
                ? new Decision.Rejected(new TooMany("bytes", Limits.BYTES_MAX))
                : accepted;
    }

    /** Each of them is looked at for each unit, session, person and team. */
    private static boolean tooManyFull(Competition after) {
        return Stream.of(after.units(), after.sessions(), after.participants(), after.teams())
                .anyMatch(set -> set.full().stream().map(Provenance::document).distinct().count() > Limits.FULL_DOCUMENTS_MAX);
    }

    private static boolean tooManyClaimants(Competition after, Entries entries) {
        int most = Limits.CLAIMANTS_MAX * Limits.CLAIMS_KEPT;
        return entries.units().stream().anyMatch(unit -> after.units().claims().get(unit.code().value()).size() > most)
                || entries.sessions().stream().anyMatch(session -> after.sessions().claims().get(session.code()).size() > most)
                || entries.participants().stream().anyMatch(person -> after.participants().claims().get(person.code()).size() > most)
                || entries.teams().stream().anyMatch(team -> after.teams().claims().get(team.code()).size() > most);
    }

    private Origin origin() {
        return new Origin(moment.replica(), number, state.clock().next(moment));
    }
}
