package org.palmares.competition;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.Origin;
import org.palmares.competition.Entries.Kind;
import org.palmares.odf.Participant;
import org.palmares.odf.Session;
import org.palmares.odf.Team;
import org.palmares.odf.Unit;

/** Applies events. Every event is a small competition that is joined to what is known, so the rules of joining are the only ones. */
public final class Evolver {

    private Evolver() {}

    /**
     * The competition after {@code event}. Total, commutative and idempotent: an event that is late or known changes nothing and never
     * throws. Gives {@code state} itself when nothing changes.
     */
    public static Competition apply(Competition state, CompetitionEvent event) {
        return state.merge(event.fold(new Contribution()));
    }

    private static final class Contribution implements CompetitionEvent.Cases<Competition> {

        @Override
        public Competition documentRecorded(DocumentRecorded event) {
            Map<DocumentKey, DocumentVersions> documents = new TreeMap<>();
            documents.put(event.document().key(), DocumentVersions.NONE.with(event.document()));
            return contribution(event.origin(), documents, event.entries());
        }

        @Override
        public Competition entriesRecorded(EntriesRecorded event) {
            return contribution(event.origin(), Map.of(), event.entries());
        }

        private static Competition contribution(Origin origin, Map<DocumentKey, DocumentVersions> documents, Entries entries) {
            return new Competition(
                    Position.start().with(origin.replica(), origin.number()),
                    origin.accepted(),
                    documents,
                    registers(entries, Kind.UNITS, origin, entries.units(), (Unit unit) -> unit.code().value()),
                    registers(entries, Kind.SESSIONS, origin, entries.sessions(), Session::code),
                    registers(entries, Kind.PARTICIPANTS, origin, entries.participants(), Participant::code),
                    registers(entries, Kind.TEAMS, origin, entries.teams(), Team::code),
                    entries.members());
        }

        private static <T> EntrySet<T> registers(
                Entries entries, Kind kind, Origin origin, Collection<T> values, Function<T, String> code) {
            Map<String, T> byCode = new HashMap<>();
            values.forEach(value -> byCode.put(code.apply(value), value));
            return EntrySet.<T>none().with(entries.source(), origin.accepted(), entries.replaced().contains(kind), byCode);
        }
    }
}
