package org.palmares.journal;

import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.DocumentVoided;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.Origin;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Position;
import org.palmares.competition.Provenance;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Request;
import org.palmares.competition.SourceStamp;
import org.palmares.competition.Stamp;
import org.palmares.protocol.journal.v1.Stored;
import org.palmares.protocol.odf.ResultStatus;

/** Events of a competition, and what they are made of, to Protobuf and back; total in both directions. */
final class JournalMapper {

    private JournalMapper() {}

    // Events

    static Stored.DocumentRecorded toProto(DocumentRecorded event) {
        return Stored.DocumentRecorded.newBuilder()
                .setOrigin(toProto(event.origin()))
                .setDocument(toProto(event.document()))
                .setEntries(toProto(event.entries()))
                .setBy(event.request().by())
                .setCorrelation(event.request().correlation())
                .build();
    }

    static DocumentRecorded fromProto(Stored.DocumentRecorded event) {
        return new DocumentRecorded(
                fromProto(event.getOrigin()), fromProto(event.getDocument()), fromProto(event.getEntries()), new Request(event.getBy(), event.getCorrelation()));
    }

    static Stored.EntriesRecorded toProto(EntriesRecorded event) {
        return Stored.EntriesRecorded.newBuilder()
                .setOrigin(toProto(event.origin()))
                .setBy(toProto(event.by()))
                .setEntries(toProto(event.entries()))
                .setSender(event.request().by())
                .setCorrelation(event.request().correlation())
                .build();
    }

    static EntriesRecorded fromProto(Stored.EntriesRecorded event) {
        return new EntriesRecorded(
                fromProto(event.getOrigin()), fromProto(event.getBy()), fromProto(event.getEntries()), new Request(event.getSender(), event.getCorrelation()));
    }

    static Stored.DocumentVoided toProto(DocumentVoided event) {
        return Stored.DocumentVoided.newBuilder()
                .setOrigin(toProto(event.origin()))
                .setKey(toProto(event.key()))
                .setEpoch(event.epoch())
                .setFromVersion(event.from())
                .setAuthor(event.request().by())
                .setReason(event.reason())
                .setCorrelation(event.request().correlation())
                .build();
    }

    static DocumentVoided fromProto(Stored.DocumentVoided event) {
        return new DocumentVoided(
                fromProto(event.getOrigin()), fromProto(event.getKey()), event.getEpoch(), event.getFromVersion(),
                new Request(event.getAuthor(), event.getCorrelation()), event.getReason());
    }

    static Stored.Origin toProto(Origin origin) {
        return Stored.Origin.newBuilder()
                .setReplica(origin.replica().name())
                .setNumber(origin.number())
                .setAccepted(toProto(origin.accepted()))
                .build();
    }

    static Origin fromProto(Stored.Origin origin) {
        return new Origin(new ReplicaId(origin.getReplica()), origin.getNumber(), fromProto(origin.getAccepted()));
    }

    // What events are made of

    static Stored.Entries toProto(Entries entries) {
        return Stored.Entries.newBuilder()
                .addAllReplaced(entries.replaced().stream().map(Enum::name).sorted().toList())
                .addAllUnits(entries.units().stream().map(ValueMapper::toProto).toList())
                .addAllSessions(entries.sessions().stream().map(ValueMapper::toProto).toList())
                .addAllParticipants(entries.participants().stream().map(ValueMapper::toProto).toList())
                .addAllTeams(entries.teams().stream().map(ValueMapper::toProto).toList())
                .addAllMembers(entries.members().stream().sorted().toList())
                .addAllSame(new TreeMap<>(entries.same()).entrySet().stream()
                        .map(same -> Stored.Same.newBuilder().setUnit(same.getKey()).setSince(toProto(same.getValue())).build())
                        .toList())
                .build();
    }

    static Entries fromProto(Stored.Entries entries) {
        return new Entries(
                entries.getReplacedList().stream().map(Entries.Kind::valueOf).collect(Collectors.toSet()),
                entries.getUnitsList().stream().map(ValueMapper::fromProto).toList(),
                entries.getSessionsList().stream().map(ValueMapper::fromProto).toList(),
                entries.getParticipantsList().stream().map(ValueMapper::fromProto).toList(),
                entries.getTeamsList().stream().map(ValueMapper::fromProto).toList(),
                Set.copyOf(entries.getMembersList()),
                entries.getSameList().stream().collect(Collectors.toMap(Stored.Same::getUnit, same -> fromProto(same.getSince()), (one, other) -> other)));
    }

