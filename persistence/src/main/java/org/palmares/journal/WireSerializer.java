package org.palmares.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.io.NotSerializableException;
import java.time.DateTimeException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionCommand.RecordEntries;
import org.palmares.competition.CompetitionCommand.VoidDocument;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.Decision;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.Outcome;
import org.palmares.competition.Rejection.Impossible;
import org.palmares.competition.Rejection.KeyUsed;
import org.palmares.competition.Rejection.Outdated;
import org.palmares.competition.Rejection.TooMany;
import org.palmares.competition.Rejection.UnknownUnit;
import org.palmares.competition.Rejection.VersionConflict;
import org.palmares.competition.Rejection;
import org.palmares.competition.Request;
import org.palmares.competition.UnitField;
import org.palmares.journal.CompetitionMessage.Decide;
import org.palmares.journal.CompetitionReply.Accepted;
import org.palmares.journal.CompetitionReply.Rejected;
import org.palmares.protocol.wire.v1.Wire;

/** Commands and replies of competitions between nodes, as Protobuf. */
public final class WireSerializer extends SerializerWithStringManifest {

    private static final int IDENTIFIER = 7_240_102;
    private static final String DECIDE = "decide-1";
    private static final String ACCEPTED = "accepted-1";
    private static final String REJECTED = "rejected-1";

    private final ActorRefResolver actorRefs;

    /** Made by Pekko. */
    public WireSerializer(ExtendedActorSystem system) {
        actorRefs = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object value) {
        if (value instanceof Decide) {
            return DECIDE;
        } else if (value instanceof Accepted) {
            return ACCEPTED;
        } else if (value instanceof Rejected) {
            return REJECTED;
        }
        throw new IllegalArgumentException("no wire form for " + value.getClass().getName());
    }

    @Override
    public byte[] toBinary(Object value) {
        return proto(value).toByteArray();
    }

    private MessageLite proto(Object value) {
        if (value instanceof Decide decide) {
            return command(decide.command()).setReplyTo(actorRefs.toSerializationFormat(decide.replyTo())).build();
        } else if (value instanceof Accepted accepted) {
            return accepted(accepted);
        } else if (value instanceof Rejected rejected) {
            return rejected(rejected.rejection());
        }
        throw new IllegalArgumentException("no wire form for " + value.getClass().getName());
    }

    private static MessageLite accepted(Accepted accepted) {
        var proto = Wire.Accepted.newBuilder()
                .setOutcome(accepted.outcome().name())
                .setPosition(JournalMapper.toProto(accepted.position()))
                .addAllMembers(accepted.members().stream().sorted().toList());
        accepted.result().recorded().ifPresent(recorded -> proto.setRecorded(JournalMapper.toProto(recorded)));
        accepted.result().removed().forEach((kind, count) -> proto.putRemoved(kind.name(), count));
        return proto.build();
    }

    private static Wire.Decide.Builder command(CompetitionCommand command) {
        Wire.Decide.Builder decide = Wire.Decide.newBuilder();
        return command.fold(new CompetitionCommand.Cases<>() {
            @Override
            public Wire.Decide.Builder recordDocument(RecordDocument record) {
                return decide.setRecordDocument(Wire.RecordDocument.newBuilder()
                        .setDocument(JournalMapper.toProto(record.document()))
                        .setEntries(JournalMapper.toProto(record.entries()))
                        .setBy(record.request().by())
                        .setCorrelation(record.request().correlation()));
            }

            @Override
            public Wire.Decide.Builder recordEntries(RecordEntries record) {
                return decide.setRecordEntries(Wire.RecordEntries.newBuilder()
                        .setBy(JournalMapper.toProto(record.by()))
                        .setEntries(JournalMapper.toProto(record.entries()))
                        .setSender(record.request().by())
                        .setCorrelation(record.request().correlation()));
            }

            @Override
            public Wire.Decide.Builder voidDocument(VoidDocument voids) {
                return decide.setVoidDocument(Wire.VoidDocument.newBuilder()
                        .setKey(JournalMapper.toProto(voids.key()))
                        .setEpoch(voids.epoch())
                        .setFromVersion(voids.from())
                        .setAuthor(voids.request().by())
                        .setReason(voids.reason())
                        .setCorrelation(voids.request().correlation()));
            }

            @Override
            public Wire.Decide.Builder editUnit(EditUnit edit) {
                return decide.setEditUnit(EditMapper.toProto(edit));
            }
        });
    }

