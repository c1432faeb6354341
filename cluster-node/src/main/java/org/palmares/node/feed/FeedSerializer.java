package org.palmares.node.feed;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.UnsafeByteOperations;
import java.io.NotSerializableException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.palmares.competition.CompetitionId;
import org.palmares.journal.StoredForm;
import org.palmares.node.feed.FeedMessage.BoardState;
import org.palmares.node.feed.FeedMessage.BoardStates;
import org.palmares.node.feed.FeedMessage.BoardSummary;
import org.palmares.node.feed.FeedMessage.CompetitionSummary;
import org.palmares.node.feed.FeedMessage.FeedEntry;
import org.palmares.node.feed.FeedMessage.FeedPulse;
import org.palmares.node.feed.FeedMessage.FeedResend;
import org.palmares.node.feed.FeedMessage.Learned;
import org.palmares.node.feed.FeedMessage.Published;
import org.palmares.node.feed.FeedMessage.Unreadable;
import org.palmares.node.feed.FeedMessage.What;
import org.palmares.node.link.End;
import org.palmares.node.presence.Heartbeat.Beat;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.text.LogText;
import org.palmares.protocol.wire.v1.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages between feeds, as Protobuf. */
public final class FeedSerializer extends SerializerWithStringManifest {

    private static final int IDENTIFIER = 7_240_103;
    private static final String BEAT = "beat-1";
    private static final String ENTRY = "feed-entry-1";
    private static final String PULSE = "feed-pulse-1";
    private static final String RESEND = "feed-resend-1";
    private static final String SUMMARY = "board-summary-1";
    private static final String STATES = "board-states-1";

    private static final Logger LOG = LoggerFactory.getLogger(FeedSerializer.class);

    private final ActorRefResolver actorRefs;
    private final ActorSystem<?> system;

    /** Made by Pekko. */
    public FeedSerializer(ExtendedActorSystem system) {
        this.system = Adapter.toTyped(system);
        actorRefs = ActorRefResolver.get(this.system);
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
            var proto = Wire.Beat.newBuilder()
                    .setNode(beat.node())
                    .setSite(beat.site())
                    .setReadyForMillis(beat.readyFor().toMillis())
                    .setLeaving(beat.leaving());
            beat.links().ifPresent(end -> proto.setAddress(end.address()).setLinkPort(end.port()));
            return proto.build();
        } else if (value instanceof FeedEntry entry) {
            return entry(entry);
        } else if (value instanceof FeedPulse pulse) {
            return Wire.FeedPulse.newBuilder()
                    .setNode(pulse.node())
                    .setSite(pulse.site())
                    .setFirst(pulse.first())
                    .setLast(pulse.last())
                    .setDigest(pulse.digest())
                    .putAllKnown(pulse.known())
                    .setReplyTo(actorRefs.toSerializationFormat(pulse.replyTo()))
                    .build();
        } else if (value instanceof FeedResend resend) {
            return Wire.FeedResend.newBuilder()
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
        var proto = Wire.FeedEntry.newBuilder().setNode(entry.node()).setNumber(entry.number());
        if (entry.what() instanceof Published published) {
            proto.setCompetition(published.competition().value())
                    .setDurableMillis(published.durable().toEpochMilli())
                    .setEvent(Wire.StoredEvent.newBuilder()
                            .setManifest(StoredForm.manifest(published.event()))
                            .setEvent(UnsafeByteOperations.unsafeWrap(published.form())));
        } else if (entry.what() instanceof Learned learned) {
            proto.setCompetition(learned.competition().value()).setPosition(StoredForm.proto(learned.position()));
        }
        return proto.build();
    }

    private MessageLite summary(BoardSummary summary) {
        var proto = Wire.BoardSummary.newBuilder()
                .setNode(summary.node())
                .setCatchingUp(summary.catchingUp())
                .setReplyTo(actorRefs.toSerializationFormat(summary.replyTo()));
        summary.competitions().forEach(competition -> proto.addCompetitions(
                Wire.CompetitionSummary.newBuilder()
                        .setCompetition(competition.competition().value())
                        .setPosition(StoredForm.proto(competition.position()))
                        .setDigest(competition.digest())));
        return proto.build();
    }

