package org.palmares.node.ingest;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.Entries;
import org.palmares.competition.Limits;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Request;
import org.palmares.competition.SourceStamp;
import org.palmares.protocol.odf.ContentHash;
import org.palmares.protocol.odf.DocumentType;
import org.palmares.protocol.odf.Fault;
import org.palmares.protocol.odf.MedallistsMessage;
import org.palmares.protocol.odf.OdfHeader;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfMessage;
import org.palmares.protocol.odf.Parsed;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.ParticipantsMessage;
import org.palmares.protocol.odf.ResultMessage;
import org.palmares.protocol.odf.ScheduleMessage;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Team;
import org.palmares.protocol.odf.TeamsMessage;
import org.palmares.protocol.odf.Unit;

/**
 * What a message asks of which competitions. The document goes to the competition of its code; a schedule's units also go, in slices, to the
 * competitions they belong to.
 *
 * @param header the message's header
 * @param holder the competition that holds the document
 * @param document the command for the holder
 * @param attachment content that has to be kept before the document is recorded, which only names it; empty where the document has it itself
 * @param slices what the message says of other competitions
 * @param others what it says of those competitions of the discipline that it does not name; empty where it says nothing of them
 * @param understood whether the type is known
 * @param warnings what is odd but harmless
 */
public record MessagePlan(
        OdfHeader header,
        CompetitionId holder,
        RecordDocument document,
        Optional<Content> attachment,
        Map<CompetitionId, Entries> slices,
        Optional<Entries> others,
        boolean understood,
        List<Fault> warnings) {

    /** The same, brought by {@code request}. */
    public MessagePlan broughtBy(Request request) {
        return new MessagePlan(
                header, holder, new RecordDocument(document.document(), document.entries(), request), attachment, slices, others, understood, warnings);
    }

    /**
     * Plans a message.
     *
     * @param message the message
     * @param raw its bytes as they came
     * @param clock reads the time in its header
     * @throws OdfInvalidException if the content is not valid; lists every fault
     */
    public static MessagePlan of(OdfMessage message, byte[] raw, HeaderClock clock) throws OdfInvalidException {
        return new Planner(message, raw, clock).plan();
    }

    private static Entries units(Set<Kind> replaced, List<Unit> units) {
        return new Entries(replaced, units, List.of(), List.of(), List.of(), Set.of());
    }

    private static final class Planner {
        private final OdfMessage message;
        private final OdfHeader header;
        private final CompetitionId holder;
        private final byte[] raw;
        private final HeaderClock clock;
        private final boolean update;
        private final List<Fault> warnings;
        private List<String> nocs = List.of();

        private Planner(OdfMessage message, byte[] raw, HeaderClock clock) {
            this.message = message;
            this.header = message.header();
            this.raw = raw;
            this.clock = clock;
            this.holder = CompetitionId.ofDocument(header.games(), header.documentType(), header.documentCode());
            this.update = message.type().update();
            this.warnings = new ArrayList<>(message.warnings());
        }

        private MessagePlan plan() throws OdfInvalidException {
            return switch (message.type().content()) {
                case SCHEDULE -> schedule(content(ScheduleMessage.read(message)));
                case PARTICIPANTS -> participants(content(ParticipantsMessage.read(message)).participants());
                case TEAMS -> teams(content(TeamsMessage.read(message)).teams());
                case RESULT -> {
                    nocs = content(ResultMessage.read(message)).rows().stream().map(row -> row.competitor().organisation()).toList();
                    yield plan(Entries.none(), Map.of(), Optional.empty(), List.of());
                }
                case MEDALLISTS -> {
                    content(MedallistsMessage.read(message));
                    yield plan(Entries.none(), Map.of(), Optional.empty(), List.of());
                }
                case CONTROL, CARRIED, UNKNOWN -> plan(Entries.none(), Map.of(), Optional.empty(), List.of());
            };
        }

        private <T> T content(Parsed<T> parsed) throws OdfInvalidException {
            if (!parsed.faults().isEmpty()) {
                throw new OdfInvalidException(parsed.faults());
            }
            warnings.addAll(parsed.warnings());
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
            Map<CompetitionId, Entries> slices = new TreeMap<>();
            byCompetition.forEach((competition, units) -> {
                members.add(competition.code());
                slices.put(competition, units(replaced(Kind.UNITS), units));
            });
            List<Session> sessions = schedule.sessions();
            Entries entries = new Entries(replaced(Kind.UNITS, Kind.SESSIONS), own, sessions, List.of(), List.of(), members);
            // A full schedule empties what it does not name; a withdrawal is about whatever the message had named.
            Optional<Entries> others = !update || message.isWithdrawal() ? Optional.of(units(replaced(Kind.UNITS), List.of())) : Optional.empty();
            return plan(entries, slices, others, times(schedule));
        }

        private static List<OffsetDateTime> times(ScheduleMessage schedule) {
            return Stream.concat(
                            schedule.units().stream().flatMap(unit -> unit.start().stream()),
                            schedule.sessions().stream().flatMap(session -> session.start().stream()))
                    .toList();
        }

        private MessagePlan participants(List<Participant> persons) {
            Entries entries = new Entries(replaced(Kind.PARTICIPANTS), List.of(), List.of(), persons, List.of(), Set.of());
            return plan(entries, Map.of(), Optional.empty(), List.of());
        }

        private MessagePlan teams(List<Team> teams) {
            Entries entries = new Entries(replaced(Kind.TEAMS), List.of(), List.of(), List.of(), teams, Set.of());
            return plan(entries, Map.of(), Optional.empty(), List.of());
        }

        private Set<Kind> replaced(Kind first, Kind... more) {
            return update ? Set.of() : EnumSet.of(first, more);
        }

        private MessagePlan plan(
                Entries entries, Map<CompetitionId, Entries> slices, Optional<Entries> others, Collection<OffsetDateTime> times) {
            DocumentKey key = new DocumentKey(
                    header.documentType(),
                    header.documentCode(),
                    header.documentSubcode(),
                    header.documentSubtype(),
                    header.language(),
                    header.source());
            SourceStamp stamp = new SourceStamp(header.source(), clock.sent(header, times), header.version(), ContentHash.of(message));
            Content content = Content.of(raw);
            boolean elsewhere = !isShown(message.type()) && content.deflated().length > Limits.CONTENT_INLINE_BYTES;
            OdfDocument document =
                    new OdfDocument(key, stamp, header.resultStatus(), message.isWithdrawal(), elsewhere ? content.kept() : content).of(nocs);
            return new MessagePlan(
                    header,
                    holder,
                    new RecordDocument(document, entries),
                    elsewhere ? Optional.of(content) : Optional.empty(),
                    slices,
                    others,
                    message.type().understood(),
                    List.copyOf(warnings));
        }

        /** What readers are shown is made from the message itself, again and again. */
        private static boolean isShown(DocumentType type) {
            return type.content() == DocumentType.Content.RESULT || type.content() == DocumentType.Content.MEDALLISTS;
        }
    }
}
