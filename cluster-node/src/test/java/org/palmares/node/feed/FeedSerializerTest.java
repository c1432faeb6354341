package org.palmares.node.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.typesafe.config.ConfigFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Stamp;
import org.palmares.node.feed.FeedMessage.BoardStates;
import org.palmares.node.feed.FeedMessage.FeedEntry;
import org.palmares.node.feed.FeedMessage.FeedPulse;
import org.palmares.node.feed.FeedMessage.Learned;
import org.palmares.node.feed.FeedMessage.Published;
import org.palmares.node.feed.FeedMessage.Unreadable;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.wire.v1.Wire;

/** Messages between feeds are read as they were written; what a newer release says costs only itself. */
class FeedSerializerTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", TestNode.EVENT);

    private final ActorTestKit kit = ActorTestKit.create("serializer", ConfigFactory.defaultReference().resolve());
    private final FeedSerializer serializer = new FeedSerializer((ExtendedActorSystem) kit.system().classicSystem());

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private Object again(Object message) throws Exception {
        return serializer.fromBinary(serializer.toBinary(message), serializer.manifest(message));
    }

    @Test
    void entriesAreReadAsTheyWereWritten() throws Exception {
        CompetitionEvent event = new CompetitionEvent.DocumentRecorded(
                new CompetitionEvent.Origin(new ReplicaId("paris"), 1, new Stamp(5, 0, new ReplicaId("paris"))), Samples.document("DT_NEWS", "A/B"), Samples.nothing());
        Published published = new Published(ID, event, Instant.ofEpochMilli(7));
        FeedEntry read = (FeedEntry) again(new FeedEntry("p", 12, published));
        assertEquals(event, ((Published) read.what()).event());
        assertArrayEquals(published.form(), ((Published) read.what()).form());
        FeedEntry learned = new FeedEntry("p", 13, new Learned(ID, Position.start()));
        assertEquals(learned, again(learned));
    }

    @Test
    void pulsesAndStatesAreReadAsTheyWereWritten() throws Exception {
        FeedPulse pulse = new FeedPulse("p", "paris", 1, 2, "digest", Map.of("m", 7L), kit.<FeedMessage>createTestProbe().getRef());
        assertEquals(pulse, again(pulse));
        assertEquals(new BoardStates("p", List.of(), true), again(new BoardStates("p", List.of(), true)));
    }

    @Test
    void anEventOfALaterReleaseLeavesItsNumber() throws Exception {
        byte[] later = Wire.FeedEntry.newBuilder()
                .setNode("p")
                .setNumber(12)
                .setCompetition(ID.value())
                .setEvent(Wire.StoredEvent.newBuilder().setManifest("something-later-1").setEvent(ByteString.copyFromUtf8("x")))
                .build()
                .toByteArray();
        FeedEntry read = (FeedEntry) serializer.fromBinary(later, "feed-entry-1");
        assertEquals(12, read.number());
        assertTrue(read.what() instanceof Unreadable fault && fault.fault().contains("something-later-1"));
    }

    @Test
    void aStateThatCannotBeReadDoesNotTakeTheOthersWithIt() throws Exception {
        byte[] states = Wire.BoardStates.newBuilder()
                .setNode("p")
                .addStates(Wire.BoardState.newBuilder().setCompetition("no competition"))
                .addStates(Wire.BoardState.newBuilder().setCompetition(ID.value())
                        .setState(org.palmares.journal.StoredForm.proto(org.palmares.competition.Competition.start())))
                .build()
                .toByteArray();
        assertEquals(1, ((BoardStates) serializer.fromBinary(states, "board-states-1")).states().size());
        assertEquals(1, Metrics.of(kit.system()).total(Counter.BOARD_LEFT_OUT, "unreadable"));
    }
}
