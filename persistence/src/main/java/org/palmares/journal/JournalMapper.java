package org.palmares.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.Origin;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.Entries;
import org.palmares.competition.Entry;
import org.palmares.competition.EntrySet;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Position;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.SourceStamp;
import org.palmares.competition.Stamp;
import org.palmares.odf.ResultStatus;
import org.palmares.protocol.journal.v1.Numbers;

/** Events and states of a competition to Protobuf and back; total in both directions. */
final class JournalMapper {

    private JournalMapper() {}

    // Events

    static org.palmares.protocol.journal.v1.DocumentRecorded toProto(DocumentRecorded event) {
        return org.palmares.protocol.journal.v1.DocumentRecorded.newBuilder()
                .setOrigin(toProto(event.origin()))
                .setDocument(toProto(event.document()))
                .setEntries(toProto(event.entries()))
                .build();
    }

    static DocumentRecorded fromProto(org.palmares.protocol.journal.v1.DocumentRecorded event) {
        return new DocumentRecorded(fromProto(event.getOrigin()), fromProto(event.getDocument()), fromProto(event.getEntries()));
    }

    static org.palmares.protocol.journal.v1.EntriesRecorded toProto(EntriesRecorded event) {
        return org.palmares.protocol.journal.v1.EntriesRecorded.newBuilder()
                .setOrigin(toProto(event.origin()))
                .setEntries(toProto(event.entries()))
                .build();
    }

    static EntriesRecorded fromProto(org.palmares.protocol.journal.v1.EntriesRecorded event) {
        return new EntriesRecorded(fromProto(event.getOrigin()), fromProto(event.getEntries()));
    }

    private static org.palmares.protocol.journal.v1.Origin toProto(Origin origin) {
        return org.palmares.protocol.journal.v1.Origin.newBuilder()
                .setReplica(origin.replica().name())
                .setNumber(origin.number())
                .setAccepted(toProto(origin.accepted()))
                .build();
    }

    private static Origin fromProto(org.palmares.protocol.journal.v1.Origin origin) {
        return new Origin(new ReplicaId(origin.getReplica()), origin.getNumber(), fromProto(origin.getAccepted()));
    }

    // What events are made of

    static org.palmares.protocol.journal.v1.Entries toProto(Entries entries) {
        return org.palmares.protocol.journal.v1.Entries.newBuilder()
                .setSource(toProto(entries.source()))
                .addAllReplaced(entries.replaced().stream().map(Enum::name).sorted().toList())
                .addAllUnits(entries.units().stream().map(ValueMapper::toProto).toList())
                .addAllSessions(entries.sessions().stream().map(ValueMapper::toProto).toList())
                .addAllParticipants(entries.participants().stream().map(ValueMapper::toProto).toList())
                .addAllTeams(entries.teams().stream().map(ValueMapper::toProto).toList())
                .addAllMembers(entries.members().stream().sorted().toList())
                .build();
    }

    static Entries fromProto(org.palmares.protocol.journal.v1.Entries entries) {
        return new Entries(
                fromProto(entries.getSource()),
                entries.getReplacedList().stream().map(Entries.Kind::valueOf).collect(Collectors.toSet()),
                entries.getUnitsList().stream().map(ValueMapper::fromProto).toList(),
                entries.getSessionsList().stream().map(ValueMapper::fromProto).toList(),
                entries.getParticipantsList().stream().map(ValueMapper::fromProto).toList(),
                entries.getTeamsList().stream().map(ValueMapper::fromProto).toList(),
                Set.copyOf(entries.getMembersList()));
    }

    static org.palmares.protocol.journal.v1.OdfDocument toProto(OdfDocument document) {
        return org.palmares.protocol.journal.v1.OdfDocument.newBuilder()
                .setKey(toProto(document.key()))
                .setStamp(toProto(document.stamp()))
                .setResultStatus(document.status().name())
                .setWithdrawn(document.withdrawn())
                .setContent(com.google.protobuf.ByteString.copyFrom(document.content().deflated()))
                .setContentLength(document.content().length())
                .build();
    }

    static OdfDocument fromProto(org.palmares.protocol.journal.v1.OdfDocument document) {
        return new OdfDocument(
                fromProto(document.getKey()),
                fromProto(document.getStamp()),
                ResultStatus.valueOf(document.getResultStatus()),
                document.getWithdrawn(),
                Content.packed(document.getContent().toByteArray(), document.getContentLength()));
    }

    static org.palmares.protocol.journal.v1.DocumentKey toProto(DocumentKey key) {
        return org.palmares.protocol.journal.v1.DocumentKey.newBuilder()
                .setType(key.type())
                .setCode(key.code())
                .setSubcode(key.subcode())
                .setSubtype(key.subtype())
                .setLanguage(key.language())
                .build();
    }

    static DocumentKey fromProto(org.palmares.protocol.journal.v1.DocumentKey key) {
        return new DocumentKey(key.getType(), key.getCode(), key.getSubcode(), key.getSubtype(), key.getLanguage());
    }

    private static org.palmares.protocol.journal.v1.SourceStamp toProto(SourceStamp stamp) {
        return org.palmares.protocol.journal.v1.SourceStamp.newBuilder()
                .setSent(stamp.sent().toString())
                .setVersion(stamp.version())
                .setHash(stamp.hash())
                .build();
    }

    private static SourceStamp fromProto(org.palmares.protocol.journal.v1.SourceStamp stamp) {
        return new SourceStamp(ValueMapper.localTime(stamp.getSent()), stamp.getVersion(), stamp.getHash());
    }

