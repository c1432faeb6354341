package org.palmares.competition;

import java.util.Collection;
import java.util.List;
import org.palmares.odf.Competitor;
import org.palmares.odf.Participant;
import org.palmares.odf.Session;
import org.palmares.odf.Team;
import org.palmares.odf.Unit;

/** What things weigh in memory, in bytes: the text they carry and about what their objects take. Bounds are set in these. */
final class Weights {

    private static final int OBJECTS = 400;
    private static final int SMALL = 60;

    private Weights() {}

    static long of(OdfDocument document) {
        return OBJECTS + document.content().heldBytes();
    }

    static long versions(int count) {
        return OBJECTS + (long) SMALL * count;
    }

    static int of(Unit unit) {
        int weight = OBJECTS + texts(unit.unitNum(), unit.order(), unit.venue(), unit.location(), unit.venueName(), unit.locationName(), unit.session())
                + unit.phaseType().length() + unit.mediaAccess().length();
        weight += all(unit.names().values()) + all(unit.startTexts().values());
        return weight + unit.startList().stream().mapToInt(Weights::of).sum();
    }

    private static int of(Competitor competitor) {
        int weight = OBJECTS / 2 + texts(competitor.code(), competitor.bib(), competitor.organisation(), competitor.teamName());
        return weight
                + competitor.members().stream()
                        .mapToInt(member -> OBJECTS / 2 + texts(member.code(), member.bib(), member.familyName(), member.givenName(), member.organisation()))
                        .sum();
    }

    static int of(Session session) {
        return OBJECTS + texts(session.code(), session.venue(), session.venueName(), session.status(), session.type(), session.medal())
                + all(session.names().values());
    }

    static int of(Participant person) {
        return OBJECTS + texts(person.code(), person.familyName(), person.givenName(), person.printName(), person.organisation(), person.birthDate())
                + all(person.events());
    }

    static int of(Team team) {
        return OBJECTS + texts(team.code(), team.organisation(), team.number(), team.name()) + all(team.members()) + all(team.events());
    }

    private static int texts(String... texts) {
        return List.of(texts).stream().mapToInt(String::length).sum();
    }

    private static int all(Collection<String> texts) {
        return texts.stream().mapToInt(text -> SMALL + text.length()).sum();
    }
}