    private static MessageLite rejected(Rejection rejection) {
        Wire.Rejected.Builder rejected = Wire.Rejected.newBuilder();
        return rejection.fold(new Rejection.Cases<Wire.Rejected.Builder>() {
            @Override
            public Wire.Rejected.Builder versionConflict(VersionConflict conflict) {
                return rejected.setVersionConflict(Wire.VersionConflict.newBuilder()
                        .setKey(JournalMapper.toProto(conflict.key()))
                        .setVersion(conflict.version()));
            }

            @Override
            public Wire.Rejected.Builder tooMany(TooMany tooMany) {
                return rejected.setTooMany(Wire.TooMany.newBuilder()
                        .setWhat(tooMany.what())
                        .setLimit(tooMany.limit()));
            }

            @Override
            public Wire.Rejected.Builder unknownUnit(UnknownUnit unknown) {
                return rejected.setUnknownUnit(unknown.unit());
            }

            @Override
            public Wire.Rejected.Builder outdated(Outdated outdated) {
                return rejected.setOutdated(EditMapper.toProto(outdated));
            }

            @Override
            public Wire.Rejected.Builder impossible(Impossible impossible) {
                return rejected.setImpossible(Wire.Impossible.newBuilder()
                        .setField(impossible.field().name())
                        .setWhy(impossible.why()));
            }

            @Override
            public Wire.Rejected.Builder keyUsed(KeyUsed used) {
                return rejected.setKeyUsed(used.key());
            }
        }).build();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return switch (manifest) {
                case DECIDE -> decide(Wire.Decide.parseFrom(bytes));
                case ACCEPTED -> accepted(Wire.Accepted.parseFrom(bytes));
                case REJECTED -> rejected(Wire.Rejected.parseFrom(bytes));
                default -> throw new NotSerializableException("no message has the manifest \"" + manifest + '"');
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException damaged) {
            throw new NotSerializableException("a message \"" + manifest + "\" cannot be read: " + damaged.getMessage());
        }
    }

    private Decide decide(Wire.Decide decide) throws NotSerializableException {
        CompetitionCommand command = switch (decide.getCommandCase()) {
            case RECORD_DOCUMENT -> recordDocument(decide.getRecordDocument());
            case RECORD_ENTRIES -> recordEntries(decide.getRecordEntries());
            case VOID_DOCUMENT -> voidDocument(decide.getVoidDocument());
            case EDIT_UNIT -> EditMapper.fromProto(decide.getEditUnit());
            case COMMAND_NOT_SET -> throw new NotSerializableException("a command of a kind that this release does not know");
        };
        return new Decide(command, replyTo(decide.getReplyTo()));
    }

    private static RecordDocument recordDocument(Wire.RecordDocument record) {
        return new RecordDocument(
                JournalMapper.fromProto(record.getDocument()),
                JournalMapper.fromProto(record.getEntries()),
                new Request(record.getBy(), record.getCorrelation()));
    }

    private static RecordEntries recordEntries(Wire.RecordEntries record) {
        return new RecordEntries(
                JournalMapper.fromProto(record.getBy()),
                JournalMapper.fromProto(record.getEntries()),
                new Request(record.getSender(), record.getCorrelation()));
    }

    private static VoidDocument voidDocument(Wire.VoidDocument voids) {
        return new VoidDocument(
                JournalMapper.fromProto(voids.getKey()), voids.getEpoch(), voids.getFromVersion(),
                new Request(voids.getAuthor(), voids.getCorrelation()), voids.getReason());
    }

    private ActorRef<CompetitionReply> replyTo(String path) {
        return actorRefs.resolveActorRef(path);
    }

    private static Accepted accepted(Wire.Accepted accepted) {
        Map<Kind, Integer> removed = new EnumMap<>(Kind.class);
        accepted.getRemovedMap().forEach((kind, count) -> removed.put(Kind.valueOf(kind), count));
        return new Accepted(
                new Decision.Result(
                        Outcome.valueOf(accepted.getOutcome()),
                        accepted.hasRecorded() ? Optional.of(JournalMapper.fromProto(accepted.getRecorded())) : Optional.empty(),
                        removed),
                JournalMapper.fromProto(accepted.getPosition()),
                Set.copyOf(accepted.getMembersList()));
    }

    private static Rejected rejected(Wire.Rejected rejected) throws NotSerializableException {
        return switch (rejected.getReasonCase()) {
            case VERSION_CONFLICT -> new Rejected(new VersionConflict(
                    JournalMapper.fromProto(rejected.getVersionConflict().getKey()),
                    rejected.getVersionConflict().getVersion()));
            case TOO_MANY -> new Rejected(
                    new TooMany(rejected.getTooMany().getWhat(), rejected.getTooMany().getLimit()));
            case UNKNOWN_UNIT -> new Rejected(new UnknownUnit(rejected.getUnknownUnit()));
            case OUTDATED -> new Rejected(EditMapper.fromProto(rejected.getOutdated()));
            case IMPOSSIBLE -> new Rejected(
                    new Impossible(UnitField.valueOf(rejected.getImpossible().getField()), rejected.getImpossible().getWhy()));
            case KEY_USED -> new Rejected(new KeyUsed(rejected.getKeyUsed()));
            case REASON_NOT_SET -> throw new NotSerializableException("a rejection of a kind that this release does not know");
        };
    }
}