    private static org.palmares.protocol.journal.v1.Stamp toProto(Stamp stamp) {
        return org.palmares.protocol.journal.v1.Stamp.newBuilder()
                .setMillis(stamp.millis())
                .setCounter(stamp.counter())
                .setReplica(stamp.replica().name())
                .build();
    }

    private static Stamp fromProto(org.palmares.protocol.journal.v1.Stamp stamp) {
        return new Stamp(stamp.getMillis(), stamp.getCounter(), new ReplicaId(stamp.getReplica()));
    }

    // The whole competition

    static org.palmares.protocol.journal.v1.Competition toProto(Competition state) {
        return org.palmares.protocol.journal.v1.Competition.newBuilder()
                .setPosition(toProto(state.position()))
                .setClock(toProto(state.clock()))
                .addAllDocuments(state.documents().values().stream()
                        .flatMap(versions -> versions.newestFirst().stream())
                        .map(JournalMapper::toProto)
                        .toList())
                .setUnits(toProto(state.units(), (entry, unit) -> entry.setUnit(ValueMapper.toProto(unit))))
                .setSessions(toProto(state.sessions(), (entry, session) -> entry.setSession(ValueMapper.toProto(session))))
                .setParticipants(toProto(state.participants(), (entry, person) -> entry.setParticipant(ValueMapper.toProto(person))))
                .setTeams(toProto(state.teams(), (entry, team) -> entry.setTeam(ValueMapper.toProto(team))))
                .addAllMembers(state.members())
                .build();
    }

    static Competition fromProto(org.palmares.protocol.journal.v1.Competition state) {
        return new Competition(
                fromProto(state.getPosition()),
                fromProto(state.getClock()),
                documents(state.getDocumentsList()),
                fromProto(state.getUnits(), entry -> ValueMapper.fromProto(entry.getUnit()), unit -> unit.code().value()),
                fromProto(state.getSessions(), entry -> ValueMapper.fromProto(entry.getSession()), session -> session.code()),
                fromProto(state.getParticipants(), entry -> ValueMapper.fromProto(entry.getParticipant()), person -> person.code()),
                fromProto(state.getTeams(), entry -> ValueMapper.fromProto(entry.getTeam()), team -> team.code()),
                new TreeSet<>(state.getMembersList()));
    }

    private static Map<DocumentKey, DocumentVersions> documents(
            Collection<org.palmares.protocol.journal.v1.OdfDocument> protos) {
        Map<DocumentKey, List<OdfDocument>> byKey = new TreeMap<>();
        protos.forEach(proto -> {
            OdfDocument document = fromProto(proto);
            byKey.computeIfAbsent(document.key(), key -> new ArrayList<>()).add(document);
        });
        Map<DocumentKey, DocumentVersions> documents = new TreeMap<>();
        byKey.forEach((key, versions) -> documents.put(key, new DocumentVersions(versions)));
        return documents;
    }

    private static <T> org.palmares.protocol.journal.v1.EntrySet toProto(
            EntrySet<T> set, BiConsumer<org.palmares.protocol.journal.v1.Entry.Builder, T> value) {
        org.palmares.protocol.journal.v1.EntrySet.Builder builder = org.palmares.protocol.journal.v1.EntrySet.newBuilder();
        set.baseline().ifPresent(baseline -> builder.setBaseline(toProto(baseline)));
        new TreeMap<>(set.entries()).values().forEach(entry -> {
            org.palmares.protocol.journal.v1.Entry.Builder proto = org.palmares.protocol.journal.v1.Entry.newBuilder()
                    .setSource(toProto(entry.source()))
                    .setAccepted(toProto(entry.accepted()));
            value.accept(proto, entry.value());
            builder.addEntries(proto);
        });
        return builder.build();
    }

    private static <T> EntrySet<T> fromProto(
            org.palmares.protocol.journal.v1.EntrySet set,
            Function<org.palmares.protocol.journal.v1.Entry, T> value,
            Function<T, String> code) {
        Map<String, Entry<T>> entries = new HashMap<>();
        set.getEntriesList().forEach(proto -> {
            T read = value.apply(proto);
            entries.put(code.apply(read), new Entry<>(fromProto(proto.getSource()), fromProto(proto.getAccepted()), read));
        });
        Optional<SourceStamp> baseline =
                Optional.of(set).filter(org.palmares.protocol.journal.v1.EntrySet::hasBaseline).map(has -> fromProto(has.getBaseline()));
        return new EntrySet<>(baseline, entries);
    }

    static org.palmares.protocol.journal.v1.Position toProto(Position position) {
        org.palmares.protocol.journal.v1.Position.Builder builder = org.palmares.protocol.journal.v1.Position.newBuilder();
        position.numbers().forEach((replica, number) -> builder.putNumbers(replica.name(), number));
        position.ahead().forEach((replica, numbers) ->
                builder.putAhead(replica.name(), Numbers.newBuilder().addAllNumber(numbers).build()));
        return builder.build();
    }

    static Position fromProto(org.palmares.protocol.journal.v1.Position position) {
        TreeMap<ReplicaId, Long> numbers = new TreeMap<>();
        position.getNumbersMap().forEach((replica, number) -> numbers.put(new ReplicaId(replica), number));
        TreeMap<ReplicaId, java.util.SortedSet<Long>> ahead = new TreeMap<>();
        position.getAheadMap()
                .forEach((replica, beyond) -> ahead.put(new ReplicaId(replica), new TreeSet<>(beyond.getNumberList())));
        return new Position(numbers, ahead);
    }

}