    static Stored.OdfDocument toProto(OdfDocument document) {
        return Stored.OdfDocument.newBuilder()
                .setKey(toProto(document.key()))
                .setStamp(toProto(document.stamp()))
                .setResultStatus(document.status().name())
                .setWithdrawn(document.withdrawn())
                .setContent(com.google.protobuf.ByteString.copyFrom(document.content().deflated()))
                .setContentLength(document.content().length())
                .setContentAddress(document.content().address())
                .setAccepted(toProto(document.accepted()))
                .setNocs(document.nocs())
                .build();
    }

    static OdfDocument fromProto(Stored.OdfDocument document) {
        return new OdfDocument(
                fromProto(document.getKey()),
                fromProto(document.getStamp()),
                ResultStatus.valueOf(document.getResultStatus()),
                document.getWithdrawn(),
                document.getContentAddress().isEmpty()
                        ? Content.packed(document.getContent().toByteArray(), document.getContentLength())
                        : Content.elsewhere(document.getContentAddress(), document.getContentLength()),
                fromProto(document.getAccepted()),
                document.getNocs());
    }

    static Stored.DocumentKey toProto(DocumentKey key) {
        return Stored.DocumentKey.newBuilder()
                .setType(key.type())
                .setCode(key.code())
                .setSubcode(key.subcode())
                .setSubtype(key.subtype())
                .setLanguage(key.language())
                .setSource(key.source())
                .build();
    }

    static DocumentKey fromProto(Stored.DocumentKey key) {
        return new DocumentKey(key.getType(), key.getCode(), key.getSubcode(), key.getSubtype(), key.getLanguage(), key.getSource());
    }

    static Stored.Provenance toProto(Provenance by) {
        return Stored.Provenance.newBuilder()
                .setOdf(Stored.OdfMessage.newBuilder()
                        .setDocument(toProto(by.document()))
                        .setSource(toProto(by.source()))
                        .setWithdrawn(by.withdrawn()))
                .setAccepted(toProto(by.accepted()))
                .build();
    }

    static Provenance fromProto(Stored.Provenance by) {
        if (!by.hasOdf()) {
            throw new IllegalArgumentException("an author of a kind that this release does not know");
        }
        return new Provenance(
                fromProto(by.getOdf().getDocument()), fromProto(by.getOdf().getSource()), by.getOdf().getWithdrawn(), fromProto(by.getAccepted()));
    }

    private static Stored.SourceStamp toProto(SourceStamp stamp) {
        return Stored.SourceStamp.newBuilder()
                .setSource(stamp.source())
                .setSentMillis(stamp.sent().toEpochMilli())
                .setEpoch(stamp.epoch())
                .setVersion(stamp.version())
                .setHash(stamp.hash())
                .build();
    }

    private static SourceStamp fromProto(Stored.SourceStamp stamp) {
        return new SourceStamp(
                stamp.getSource(), Instant.ofEpochMilli(stamp.getSentMillis()), stamp.getEpoch(), stamp.getVersion(), stamp.getHash());
    }

    static Stored.Stamp toProto(Stamp stamp) {
        return Stored.Stamp.newBuilder()
                .setMillis(stamp.millis())
                .setCounter(stamp.counter())
                .setReplica(stamp.replica().name())
                .build();
    }

    static Stamp fromProto(Stored.Stamp stamp) {
        return new Stamp(stamp.getMillis(), stamp.getCounter(), new ReplicaId(stamp.getReplica()));
    }

    static Stored.Position toProto(Position position) {
        Stored.Position.Builder builder = Stored.Position.newBuilder();
        position.numbers().forEach((replica, number) -> builder.putNumbers(replica.name(), number));
        position.ahead().forEach((replica, numbers) ->
                builder.putAhead(replica.name(), Stored.Numbers.newBuilder().addAllNumber(numbers).build()));
        return builder.build();
    }

    static Position fromProto(Stored.Position position) {
        TreeMap<ReplicaId, Long> numbers = new TreeMap<>();
        position.getNumbersMap().forEach((replica, number) -> numbers.put(new ReplicaId(replica), number));
        TreeMap<ReplicaId, java.util.SortedSet<Long>> ahead = new TreeMap<>();
        position.getAheadMap()
                .forEach((replica, beyond) -> ahead.put(new ReplicaId(replica), new TreeSet<>(beyond.getNumberList())));
        return new Position(numbers, ahead);
    }

}
