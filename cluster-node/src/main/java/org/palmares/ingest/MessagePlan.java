package org.palmares.ingest;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionCommand.RecordEntries;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.SourceStamp;
import org.palmares.odf.ContentHash;
import org.palmares.odf.Fault;
import org.palmares.odf.MedallistsMessage;
import org.palmares.odf.OdfHeader;
import org.palmares.odf.OdfInvalidException;
import org.palmares.odf.OdfMessage;
import org.palmares.odf.Parsed;
import org.palmares.odf.Participant;
import org.palmares.odf.ParticipantsMessage;
import org.palmares.odf.ResultMessage;
import org.palmares.odf.ScheduleMessage;
import org.palmares.odf.Session;
import org.palmares.odf.Team;
import org.palmares.odf.TeamsMessage;
import org.palmares.odf.Unit;

/**
 * What a message asks of which competitions. The document goes to the competition of its code; a schedule's units also go, in slices, to the
 * competitions they belong to.
 *
 * @param header the message's header
 * @param holder the competition that holds the document
 * @param document the command for the holder
 * @param slices commands for other competitions
 * @param full whether competitions that the schedule does not name lose their units too
 * @param understood whether the type is known
 * @param warnings what is odd but harmless
 */
public record MessagePlan(
        OdfHeader header,
        CompetitionId holder,
        RecordDocument document,
        Map<CompetitionId, RecordEntries> slices,
        boolean full,
        boolean understood,
        List<Fault> warnings) {

    /**
     * Plans a message.
     *
     * @param message the message
     * @param raw its bytes as they came
     * @throws OdfInvalidException if the content is not valid; lists every fault
     */
    public static MessagePlan of(OdfMessage message, byte[] raw) throws OdfInvalidException {
        return new Planner(message, raw).plan();
    }

    /** The slice for a competition of the discipline that a full schedule does not name: it has no units any more. */
    RecordEntries emptySlice() {
        return new RecordEntries(entries(document.entries().source(), EnumSet.of(Kind.UNITS), List.of()));
    }

    private static Entries entries(SourceStamp source, Set<Kind> replaced, List<Unit> units) {
        return new Entries(source, replaced, units, List.of(), List.of(), List.of(), Set.of());
    }

    private static final class Planner {
        private final OdfMessage message;
        private final OdfHeader header;
        private final CompetitionId holder;
        private final SourceStamp source;
        private final byte[] raw;
        private final boolean full;
        private List<Fault> warnings;

        private Planner(OdfMessage message, byte[] raw) {
            this.message = message;
            this.header = message.header();
            this.raw = raw;
            this.warnings = message.warnings();
            this.holder = CompetitionId.ofDocument(header.games(), header.documentCode());
            this.source = new SourceStamp(LocalDateTime.of(header.date(), header.time()), header.version(), ContentHash.of(message));
            this.full = !message.type().update();
        }

        private MessagePlan plan() throws OdfInvalidException {
            return switch (message.type().content()) {
                case SCHEDULE -> schedule(content(ScheduleMessage.read(message)));
                case PARTICIPANTS -> participants(content(ParticipantsMessage.read(message)));
                case TEAMS -> teams(content(TeamsMessage.read(message)));
                case RESULT -> {
                    content(ResultMessage.read(message));
                    yield plan(Entries.none(source), Map.of(), false);
                }
                case MEDALLISTS -> {
                    content(MedallistsMessage.read(message));
                    yield plan(Entries.none(source), Map.of(), false);
                }
                case CONTROL, CARRIED, UNKNOWN -> plan(Entries.none(source), Map.of(), false);
            };
        }

        private <T> T content(Parsed<T> parsed) throws OdfInvalidException {
            if (!parsed.faults().isEmpty()) {
                throw new OdfInvalidException(parsed.faults());
            }
            warnings = parsed.warnings();
            return parsed.value();
        }

        private MessagePlan schedule(ScheduleMessage schedule) {
            Map<CompetitionId, List<Unit>> byCompetition = new TreeMap<>();
            for (Unit unit : schedule.units()) {
                byCompetition
                        .computeIfAbsent(new CompetitionId(header.games(), unit.code().competition()), any -> new ArrayList<>())
                        .add(unit);
            }
            List<Unit> own = byCompetition.getOrDefault(holder, List.of());
            byCompetition.remove(holder);
            Set<String> members = new TreeSet<>();
            Map<CompetitionId, RecordEntries> slices = new TreeMap<>();
            byCompetition.forEach((competition, units) -> {
                members.add(competition.code());
                slices.put(competition, new RecordEntries(entries(source, replaced(Kind.UNITS), units)));
            });
            List<Session> sessions = schedule.sessions();
            Set<Kind> kinds = full ? EnumSet.of(Kind.UNITS, Kind.SESSIONS) : Set.of();
            return plan(new Entries(source, kinds, own, sessions, List.of(), List.of(), members), slices, full);
        }

        private MessagePlan participants(ParticipantsMessage content) {
            List<Participant> persons = content.participants();
            return plan(
                    new Entries(source, replaced(Kind.PARTICIPANTS), List.of(), List.of(), persons, List.of(), Set.of()), Map.of(), false);
        }

        private MessagePlan teams(TeamsMessage content) {
            List<Team> teams = content.teams();
            return plan(new Entries(source, replaced(Kind.TEAMS), List.of(), List.of(), List.of(), teams, Set.of()), Map.of(), false);
        }

        private Set<Kind> replaced(Kind kind) {
            return full ? EnumSet.of(kind) : Set.of();
        }

        private MessagePlan plan(Entries entries, Map<CompetitionId, RecordEntries> slices, boolean replacesAll) {
            DocumentKey key = new DocumentKey(
                    header.documentType(),
                    header.documentCode(),
                    header.documentSubcode(),
                    header.documentSubtype(),
                    header.language());
            OdfDocument document =
                    new OdfDocument(key, source, header.resultStatus(), message.isWithdrawal(), Content.of(raw));
            return new MessagePlan(
                    header,
                    holder,
                    new RecordDocument(document, entries),
                    slices,
                    replacesAll,
                    message.type().understood(),
                    warnings);
        }
    }
}
