package org.palmares.competition;

import java.util.Collection;
import org.palmares.protocol.odf.Competitor;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Team;
import org.palmares.protocol.odf.Unit;

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
                + texts(unit.phaseType(), unit.mediaAccess());
        weight += all(unit.names().values()) + all(unit.startTexts().values());
        return weight + unit.startList().stream().mapToInt(Weights::of).sum();
    }

    static long of(UnitEdit edit) {
        int changes = edit.changes().values().stream().mapToInt(change -> SMALL + texts(change.to(), change.over())).sum();
        return OBJECTS + changes + texts(edit.by().name(), edit.by().reason(), edit.by().key(), edit.by().request(), edit.by().cause().id(), edit.by().correlation());
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
        int weight = 0;
        for (String text : texts) {
            weight += bytes(text);
        }
        return weight;
    }

    private static int all(Collection<String> texts) {
        return texts.stream().mapToInt(text -> SMALL + bytes(text)).sum();
    }

    /** In UTF-8, which is what a text takes in a snapshot; half of a surrogate pair counts as two of the pair's four bytes. */
    private static int bytes(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
