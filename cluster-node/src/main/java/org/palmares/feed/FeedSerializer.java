package org.palmares.feed;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.io.NotSerializableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.palmares.competition.CompetitionId;
import org.palmares.feed.FeedMessage.BoardState;
import org.palmares.feed.FeedMessage.BoardStates;
import org.palmares.feed.FeedMessage.BoardSummary;
import org.palmares.feed.FeedMessage.CompetitionSummary;
import org.palmares.feed.FeedMessage.FeedEntry;
import org.palmares.feed.FeedMessage.FeedPulse;
import org.palmares.feed.FeedMessage.FeedResend;
import org.palmares.feed.FeedMessage.Published;
import org.palmares.feed.Heartbeat.Beat;
import org.palmares.journal.StoredForm;
import org.palmares.protocol.wire.v1.StoredEvent;

/** Messages between feeds, as Protobuf. */
public final class FeedSerializer extends SerializerWithStringManifest {

    private static final int IDENTIFIER = 7_240_103;
    private static final String BEAT = "beat-1";
    private static final String ENTRY = "feed-entry-1";
    private static final String PULSE = "feed-pulse-1";
    private static final String RESEND = "feed-resend-1";
    private static final String SUMMARY = "board-summary-1";
    private static final String STATES = "board-states-1";

    private final ActorRefResolver actorRefs;

    /** Made by Pekko. */
    public FeedSerializer(ExtendedActorSystem system) {
        actorRefs = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object value) {
        if (value instanceof Beat) {
            return BEAT;
        } else if (value instanceof FeedEntry) {
            return ENTRY;
        } else if (value instanceof FeedPulse) {
            return PULSE;
        } else if (value instanceof FeedResend) {
            return RESEND;
        } else if (value instanceof BoardSummary) {
            return SUMMARY;
        } else if (value instanceof BoardStates) {
            return STATES;
        }
        throw new IllegalArgumentException("no wire form for " + value.getClass().getName());
    }

    @Override
    public byte[] toBinary(Object value) {
        return proto(value).toByteArray();
    }

    private MessageLite proto(Object value) {
        if (value instanceof Beat beat) {
            return org.palmares.protocol.wire.v1.Beat.newBuilder()
                    .setDataCentre(beat.dataCentre())
                    .setReadyForMillis(beat.readyFor().toMillis())
                    .setLeaving(beat.leaving())
                    .build();
        } else if (value instanceof FeedEntry entry) {
            return entry(entry);
        } else if (value instanceof FeedPulse pulse) {
            return org.palmares.protocol.wire.v1.FeedPulse.newBuilder()
                    .setNode(pulse.node())
                    .setDataCentre(pulse.dataCentre())
                    .setFirst(pulse.first())
                    .setLast(pulse.last())
                    .setDigest(pulse.digest())
                    .setReplyTo(actorRefs.toSerializationFormat(pulse.replyTo()))
                    .build();
        } else if (value instanceof FeedResend resend) {
            return org.palmares.protocol.wire.v1.FeedResend.newBuilder()
                    .setFrom(resend.from())
                    .setTo(resend.to())
                    .setReplyTo(actorRefs.toSerializationFormat(resend.replyTo()))
                    .build();
        } else if (value instanceof BoardSummary summary) {
            return summary(summary);
        } else if (value instanceof BoardStates states) {
            return states(states);
        }
        throw new IllegalArgumentException("no wire form for " + value.getClass().getName());
    }

    private static MessageLite entry(FeedEntry entry) {
        var proto = org.palmares.protocol.wire.v1.FeedEntry.newBuilder().setNode(entry.node()).setNumber(entry.number());
        entry.event().ifPresent(published -> proto.setCompetition(published.competition().value())
                .setDurableMillis(published.durable().toEpochMilli())
                .setEvent(StoredEvent.newBuilder()
                        .setManifest(StoredForm.manifest(published.event()))
                        .setEvent(ByteString.copyFrom(StoredForm.bytes(published.event())))));
        return proto.build();
    }

