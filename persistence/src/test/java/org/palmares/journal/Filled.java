package org.palmares.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.palmares.competition.Authorship;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.DocumentVoided;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.Origin;
import org.palmares.competition.CompetitionEvent.UnitEdited;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.Entries;
import org.palmares.competition.Evolver;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Provenance;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Request;
import org.palmares.competition.SourceStamp;
import org.palmares.competition.Stamp;
import org.palmares.competition.UnitEdit;
import org.palmares.competition.UnitField;
import org.palmares.protocol.odf.Competitor;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.ResultStatus;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Team;
import org.palmares.protocol.odf.Unit;

/** Events in which every part has a value of its own; what stands in the golden files of {@link StoredFormTest}. Never changed. */
final class Filled {

    private static final String DISCIPLINE = "ATH-------------------------------";
    private static final long TEN = Instant.parse("2030-08-04T08:00:00Z").toEpochMilli();

    private Filled() {}

    static List<CompetitionEvent> events() {
        return List.of(schedule(), people(), report(), slice(), withdrawal(), voided());
    }

    static Competition state() {
        return events().stream().reduce(Competition.start(), Evolver::apply, Competition::merge);
    }

    private static Stamp stamp(int second, int counter, String replica) {
        return new Stamp(TEN + 1_000L * second, counter, new ReplicaId(replica));
    }

    private static Origin origin(String replica, long number, int second) {
        return new Origin(new ReplicaId(replica), number, stamp(second, 3, replica));
    }

    private static SourceStamp sent(String source, int epoch, long version, String hash) {
        return new SourceStamp(source, Instant.ofEpochMilli(TEN - 1_234), epoch, version, hash);
    }