    /** A state that cannot be written must not keep the others from being sent. */
    static Wire.BoardStates states(BoardStates states) {
        var proto = Wire.BoardStates.newBuilder().setNode(states.node()).setComplete(states.complete());
        states.states().forEach(state -> {
            try {
                proto.addStates(Wire.BoardState.newBuilder()
                        .setCompetition(state.competition().value())
                        .setState(StoredForm.proto(state.state())));
            } catch (RuntimeException unwritable) {
                LOG.error("{}: its state cannot be written and is not sent to other boards", state.competition(), unwritable);
            }
        });
        return proto.build();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return switch (manifest) {
                case BEAT -> beat(Wire.Beat.parseFrom(bytes));
                case ENTRY -> entry(Wire.FeedEntry.parseFrom(bytes));
                case PULSE -> pulse(Wire.FeedPulse.parseFrom(bytes));
                case RESEND -> resend(Wire.FeedResend.parseFrom(bytes));
                case SUMMARY -> summary(Wire.BoardSummary.parseFrom(bytes));
                case STATES -> states(Wire.BoardStates.parseFrom(bytes));
                default -> throw new NotSerializableException("no message has the manifest \"" + manifest + '"');
            };
        } catch (InvalidProtocolBufferException | IllegalArgumentException | DateTimeException damaged) {
            throw new NotSerializableException("a message \"" + manifest + "\" cannot be read: " + damaged.getMessage());
        }
    }

    private static Beat beat(Wire.Beat beat) {
        Optional<End> links = beat.getAddress().isEmpty() ? Optional.empty() : Optional.of(new End(beat.getAddress(), beat.getLinkPort()));
        return new Beat(beat.getNode(), beat.getSite(), Duration.ofMillis(beat.getReadyForMillis()), beat.getLeaving(), links);
    }

    /** What an entry says may be of a form that only newer releases know. Its number is known all the same, and must not be asked for again. */
    private static FeedEntry entry(Wire.FeedEntry entry) {
        return new FeedEntry(entry.getNode(), entry.getNumber(), what(entry));
    }

    private static What what(Wire.FeedEntry entry) {
        try {
            CompetitionId competition = CompetitionId.parse(entry.getCompetition());
            if (!entry.hasEvent()) {
                return new Learned(competition, StoredForm.position(entry.getPosition()));
            }
            byte[] form = entry.getEvent().getEvent().toByteArray();
            return new Published(
                    competition, StoredForm.event(entry.getEvent().getManifest(), form), Instant.ofEpochMilli(entry.getDurableMillis()), form);
        } catch (NotSerializableException | RuntimeException unknown) {
            return new Unreadable(entry.getCompetition() + ": " + unknown.getMessage());
        }
    }

    private FeedPulse pulse(Wire.FeedPulse pulse) {
        return new FeedPulse(
                pulse.getNode(), pulse.getSite(), pulse.getFirst(), pulse.getLast(), pulse.getDigest(), pulse.getKnownMap(), feed(pulse.getReplyTo()));
    }

    private FeedResend resend(Wire.FeedResend resend) {
        return new FeedResend(resend.getFrom(), resend.getTo(), feed(resend.getReplyTo()));
    }

    private BoardSummary summary(Wire.BoardSummary summary) {
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

    private BoardStates states(Wire.BoardStates states) {
        List<BoardState> readable = new ArrayList<>();
        states.getStatesList().forEach(state -> {
            try {
                readable.add(new BoardState(CompetitionId.parse(state.getCompetition()), StoredForm.competition(state.getState())));
            } catch (RuntimeException damaged) {
                Metrics.of(system).count(Metrics.Counter.BOARD_LEFT_OUT, "unreadable");
                LOG.error("{}: its state on the board of {} cannot be read and is left out", LogText.of(state.getCompetition()), states.getNode(), damaged);
            }
        });
        return new BoardStates(states.getNode(), readable, states.getComplete());
    }

    private ActorRef<FeedMessage> feed(String path) {
        return actorRefs.resolveActorRef(path);
    }
}
