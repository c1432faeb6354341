package org.palmares.competition;

import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Team;
import org.palmares.protocol.odf.Unit;

/**
 * What one message said of a unit, session, participant or team.
 *
 * @param by whose word it is
 * @param value what the source said, whole
 * @param weight bytes it takes, about
 * @param since when what is said was said first, where it has been so ever since: {@code by} may only say it again
 * @param dated whether it says when something is planned: the newest word that does is remembered when newer ones do not
 */
public record Entry<T>(Provenance by, T value, Stamp since, int weight, boolean dated) {

    /** A unit as a message has it. */
    public static Entry<Unit> of(Provenance by, Unit unit, Stamp since) {
        return new Entry<>(by, unit, since, Weights.of(unit), unit.start().isPresent());
    }

    /** A session as a message has it. */
    public static Entry<Session> of(Provenance by, Session session) {
        return new Entry<>(by, session, by.accepted(), Weights.of(session), false);
    }

    /** A person as a message has it. */
    public static Entry<Participant> of(Provenance by, Participant person) {
        return new Entry<>(by, person, by.accepted(), Weights.of(person), false);
    }

    /** A team as a message has it. */
    public static Entry<Team> of(Provenance by, Team team) {
        return new Entry<>(by, team, by.accepted(), Weights.of(team), false);
    }

    /** Place of the message among those of its source. */
    public SourceStamp source() {
        return by.source();
    }

    /** When and where it was accepted first. */
    public Stamp accepted() {
        return by.accepted();
    }
}