    private static Content text(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<OffsetDateTime> at(String time) {
        return Optional.of(OffsetDateTime.parse("2030-08-04T" + time + "+02:00"));
    }

    /** All three registers of a unit, sessions and members; the content is in the document. */
    private static CompetitionEvent schedule() {
        Competitor competitor = new Competitor(
                "competitor", "T", "bib", "organisation", "teamName", List.of(new Competitor.Member("member", "1", "family", "given", "F", "FRA")));
        Unit unit = new Unit(
                new Rsc("ATHM100M--------------FNL-000100--"),
                new Unit.Plan(at("14:00"), at("14:30:15"), true, true, Map.of("ENG", "Followed by", "FRA", "Suivi de"), "order", "venue", "location", "venueName", "locationName", "session"),
                new Unit.Progress(ScheduleStatus.RUNNING, at("14:01:02.003"), at("14:29:59")),
                new Unit.Facts("3", "unitNum", 2, "mediaAccess", Map.of("ENG", "Final", "FRA", "Finale"), List.of(competitor)));
        Session session = new Session(
                "ATH01", at("10:00"), at("13:00"), "venue", "venueName", "status", "type", "medal", Map.of("ENG", "Morning", "FRA", "Matin"));
        OdfDocument document = new OdfDocument(
                new DocumentKey("DT_SCHEDULE", DISCIPLINE, "subcode", "subtype", "FRA"), sent("SCH", 0, 4, "hash-schedule"), ResultStatus.NONE, false,
                text("<OdfBody>the schedule</OdfBody>"), stamp(1, 0, "paris"), "");
        return new DocumentRecorded(origin("paris", 1, 1), document, new Entries(
                EnumSet.of(Kind.UNITS, Kind.SESSIONS), List.of(unit), List.of(session), List.of(), List.of(),
                Set.of("ATHM100M--------------", "ATHW100M--------------")));
    }

    private static CompetitionEvent people() {
        Participant person = new Participant(
                "1234567", true, "family", "given", "print", "W", "organisation", "2001-02-03", "function", List.of("ATHW100M--------------", "ATHW200M--------------"));
        Team team = new Team("team", true, "organisation", "number", "name", "X", List.of("1234567", "1234568"), List.of("ATHX4X400M------------"));
        OdfDocument document = new OdfDocument(
                new DocumentKey("DT_PARTIC", DISCIPLINE, "", "", ""), sent("PAR", 0, 2_147_483_647L, "hash-people"),
                ResultStatus.valueOf("A_LATER_WORD"), false, text("<OdfBody>people</OdfBody>"), stamp(2, 7, "madrid"), "");
        return new DocumentRecorded(origin("madrid", 1, 2), document, new Entries(
                EnumSet.of(Kind.PARTICIPANTS, Kind.TEAMS), List.of(), List.of(), List.of(person), List.of(team), Set.of()));
    }

    /** The content is kept elsewhere. */
    private static CompetitionEvent report() {
        OdfDocument document = new OdfDocument(
                new DocumentKey("DT_PDF", "ATHM100M--------------FNL-000100--", "", "C73", ""), sent("", 1, 2, "hash-report"), ResultStatus.OFFICIAL, false,
                Content.elsewhere("0123456789abcdef".repeat(4), 1_000_000), stamp(3, 0, "paris"), "");
        return new DocumentRecorded(origin("paris", 2, 3), document, Entries.none());
    }

    /** A part of a message that another competition holds, whose units have as little as may be. */
    private static CompetitionEvent slice() {
        Provenance by = new Provenance(
                new DocumentKey("DT_SCHEDULE_UPDATE", DISCIPLINE, "", "", "", "ATH1"), sent("ATH1", 0, 8, "hash-update"), false, stamp(4, 0, "barcelona"));
        Unit unit = new Unit(
                new Rsc("ATHM100M--------------FNL-000200--"),
                new Unit.Plan(Optional.empty(), Optional.empty(), false, false, Map.of(), "", "", "", "", "", ""),
                Unit.Progress.of(ScheduleStatus.valueOf("A_LATER_WORD")),
                new Unit.Facts("", "", 0, "", Map.of(), List.of()));
        return new EntriesRecorded(origin("barcelona", 1, 5), by, new Entries(Set.of(), List.of(unit), List.of(), List.of(), List.of(), Set.of()), Request.NONE);
    }

    /** An update is taken back; the event before it is not known. */
    private static CompetitionEvent withdrawal() {
        OdfDocument document = new OdfDocument(
                new DocumentKey("DT_SCHEDULE_UPDATE", DISCIPLINE, "", "", "", "SCH"), sent("SCH", 2, 9, "hash-withdrawal"), ResultStatus.NONE, true,
                Content.empty(), stamp(6, 0, "barcelona"), "");
        return new DocumentRecorded(origin("barcelona", 3, 6), document, Entries.none());
    }

    private static CompetitionEvent voided() {
        DocumentKey key = new DocumentKey("DT_SCHEDULE", DISCIPLINE, "subcode", "subtype", "FRA");
        return new DocumentVoided(origin("madrid", 2, 7), key, 1, 999_999_999_999L, new Request("author", ""), "reason");
    }

    // Since schema version 4 with changes by people (journal-v3)

    /** What a person changed of the unit that has all values, and the hold and release of another. */
    static List<CompetitionEvent> edits() {
        String full = "ATHM100M--------------FNL-000100--";
        String bare = "ATHM100M--------------FNL-000200--";
        Authorship by = new Authorship("name", "token", "reason", new Authorship.Cause("bulk", "cause"), "key", "", "");
        SortedMap<UnitField, UnitEdit.Change> changes = new TreeMap<>();
        for (UnitField field : UnitField.values()) {
            changes.put(field, new UnitEdit.Change(
                    switch (field) {
                        case START, END, ACTUAL_START, ACTUAL_END -> "2030-08-04T19:30+02:00";
                        default -> "to-" + field;
                    },
                    "over-" + field));
        }
        UnitEdit all = new UnitEdit(stamp(8, 1, "paris"), by, Optional.of(stamp(7, 0, "madrid")), changes, UnitEdit.Holding.LEAVES, true);
        Authorship plain = new Authorship("other", "key", "", Authorship.Cause.PERSON, "", "", "");
        UnitEdit hold = new UnitEdit(stamp(9, 0, "madrid"), plain, Optional.empty(), new TreeMap<>(), UnitEdit.Holding.HOLDS, false);
        UnitEdit release = new UnitEdit(stamp(10, 0, "madrid"), plain, Optional.of(hold.accepted()), new TreeMap<>(), UnitEdit.Holding.RELEASES, false);
        return List.of(
                new UnitEdited(origin("paris", 3, 8), full, all),
                new UnitEdited(origin("madrid", 3, 9), bare, hold),
                new UnitEdited(origin("madrid", 4, 10), bare, release));
    }

    // With the request that brought it

    /** One event of each kind, each with who asked for it and by which request. */
    static List<CompetitionEvent> requested() {
        Request request = new Request("by", "correlation");
        DocumentRecorded report = (DocumentRecorded) report();
        EntriesRecorded slice = (EntriesRecorded) slice();
        DocumentVoided voided = (DocumentVoided) voided();
        Authorship by = new Authorship("name", "key", "reason", Authorship.Cause.PERSON, "key", "", "correlation");
        UnitEdit edit = new UnitEdit(stamp(11, 0, "paris"), by, Optional.empty(), new TreeMap<>(), UnitEdit.Holding.HOLDS, false);
        return List.of(
                new DocumentRecorded(report.origin(), report.document(), report.entries(), request),
                new EntriesRecorded(slice.origin(), slice.by(), slice.entries(), request),
                new DocumentVoided(voided.origin(), voided.key(), voided.epoch(), voided.from(), request, voided.reason()),
                new UnitEdited(origin("paris", 4, 11), "ATHM100M--------------FNL-000100--", edit));
    }

    // With what was asked for

    /** A person asked for what was so already: it is remembered with its key and what it was. */
    static CompetitionEvent remembered() {
        Authorship by = new Authorship("name", "key", "reason", Authorship.Cause.PERSON, "key", "request", "correlation");
        UnitEdit nothing = new UnitEdit(stamp(12, 0, "paris"), by, Optional.empty(), new TreeMap<>(), UnitEdit.Holding.LEAVES, false);
        return new UnitEdited(origin("paris", 5, 12), "ATHM100M--------------FNL-000100--", nothing);
    }

    /** A result with the NOCs of those who are in it. */
    static CompetitionEvent competed() {
        OdfDocument document = new OdfDocument(
                new DocumentKey("DT_RESULT", "ATHM100M--------------FNL-000100--", "", "", ""), sent("TIM", 0, 3, "hash-result"), ResultStatus.LIVE, false,
                text("<OdfBody>the result</OdfBody>"), stamp(13, 0, "paris"), "FRA JAM USA");
        return new DocumentRecorded(origin("paris", 6, 13), document, Entries.none());
    }

    // What only says again what was said before

    /** The part of a message whose unit was so before. */
    static CompetitionEvent saidAgain() {
        EntriesRecorded slice = (EntriesRecorded) slice();
        Entries said = slice.entries();
        return new EntriesRecorded(origin("barcelona", 4, 12), slice.by(), new Entries(
                said.replaced(), said.units(), said.sessions(), said.participants(), said.teams(), said.members(),
                Map.of(said.units().get(0).code().value(), stamp(1, 2, "madrid"))), Request.NONE);
    }

    static Competition saidAgainState() {
        return Evolver.apply(editedState(), saidAgain());
    }

    static Competition editedState() {
        return edits().stream().reduce(state(), Evolver::apply, Competition::merge);
    }
}