    private MessageLite summary(BoardSummary summary) {
        var proto = org.palmares.protocol.wire.v1.BoardSummary.newBuilder()
                .setNode(summary.node())
                .setCatchingUp(summary.catchingUp())
                .setReplyTo(actorRefs.toSerializationFormat(summary.replyTo()));
        summary.competitions().forEach(competition -> proto.addCompetitions(
                org.palmares.protocol.wire.v1.CompetitionSummary.newBuilder()
                        .setCompetition(competition.competition().value())
                        .setPosition(StoredForm.proto(competition.position()))
                        .setDigest(competition.digest())));
        return proto.build();
    }

    private static MessageLite states(BoardStates states) {
        var proto = org.palmares.protocol.wire.v1.BoardStates.newBuilder().setNode(states.node());
        states.states().forEach(state -> proto.addStates(org.palmares.protocol.wire.v1.BoardState.newBuilder()
                .setCompetition(state.competition().value())
                .setState(StoredForm.proto(state.state()))));
        return proto.build();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return switch (manifest) {
                case BEAT -> beat(org.palmares.protocol.wire.v1.Beat.parseFrom(bytes));
                case ENTRY -> entry(org.palmares.protocol.wire.v1.FeedEntry.parseFrom(bytes));
                case PULSE -> pulse(org.palmares.protocol.wire.v1.FeedPulse.parseFrom(bytes));
                case RESEND -> resend(org.palmares.protocol.wire.v1.FeedResend.parseFrom(bytes));
                case SUMMARY -> summary(org.palmares.protocol.wire.v1.BoardSummary.parseFrom(bytes));
                case STATES -> states(org.palmares.protocol.wire.v1.BoardStates.parseFrom(bytes));
                default -> throw new NotSerializableException("no message has the manifest \"" + manifest + '"');
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException damaged) {
            throw new NotSerializableException("a message \"" + manifest + "\" cannot be read: " + damaged.getMessage());
        }
    }

    private static Beat beat(org.palmares.protocol.wire.v1.Beat beat) {
        return new Beat(beat.getDataCentre(), Duration.ofMillis(beat.getReadyForMillis()), beat.getLeaving());
    }

    private static FeedEntry entry(org.palmares.protocol.wire.v1.FeedEntry entry) throws NotSerializableException {
        if (!entry.hasEvent()) {
            return new FeedEntry(entry.getNode(), entry.getNumber(), Optional.empty());
        }
        Published published = new Published(
                CompetitionId.parse(entry.getCompetition()),
                StoredForm.event(entry.getEvent().getManifest(), entry.getEvent().getEvent().toByteArray()),
                Instant.ofEpochMilli(entry.getDurableMillis()));
        return new FeedEntry(entry.getNode(), entry.getNumber(), Optional.of(published));
    }

    private FeedPulse pulse(org.palmares.protocol.wire.v1.FeedPulse pulse) {
        return new FeedPulse(
                pulse.getNode(), pulse.getDataCentre(), pulse.getFirst(), pulse.getLast(), pulse.getDigest(), feed(pulse.getReplyTo()));
    }

    private FeedResend resend(org.palmares.protocol.wire.v1.FeedResend resend) {
        return new FeedResend(resend.getFrom(), resend.getTo(), feed(resend.getReplyTo()));
    }

    private BoardSummary summary(org.palmares.protocol.wire.v1.BoardSummary summary) {
        return new BoardSummary(
                summary.getNode(),
                summary.getCompetitionsList().stream()
                        .map(competition -> new CompetitionSummary(
                                CompetitionId.parse(competition.getCompetition()),
                                StoredForm.position(competition.getPosition()),
                                competition.getDigest()))
                        .toList(),
                summary.getCatchingUp(),
                feed(summary.getReplyTo()));
    }

    private static BoardStates states(org.palmares.protocol.wire.v1.BoardStates states) {
        return new BoardStates(
                states.getNode(),
                states.getStatesList().stream()
                        .map(state -> new BoardState(
                                CompetitionId.parse(state.getCompetition()), StoredForm.competition(state.getState())))
                        .toList());
    }

    private ActorRef<FeedMessage> feed(String path) {
        return actorRefs.resolveActorRef(path);
    }
}
