package org.palmares.competition;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.DocumentVoided;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.Origin;
import org.palmares.competition.CompetitionEvent.UnitEdited;
import org.palmares.competition.Entries.Kind;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Team;

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
            DocumentKey key = event.document().key();
            SortedMap<DocumentKey, DocumentVersions> documents = new TreeMap<>(Map.of(key, DocumentVersions.NONE.with(event.document())));
            return contribution(event.origin(), documents, event.document().provenance(), event.entries());
        }

        @Override
        public Competition entriesRecorded(EntriesRecorded event) {
            return contribution(event.origin(), Collections.emptySortedMap(), event.by(), event.entries());
        }

        @Override
        public Competition documentVoided(DocumentVoided event) {
            SortedMap<DocumentKey, Voided> voids = new TreeMap<>(Map.of(event.key(), Voided.ending(event.epoch(), event.from())));
            return alone(event.origin(), voids, Collections.emptySortedMap());
        }

        @Override
        public Competition unitEdited(UnitEdited event) {
            return alone(event.origin(), Collections.emptySortedMap(), new TreeMap<>(Map.of(event.unit(), new UnitEdits(List.of(event.edit())))));
        }

        private static Competition alone(Origin origin, SortedMap<DocumentKey, Voided> voids, SortedMap<String, UnitEdits> edits) {
            return new Competition(
                    position(origin), origin.accepted(), Collections.emptySortedMap(), voids, EntrySet.none(), edits, Map.of(), EntrySet.none(),
                    EntrySet.none(), EntrySet.none(), Set.of());
        }

        private static Competition contribution(
                Origin origin, SortedMap<DocumentKey, DocumentVersions> documents, Provenance by, Entries entries) {
            return new Competition(
                    position(origin),
                    origin.accepted().compareTo(by.accepted()) >= 0 ? origin.accepted() : by.accepted(),
                    documents,
                    withdrawal(by),
                    registers(by, entries.replaced().contains(Kind.UNITS), entries.units(), unit -> unit.code().value(),
                            (author, unit) -> Entry.of(author, unit, entries.same().getOrDefault(unit.code().value(), author.accepted()))),
                    Collections.emptySortedMap(),
                    Map.of(),
                    registers(by, entries.replaced().contains(Kind.SESSIONS), entries.sessions(), Session::code, Entry::of),
                    registers(by, entries.replaced().contains(Kind.PARTICIPANTS), entries.participants(), Participant::code, Entry::of),
                    registers(by, entries.replaced().contains(Kind.TEAMS), entries.teams(), Team::code, Entry::of),
                    entries.members());
        }

        private static Position position(Origin origin) {
            return Position.start().with(origin.replica(), origin.number());
        }

        /** A withdrawn update is as if it had not been sent; any other document's withdrawal is its next version. */
        private static SortedMap<DocumentKey, Voided> withdrawal(Provenance by) {
            return by.withdrawn() && by.document().isUpdate()
                    ? new TreeMap<>(Map.of(by.document(), Voided.withdrawing(by.source())))
                    : Collections.emptySortedMap();
        }

        private static <T> EntrySet<T> registers(
                Provenance by, boolean full, Collection<T> values, Function<T, String> code, BiFunction<Provenance, T, Entry<T>> word) {
            Map<String, List<Entry<T>>> words = new HashMap<>();
            values.forEach(value -> words.put(code.apply(value), List.of(word.apply(by, value))));
            return EntrySet.of(full ? List.of(by) : List.of(), words);
        }
    }
}
