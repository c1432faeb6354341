package org.palmares.node.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.Evolver;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.SourceStamp;
import org.palmares.competition.Stamp;
import org.palmares.gateway.DataCentres;
import org.palmares.journal.CompetitionListener;
import org.palmares.journal.JournalId;
import org.palmares.node.board.Board;
import org.palmares.node.board.Fence;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.feed.FeedMessage.BoardState;
import org.palmares.node.feed.FeedMessage.BoardStates;
import org.palmares.node.feed.FeedMessage.BoardSummary;
import org.palmares.node.feed.FeedMessage.CompetitionSummary;
import org.palmares.node.feed.FeedMessage.FeedEntry;
import org.palmares.node.feed.FeedMessage.FeedPulse;
import org.palmares.node.feed.FeedMessage.FeedResend;
import org.palmares.node.feed.FeedMessage.Persisted;
import org.palmares.node.feed.FeedMessage.Published;
import org.palmares.node.live.LiveHub;
import org.palmares.node.live.Told;
import org.palmares.node.presence.SilentNodes;
import org.palmares.node.watch.Incidents.Incident;
import org.palmares.node.watch.Incidents.Kind;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.node.watch.Watch;
import org.palmares.protocol.odf.ResultStatus;

/** What goes wrong between the boards of a node in Paris and one in Madrid is counted, and raised where it lasts. */
class FeedWatchTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", "ATHM100M--------------");
    private static final DocumentKey KEY = new DocumentKey("DT_CONFIG", "ATHM100M--------------FNL-000100--", "", "", "");
    private static final ReplicaId PARIS = new ReplicaId("paris");
    private static final ReplicaId MADRID = new ReplicaId("madrid");
    private static final Duration BOUND = Duration.ofSeconds(15);

    private final ActorTestKit kit = ActorTestKit.create("feed", ConfigFactory.defaultReference().resolve());
    private final TestProbe<FeedMessage> self = kit.createTestProbe();
    private final TestProbe<FeedMessage> madrid = kit.createTestProbe();
    private final Board board = new Board(new Fence(kind -> {}));
    private final Metrics metrics = new Metrics();
    private final List<String> silent = new ArrayList<>();
    private Instant now = Instant.parse("2030-08-04T20:00:00Z");
    private final DataCentres dataCentres =
            new DataCentres(PARIS, Duration.ofMillis(700), Duration.ofSeconds(1), () -> now.toEpochMilli() * 1_000_000);
    private final Watch watch = Watch.over(
            board, dataCentres, metrics, new Watch.Settings("p", List.of(MADRID), BOUND, () -> now));
    private final LiveHub live =
            new LiveHub(board, new GamesSettings(ZoneId.of("Europe/Paris"), LocalTime.of(6, 0), Optional.empty()), () -> now, metrics);
    private final SilentNodes nodes = new SilentNodes((node, site) -> silent.add(node + ' ' + site));
    private final Feed feed =
            new Feed(new Feed.Surroundings("p", PARIS, board, Told.to(live), live::readers, dataCentres, nodes, () -> {}, () -> now, watch));

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private CompetitionEvent event(ReplicaId replica, long number, long version, String content) {
        SourceStamp stamp = new SourceStamp("ATH1", java.time.Instant.parse("2030-08-04T10:00:00Z"), version, content);
        OdfDocument document = new OdfDocument(KEY, stamp, ResultStatus.NONE, false, Content.of(content.getBytes(StandardCharsets.UTF_8)));
        CompetitionEvent.Origin origin = new CompetitionEvent.Origin(replica, number, new Stamp(now.toEpochMilli(), 0, replica));
        return new CompetitionEvent.DocumentRecorded(origin, document, Entries.none());
    }

    private void hear(long number, CompetitionEvent event) {
        feed.entry(new FeedEntry("m", number, new Published(ID, event, now)));
    }

    private void pulse(long last, String digest) {
        feed.pulse(new FeedPulse("m", "madrid", 1, last, digest, Map.of(), madrid.getRef()), self.getRef());
    }

    private List<Incident> open(Kind kind) {
        return watch.incidents().newestFirst().stream().filter(incident -> incident.isOpen() && incident.kind() == kind).toList();
    }

    @Test
    void aGapIsCountedAndSoIsItsRepair() {
        pulse(0, "");
        now = now.plusSeconds(1);
        pulse(2, "");
        assertEquals(1, metrics.total(Counter.FEED_GAPS));
        assertEquals(new FeedResend(1, 2, self.getRef()), madrid.receiveMessage());

        hear(1, event(MADRID, 1, 1, "a"));
        hear(2, event(MADRID, 2, 2, "b"));
        hear(3, event(MADRID, 3, 3, "c"));
        assertEquals(2, metrics.total(Counter.REPAIRS, "sent_again"));
        assertEquals(2, feed.status().counts().get("sent_again"));
    }

    @Test
    void howLongAnEntryWasOnItsWayIsMeasured() {
        pulse(0, "");
        feed.entry(new FeedEntry("m", 1, new Published(ID, event(MADRID, 1, 1, "a"), now.minusMillis(40))));

        assertTrue(metrics.text().contains("palmares_feed_delay_seconds_bucket{site=\"madrid\",le=\"0.035\"} 0\n"), metrics.text());
        assertTrue(metrics.text().contains("palmares_feed_delay_seconds_bucket{site=\"madrid\",le=\"0.05\"} 1\n"), metrics.text());
    }

    @Test
    void whatOnlyTheJournalOrAnotherBoardToldIsCountedOnceTheNodeIsReady() {
        feed.recovered(ID, Evolver.apply(Competition.start(), event(MADRID, 1, 1, "a")));
        assertEquals(0, metrics.total(Counter.REPAIRS), "at the start everything is learned from the journal");
        assertEquals(1, board.size());

        feed.journalRead();
        feed.beat(self.getRef(), false);
        feed.recovered(ID, Evolver.apply(Competition.start(), event(MADRID, 2, 2, "b")));
        feed.recovered(ID, Evolver.apply(Competition.start(), event(MADRID, 2, 2, "b")));
        feed.states(new BoardStates("m", List.of(new BoardState(ID, Evolver.apply(Competition.start(), event(MADRID, 3, 3, "c")))), true));
        assertEquals(1, metrics.total(Counter.REPAIRS, "learned_from_journal"), "known the second time");
        assertEquals(1, metrics.total(Counter.REPAIRS, "learned_from_board"));
    }

    @Test
    void twoContentsOfAVersionAreAnIncidentUntilAHigherOneComes() {
        pulse(0, "");
        feed.persisted(new Persisted(ID, List.of(event(PARIS, 1, 1, "a")), now));
        assertEquals(0, metrics.total(Counter.VERSION_CONFLICTS));

        hear(1, event(MADRID, 1, 1, "b"));
        assertEquals(1, metrics.total(Counter.VERSION_CONFLICTS, "joined"));
        assertEquals(1, open(Kind.VERSION_CONFLICT).size());
        assertEquals("joined", open(Kind.VERSION_CONFLICT).get(0).detail().get("how"));

        feed.persisted(new Persisted(ID, List.of(event(PARIS, 2, 2, "c")), now));
        assertEquals(List.of(), open(Kind.VERSION_CONFLICT));
        assertEquals(1, metrics.total(Counter.VERSION_CONFLICTS, "joined"), "it is told once");
    }

    @Test
    void aConflictInAJoinedStateIsFoundToo() {
        feed.persisted(new Persisted(ID, List.of(event(PARIS, 1, 1, "a")), now));
        feed.recovered(ID, Evolver.apply(Competition.start(), event(MADRID, 1, 1, "b")));

        assertEquals(1, open(Kind.VERSION_CONFLICT).size());
    }

    @Test
    void aBoardThatStaysBehindIsAnIncidentUntilItIsEqual() {
        pulse(0, "");
        feed.persisted(new Persisted(ID, List.of(event(PARIS, 1, 1, "a")), now));
        feed.summary(new BoardSummary("m", List.of(), false, madrid.getRef()));
        now = now.plus(BOUND).minusMillis(1);
        feed.summary(new BoardSummary("m", List.of(), false, madrid.getRef()));
        assertEquals(List.of(), open(Kind.REPLICAS_DIFFER));

        now = now.plusMillis(1);
        feed.summary(new BoardSummary("m", List.of(), false, madrid.getRef()));
        assertEquals(1, open(Kind.REPLICAS_DIFFER).size());

        pulse(0, BoardDigest.of(board));
        assertEquals(List.of(), open(Kind.REPLICAS_DIFFER));
    }

    @Test
    void otherContentsAtTheSamePositionAreCounted() {
        feed.persisted(new Persisted(ID, List.of(event(PARIS, 1, 1, "a")), now));
        var position = board.get(ID).orElseThrow().state().position();
        feed.summary(new BoardSummary("m", List.of(new CompetitionSummary(ID, position, "another")), false, madrid.getRef()));

        assertEquals(1, metrics.total(Counter.DIVERGENCES));
    }

    @Test
    void aNodeThatFallsSilentIsToldAndItsDataCentreAnIncident() {
        dataCentres.heard(MADRID, Duration.ZERO);
        pulse(0, "");
        now = now.plusSeconds(4);
        feed.tick();
        feed.measure();

        assertEquals(List.of("m madrid"), silent);
        assertEquals(1, metrics.total(Counter.SILENT_JOURNALS_READ, "madrid"));
        assertEquals(1, open(Kind.DATA_CENTRE_SILENT).size());
        dataCentres.heard(MADRID, Duration.ZERO);
        feed.tick();
        feed.measure();
        assertTrue(open(Kind.DATA_CENTRE_SILENT).isEmpty());
    }

    /** What the one that died had acknowledged and not told is in the journal only, whoever else is heard of its data centre. */
    @Test
    void aNodeThatFallsSilentIsToldWhileAnotherOfItsDataCentreIsHeard() {
        dataCentres.heard(MADRID, Duration.ZERO);
        pulse(0, "");
        feed.pulse(new FeedPulse("mb", "madrid", 1, 0, "", Map.of(), madrid.getRef()), self.getRef());
        now = now.plusSeconds(2);
        feed.pulse(new FeedPulse("mb", "madrid", 1, 0, "", Map.of(), madrid.getRef()), self.getRef());
        now = now.plusSeconds(2);
        dataCentres.heard(MADRID, Duration.ZERO);
        feed.tick();

        assertEquals(List.of("m madrid"), silent);
    }

    /** Found when a whole Games was loaded on a busy machine: late pulses made all journals be read, and that made pulses late. */
    @Test
    void aNodeThatBeatsIsNotSilentThoughItsFeedIsLate() {
        nodes.beats("m");
        pulse(0, "");
        now = now.plusSeconds(4);
        feed.tick();

        assertEquals(List.of(), silent);
    }

    @Test
    void aReplicaWhoseJournalIsDamagedIsAnIncidentUntilItStartsAndOneWithoutQuorumIsNot() {
        JournalId journal = new JournalId(ID, PARIS);
        CompetitionListener listener = Feeds.listener(self.getRef(), PARIS, watch);
        listener.unreadable(journal, new RuntimeException(new java.util.concurrent.TimeoutException()));
        assertEquals(List.of(), open(Kind.JOURNAL_UNREADABLE));
        listener.unreadable(journal, new RuntimeException(new java.io.NotSerializableException("of another release")));
        listener.unreadable(journal, new RuntimeException(new java.io.NotSerializableException("of another release")));
        assertEquals(1, open(Kind.JOURNAL_UNREADABLE).size());
        assertEquals(3, metrics.total(Counter.JOURNAL_FAILURES, "read"));
        listener.recovered(ID, Competition.start());
        assertEquals(List.of(), open(Kind.JOURNAL_UNREADABLE));
    }
}
