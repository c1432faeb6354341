package org.palmares.node.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.Origin;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Position;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.SourceStamp;
import org.palmares.competition.Stamp;
import org.palmares.gateway.DataCentres;
import org.palmares.node.board.Board;
import org.palmares.node.board.Fence;
import org.palmares.node.feed.FeedMessage.BoardStates;
import org.palmares.node.feed.FeedMessage.BoardSummary;
import org.palmares.node.feed.FeedMessage.CompetitionSummary;
import org.palmares.node.feed.FeedMessage.Persisted;
import org.palmares.node.presence.SilentNodes;
import org.palmares.node.watch.Metrics;
import org.palmares.node.watch.Watch;
import org.palmares.protocol.odf.ResultStatus;

/** How boards repair each other. */
final class FeedTest {

    private static final ReplicaId MADRID = new ReplicaId("madrid");
    private static final CompetitionId COMPETITION = new CompetitionId("SG2030", "ATHM100M--------------");

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<FeedMessage> other = kit.createTestProbe();
    private final Board board = new Board(new Fence(kind -> {}));
    private final DataCentres dataCentres = new DataCentres(MADRID, Duration.ofSeconds(1), Duration.ofSeconds(1), System::nanoTime);
    private final Watch watch = Watch.over(
            board, dataCentres, new Metrics(), new Watch.Settings("m", List.of(), Duration.ofSeconds(15), InstantSource.system()));
    private final Feed feed = new Feed(new Feed.Surroundings(
            "m", MADRID, board, told -> {}, () -> 0, dataCentres, new SilentNodes((node, silent) -> {}), () -> {}, InstantSource.system(), watch));

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    /** Found by the drill partition-one-way: under load, the event that was lost while nobody heard Madrid stayed lost. */
    @Test
    void aCompetitionThatChangesAllTheTimeIsRepairedToo() {
        accept(1);
        Position lacking = Position.start();
        assertEquals(0, ask(lacking), "what has just been accepted is on its way");
        accept(2);
        assertEquals(1, ask(lacking), "what was here when the other asked before is not on its way any more");
        accept(3);
        accept(4);
        Position caughtUp = board.get(COMPETITION).orElseThrow().state().position();
        accept(5);
        assertEquals(0, ask(caughtUp), "what came since then is on its way");
    }

    private int ask(Position known) {
        feed.summary(new BoardSummary("p", List.of(new CompetitionSummary(COMPETITION, known, "digest")), false, other.getRef()));
        return other.expectMessageClass(BoardStates.class).states().size();
    }

    private void accept(int number) {
        SourceStamp sent = new SourceStamp("ATH1", java.time.Instant.parse("2030-08-04T10:00:00Z"), number, "hash" + number);
        OdfDocument document = new OdfDocument(
                new DocumentKey("DT_RESULT", "ATHM100M--------------FNL-000100--", "", "", ""), sent, ResultStatus.LIVE, false, Content.empty());
        Stamp accepted = new Stamp(Instant.now().toEpochMilli(), number, MADRID);
        feed.persisted(new Persisted(
                COMPETITION, List.of(new DocumentRecorded(new Origin(MADRID, number, accepted), document, Entries.none())), Instant.now()));
    }

    /** A node may have competitions before it is ready and gives a pulse; what they take was dropped by whoever had never heard it. */
    @Test
    void whatANodeTellsBeforeItsFirstPulseIsHeard() {
        SourceStamp sent = new SourceStamp("ATH1", java.time.Instant.parse("2030-08-04T10:00:00Z"), 1, "hash");
        OdfDocument document = new OdfDocument(
                new DocumentKey("DT_RESULT", "ATHM100M--------------FNL-000100--", "", "", ""), sent, ResultStatus.LIVE, false, Content.empty());
        ReplicaId paris = new ReplicaId("paris");
        DocumentRecorded event = new DocumentRecorded(new Origin(paris, 1, new Stamp(Instant.now().toEpochMilli(), 1, paris)), document, Entries.none());
        feed.entry(new FeedMessage.FeedEntry("pb", 1_000_001, new FeedMessage.Published(COMPETITION, event, Instant.now())));
        assertEquals(1, board.size());
    }
}
