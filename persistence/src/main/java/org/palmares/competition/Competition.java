package org.palmares.competition;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.palmares.odf.Participant;
import org.palmares.odf.Session;
import org.palmares.odf.Team;
import org.palmares.odf.Unit;

/**
 * All that is known of a competition. It only grows by joining (see {@link Evolver}): commutative, associative and idempotent, so that
 * replicas which know the same events are equal, whatever the order they came in.
 *
 * @param position the events it is made of
 * @param clock greatest stamp seen
 * @param documents the newest versions of each document
 * @param units the timetable of this competition
 * @param sessions the sessions of the discipline (discipline's own competition only)
 * @param participants the persons of the discipline (discipline's own competition only)
 * @param teams the teams of the discipline (discipline's own competition only)
 * @param members codes of the discipline's event competitions (discipline's own competition only)
 */
public record Competition(
        Position position,
        Stamp clock,
        Map<DocumentKey, DocumentVersions> documents,
        EntrySet<Unit> units,
        EntrySet<Session> sessions,
        EntrySet<Participant> participants,
        EntrySet<Team> teams,
        Set<String> members) {

    private static final Competition START = new Competition(
            Position.start(),
            Stamp.FIRST,
            Map.of(),
            EntrySet.none(),
            EntrySet.none(),
            EntrySet.none(),
            EntrySet.none(),
            Set.of());

    public Competition {
        documents = Collections.unmodifiableMap(documents);
        members = Collections.unmodifiableSet(members);
    }

    /** The competition of which nothing is known yet. */
    public static Competition start() {
        return START;
    }

    /** The version of the document that counts, unless it was withdrawn. */
    public Optional<OdfDocument> document(DocumentKey key) {
        return Optional.ofNullable(documents.get(key)).map(DocumentVersions::latest).filter(document -> !document.withdrawn());
    }

    /** Joins what two replicas know; gives {@code this} itself when {@code other} brings nothing new. */
    public Competition merge(Competition other) {
        Position newPosition = position.covers(other.position) ? position : position.merge(other.position);
        Stamp newClock = clock.compareTo(other.clock) >= 0 ? clock : other.clock;
        Map<DocumentKey, DocumentVersions> newDocuments = mergeDocuments(other.documents);
        EntrySet<Unit> newUnits = units.merge(other.units);
        EntrySet<Session> newSessions = sessions.merge(other.sessions);
        EntrySet<Participant> newParticipants = participants.merge(other.participants);
        EntrySet<Team> newTeams = teams.merge(other.teams);
        Set<String> newMembers = mergeMembers(other.members);
        boolean unchanged = newPosition == position
                && newClock == clock
                && newDocuments == documents
                && newUnits == units
                && newSessions == sessions
                && newParticipants == participants
                && newTeams == teams
                && newMembers == members;
        return unchanged
                ? this
                : new Competition(
                        newPosition, newClock, newDocuments, newUnits, newSessions, newParticipants, newTeams, newMembers);
    }

    /** Whether what {@code other} holds, apart from position and clock, is this one's too by identity: nothing visible changed. */
    public boolean showsSameAs(Competition other) {
        return documents == other.documents
                && units == other.units
                && sessions == other.sessions
                && participants == other.participants
                && teams == other.teams
                && members == other.members;
    }

    private Map<DocumentKey, DocumentVersions> mergeDocuments(Map<DocumentKey, DocumentVersions> others) {
        Map<DocumentKey, DocumentVersions> joined = null;
        for (Map.Entry<DocumentKey, DocumentVersions> other : others.entrySet()) {
            DocumentVersions known = documents.getOrDefault(other.getKey(), DocumentVersions.NONE);
            DocumentVersions merged = known.merge(other.getValue());
            if (merged != known) {
                joined = joined == null ? new TreeMap<>(documents) : joined;
                joined.put(other.getKey(), merged);
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
