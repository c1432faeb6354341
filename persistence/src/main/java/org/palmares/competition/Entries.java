package org.palmares.competition;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Team;
import org.palmares.protocol.odf.Unit;

/**
 * What one message says of the units, sessions, participants and teams of one competition.
 *
 * @param replaced kinds of which the message is a full list; of the others it is an update
 * @param units units of this competition
 * @param sessions sessions, in the discipline's own competition only
 * @param participants persons, in the discipline's own competition only
 * @param teams teams, in the discipline's own competition only
 * @param members codes of the event competitions that the message speaks of, in the discipline's own competition only
 * @param same since when units are as the message says, by code, where that is known: it says again what was said before
 */
public record Entries(
        Set<Kind> replaced,
        List<Unit> units,
        List<Session> sessions,
        List<Participant> participants,
        List<Team> teams,
        Set<String> members,
        Map<String, Stamp> same) {

    /** Kinds of registers that full messages replace. */
    public enum Kind {
        UNITS,
        SESSIONS,
        PARTICIPANTS,
        TEAMS
    }

    public Entries {
        replaced = Set.copyOf(replaced);
        units = List.copyOf(units);
        sessions = List.copyOf(sessions);
        participants = List.copyOf(participants);
        teams = List.copyOf(teams);
        members = Set.copyOf(members);
        same = Map.copyOf(same);
    }

    /** What a message says by itself, whatever was said before. */
    public Entries(
            Set<Kind> replaced, List<Unit> units, List<Session> sessions, List<Participant> participants, List<Team> teams, Set<String> members) {
        this(replaced, units, sessions, participants, teams, members, Map.of());
    }

    /** The same, where {@code known} stands: of units of which it says nothing new is noted since when they are so. */
    Entries after(EntrySet<Unit> known) {
        Map<String, Stamp> unchanged = new HashMap<>();
        for (Unit unit : units) {
            Entry<Unit> before = known.entries().get(unit.code().value());
            if (before != null && before.value().equals(unit)) {
                unchanged.put(unit.code().value(), before.since());
            }
        }
        return new Entries(replaced, units, sessions, participants, teams, members, unchanged);
    }

    /** What a document that carries no registers says: nothing. */
    public static Entries none() {
        return new Entries(EnumSet.noneOf(Kind.class), List.of(), List.of(), List.of(), List.of(), Set.of());
    }

    /** Whether it says nothing at all of registers. */
    public boolean isEmpty() {
        return replaced.isEmpty() && size() == 0;
    }

    int size() {
        return units.size() + sessions.size() + participants.size() + teams.size();
    }

    /** Bytes it takes, about. */
    long weight() {
        return units.stream().mapToLong(Weights::of).sum()
                + sessions.stream().mapToLong(Weights::of).sum()
                + participants.stream().mapToLong(Weights::of).sum()
                + teams.stream().mapToLong(Weights::of).sum();
    }
}
