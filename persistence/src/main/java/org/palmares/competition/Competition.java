package org.palmares.competition;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Team;
import org.palmares.protocol.odf.Unit;

/**
 * All that is known of a competition. It only grows by joining (see {@link Evolver}): commutative, associative and idempotent, so that
 * replicas which know the same events are equal, whatever the order they came in.
 *
 * @param position the events it is made of
 * @param clock greatest stamp seen
 * @param documents the newest versions of each document
 * @param voids what was taken out of force, by document; of documents held elsewhere too
 * @param units what messages say of the timetable of this competition
 * @param edits what people changed of it, by code of the unit
 * @param timetable the units as they are: the words of messages with what people changed; follows from the two before
 * @param sessions the sessions of the discipline (discipline's own competition only)
 * @param participants the persons of the discipline (discipline's own competition only)
 * @param teams the teams of the discipline (discipline's own competition only)
 * @param members codes of the discipline's event competitions (discipline's own competition only)
 */
public record Competition(
        Position position,
        Stamp clock,
        SortedMap<DocumentKey, DocumentVersions> documents,
        SortedMap<DocumentKey, Voided> voids,
        EntrySet<Unit> units,
        SortedMap<String, UnitEdits> edits,
        Map<String, Entry<Unit>> timetable,
        EntrySet<Session> sessions,
        EntrySet<Participant> participants,
        EntrySet<Team> teams,
        Set<String> members) {

    private static final Competition START = new Competition(
            Position.start(),
            Stamp.FIRST,
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            EntrySet.none(),
            Collections.emptySortedMap(),
            Map.of(),
            EntrySet.none(),
            EntrySet.none(),
            EntrySet.none(),
            Set.of());

    public Competition {
        documents = Collections.unmodifiableSortedMap(documents);
        voids = Collections.unmodifiableSortedMap(voids);
        edits = Collections.unmodifiableSortedMap(edits);
        timetable = Collections.unmodifiableMap(timetable);
        members = Collections.unmodifiableSet(members);
    }

    /** The competition of which nothing is known yet. */
    public static Competition start() {
        return START;
    }

    /** A competition that is known by these parts. */
    public static Competition of(Competition parts, SortedMap<String, UnitEdits> edits) {
        return START.merge(new Competition(
                parts.position, parts.clock, parts.documents, parts.voids, parts.units, edits, Map.of(), parts.sessions, parts.participants, parts.teams,
                parts.members));
    }

    /** What people changed of a unit. */
    public UnitEdits edits(String unit) {
        return edits.getOrDefault(unit, UnitEdits.NONE);
    }

    /** Which plan and status of a unit there are; empty where no message speaks of it. */
    public Optional<Revision> revision(String unit) {
        return Optional.ofNullable(units.entries().get(unit)).map(word -> Revision.of(timetable.get(unit).value(), edits(unit), word));
    }

    /** What has changed of a unit since somebody saw it as {@code base}; empty where its plan and status are the same. */
    public Optional<Rejection.Outdated> outdated(String unit, Revision base) {
        return revision(unit).filter(now -> !base.isSameAs(now)).map(now -> new Rejection.Outdated(
                unit,
                now,
                edits(unit).newestFirst().stream().filter(edit -> edit.isChange() && edit.accepted().compareTo(base.newest()) > 0).toList(),
                units.entries().get(unit).since().compareTo(base.newest()) > 0));
    }

    /**
     * When a unit was changed last, by a feed or a person: later with every change, and with nothing that only says again what is known or never counts. Where a
     * message was taken back it is a moment after all that.
     */
    public Optional<Stamp> changed(String unit) {
        Optional<Entry<Unit>> word = Optional.ofNullable(units.entries().get(unit));
        return word.or(() -> lastWord(unit)).map(shown -> {
            // What follows from what is known, and not from the order it came in, is the same everywhere.
            Optional<Stamp> back = word.flatMap(any -> units.unlessVoid(unit)).map(Entry::since).filter(since -> since.compareTo(shown.since()) > 0);
            Stamp said = back.orElse(shown.since());
            Stamp last = edits(unit).shown(shown).map(UnitEdit::accepted).filter(edit -> edit.compareTo(said) > 0).orElse(said);
            return back.isPresent() ? new Stamp(last.millis() + 1, last.counter(), last.replica()) : last;
        });
    }

    /** Whether what a person said of a unit makes it what it is, or was said after all that feeds have said anew. */
    public boolean isOfPeople(String unit) {
        Entry<Unit> word = units.entries().get(unit);
        Optional<UnitEdit> newest = edits(unit).newestFirst().stream().filter(edit -> !edit.registers().isEmpty()).findFirst();
        return word != null
                && (!timetable.get(unit).value().equals(word.value()) || newest.map(edit -> edit.accepted().compareTo(word.since()) > 0).orElse(false));
    }

    /** Units that the timetable had, and that no message in force names any more: the last word on each. */
    public Stream<Entry<Unit>> dropped() {
        return units.claims().entrySet().stream()
                .filter(words -> !timetable.containsKey(words.getKey()))
                .flatMap(words -> lastWord(words.getKey()).stream());
    }

    /** The last word on a unit, in force or not. */
    private Optional<Entry<Unit>> lastWord(String unit) {
        return units.claims().getOrDefault(unit, List.of()).stream().max(Comparator.comparing(Entry::by, Provenance.BETWEEN_SOURCES));
    }

    /** What is unsettled about a unit. */
    public List<Conflict> conflicts(String unit) {
        return Optional.ofNullable(units.entries().get(unit)).map(word -> edits(unit).conflicts(word)).orElse(List.of());
    }

    /** The version of the document that counts, unless it was withdrawn. */
    public Optional<OdfDocument> document(DocumentKey key) {
        return Optional.ofNullable(documents.get(key)).map(DocumentVersions::latest).filter(document -> !document.withdrawn());
    }

    /** What is out of force of a document. */
    public Voided voided(DocumentKey key) {
        return voids.getOrDefault(key, Voided.NONE);
    }

    /** Bytes it takes in memory, about. */
    public long weight() {
        return documents.values().stream().mapToLong(DocumentVersions::weight).sum()
                + voids.values().stream().mapToLong(Voided::weight).sum()
                + units.weight()
                + edits.values().stream().mapToLong(UnitEdits::weight).sum()
                + sessions.weight()
                + participants.weight()
                + teams.weight();
    }

    /** Joins what two replicas know; gives {@code this} itself when {@code other} brings nothing new. */
    public Competition merge(Competition other) {
        Position newPosition = position.covers(other.position) ? position : position.merge(other.position);
        Stamp newClock = clock.compareTo(other.clock) >= 0 ? clock : other.clock;
        SortedMap<DocumentKey, Voided> newVoids = mergeVoids(other.voids);
        boolean voided = newVoids != voids;
        EntrySet<Unit> newUnits = units.merge(other.units, newVoids, voided);
        SortedMap<String, UnitEdits> newEdits = mergeEdits(other.edits);
        Competition joined = new Competition(
                newPosition,
                newClock,
                mergeDocuments(other.documents, newVoids),
                newVoids,
                newUnits,
                newEdits,
                timetable(newUnits, newEdits),
                sessions.merge(other.sessions, newVoids, voided),
                participants.merge(other.participants, newVoids, voided),
                teams.merge(other.teams, newVoids, voided),
                mergeMembers(other.members));
        return newPosition == position && newClock == clock && !voided && joined.showsSameAs(this) ? this : joined;
    }

    /** Whether what {@code other} holds, apart from position and clock, is this one's too by identity: nothing visible changed. */
    public boolean showsSameAs(Competition other) {
        return documents == other.documents
                && units == other.units
                && edits == other.edits
                && sessions == other.sessions
                && participants == other.participants
                && teams == other.teams
                && members == other.members;
    }

    private SortedMap<String, UnitEdits> mergeEdits(SortedMap<String, UnitEdits> others) {
        SortedMap<String, UnitEdits> joined = null;
        for (Map.Entry<String, UnitEdits> other : others.entrySet()) {
            UnitEdits known = edits(other.getKey());
            UnitEdits merged = known.merge(other.getValue());
            if (merged != known) {
                joined = joined == null ? new TreeMap<>(edits) : joined;
                joined.put(other.getKey(), merged);
            }
        }
        return joined == null ? edits : joined;
    }

    /** Gives the timetable there is itself where nothing of it changed. */
    private Map<String, Entry<Unit>> timetable(EntrySet<Unit> words, SortedMap<String, UnitEdits> newEdits) {
        if (words.entries() == units.entries() && newEdits == edits) {
            return timetable;
        }
        Map<String, Entry<Unit>> now = words.entries();
        for (Map.Entry<String, UnitEdits> edited : newEdits.entrySet()) {
            String code = edited.getKey();
            Entry<Unit> word = words.entries().get(code);
            if (word != null) {
                boolean same = word == units.entries().get(code) && edited.getValue() == edits.get(code);
                now = now == words.entries() ? new HashMap<>(now) : now;
                now.put(code, same ? timetable.get(code) : edited.getValue().over(word));
            }
        }
        return now;
    }

    private SortedMap<DocumentKey, Voided> mergeVoids(SortedMap<DocumentKey, Voided> others) {
        SortedMap<DocumentKey, Voided> joined = null;
        for (Map.Entry<DocumentKey, Voided> other : others.entrySet()) {
            Voided known = voided(other.getKey());
            Voided merged = known.merge(other.getValue());
            if (merged != known) {
                joined = joined == null ? new TreeMap<>(voids) : joined;
                joined.put(other.getKey(), merged);
            }
        }
        return joined == null ? voids : joined;
    }

    private SortedMap<DocumentKey, DocumentVersions> mergeDocuments(
            SortedMap<DocumentKey, DocumentVersions> others, SortedMap<DocumentKey, Voided> newVoids) {
        SortedMap<DocumentKey, DocumentVersions> joined = null;
        Set<DocumentKey> touched = new TreeSet<>(others.keySet());
        if (newVoids != voids) {
            newVoids.keySet().stream().filter(documents::containsKey).forEach(touched::add);
        }
        for (DocumentKey key : touched) {
            DocumentVersions known = documents.getOrDefault(key, DocumentVersions.NONE);
            DocumentVersions merged =
                    known.merge(others.getOrDefault(key, DocumentVersions.NONE)).with(newVoids.getOrDefault(key, known.voided()));
            if (merged != known) {
                joined = joined == null ? new TreeMap<>(documents) : joined;
                joined.put(key, merged);
            }
        }
        return joined == null ? documents : joined;
    }

    private Set<String> mergeMembers(Set<String> others) {
        if (members.containsAll(others)) {
            return members;
        }
        Set<String> joined = new TreeSet<>(members);
        joined.addAll(others);
        return joined;
    }
}
