package org.palmares.node.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Provenance;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Request;
import org.palmares.competition.SourceStamp;
import org.palmares.competition.Stamp;
import org.palmares.node.feed.FeedMessage.BoardState;
import org.palmares.node.feed.FeedMessage.BoardStates;
import org.palmares.node.feed.FeedMessage.BoardSummary;
import org.palmares.node.feed.FeedMessage.FeedEntry;
import org.palmares.node.feed.FeedMessage.FeedPulse;
import org.palmares.node.feed.FeedMessage.FeedResend;
import org.palmares.node.feed.FeedMessage.Learned;
import org.palmares.node.feed.FeedMessage.Persisted;
import org.palmares.node.feed.FeedMessage.Published;
import org.palmares.node.feed.FeedMessage.Unreadable;
import org.palmares.node.live.Told;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.protocol.contract.FeedCursor;
import org.palmares.protocol.wire.v1.Wire;

/** A cursor never says more than the board has, and what cannot be read, sent or applied costs itself. */
class FeedRepairTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", TestNode.EVENT);

    private final ActorTestKit kit = ActorTestKit.create();
    private final TestProbe<FeedMessage> self = kit.createTestProbe();
    private final TestProbe<FeedMessage> other = kit.createTestProbe();
    private final TestNode paris = new TestNode("paris");
    private final TestNode madrid = new TestNode("madrid");
    private final TestNode barcelona = new TestNode("barcelona");

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    /** The feed of {@code from} is known to {@code to}, and its board is equal. */
    private void meet(TestNode from, TestNode to) {
        long last = last(from);
        to.feed.pulse(new FeedPulse(from.node(), "madrid", last + 1, last, "", Map.of(), other.getRef()), self.getRef());
        to.feed.states(new BoardStates(from.node(), List.of(), true));
    }

    private void pulse(TestNode to, String node, long first, long last, Map<String, Long> known) {
        to.feed.pulse(new FeedPulse(node, "madrid", first, last, "", known, other.getRef()), self.getRef());
    }

    private static long number(TestNode at, String node) {
        return FeedCursor.parse(at.feed.status().cursor()).orElseThrow().numbers().getOrDefault(node, 0L);
    }

    private static long last(TestNode node) {
        return number(node, node.node());
    }

    private static Competition state(TestNode node) {
        return node.board.get(ID).orElseThrow().state();
    }

    /** Madrid read from the journal of Paris what Barcelona has not read yet. */
    @Test
    void aNumberThatTellsOfWhatTheBoardLacksCountsOnlyWhenTheBoardHasIt() {
        paris.result(1, "FRA");
        meet(madrid, barcelona);
        long before = last(madrid);
        madrid.feed.recovered(ID, state(paris));
        FeedEntry learned = madrid.sent.get(0);
        assertTrue(learned.what() instanceof Learned);
        barcelona.feed.entry(learned);
        assertEquals(before, number(barcelona, "m"), "Barcelona does not have it");

        Told reader = Told.all("SG2030").follow(barcelona.hub);
        String cursor = reader.ids().get(0);
        assertTrue(Told.all("SG2030").follow(madrid.hub, cursor + "-p1").values().size() > 0, "so who moves to Madrid is told there");

        barcelona.feed.recovered(ID, state(paris));
        assertEquals(before + 1, number(barcelona, "m"));
        pulse(barcelona, "m", before + 1, before + 1, Map.of());
        other.expectNoMessage(Duration.ofMillis(50));
    }

    /** Its journal had failed and was read again: no feed is going to bring what it holds. */
    @Test
    void whatOnlyItsOwnDataCentreAcceptedIsAskedForAtOnce() {
        TestNode earlier = new TestNode("madrid");
        earlier.result(1, "FRA");
        meet(madrid, barcelona);
        long before = last(madrid);
        madrid.feed.recovered(ID, state(earlier));
        barcelona.feed.entry(madrid.sent.get(0));
        barcelona.feed.pulse(new FeedPulse("m", "madrid", before + 1, before + 1, "another", Map.of(), other.getRef()), self.getRef());

        BoardSummary asked = other.expectMessageClass(BoardSummary.class);
        assertTrue(asked.catchingUp(), "and gets it with the first answer");
        assertEquals(before, number(barcelona, "m"));
    }

    /** A feed is going to bring it, if a little later. */
    @Test
    void whatAnotherDataCentreAcceptedIsWaitedFor() {
        paris.result(1, "FRA");
        meet(madrid, barcelona);
        long before = last(madrid);
        madrid.feed.recovered(ID, state(paris));
        barcelona.feed.entry(madrid.sent.get(0));
        barcelona.feed.pulse(new FeedPulse("m", "madrid", before + 1, before + 1, "another", Map.of(), other.getRef()), self.getRef());
        assertFalse(other.expectMessageClass(BoardSummary.class).catchingUp(), "what may be on its way is not sent now");
    }

    @Test
    void theFeedOfANodeCountsOnlyWhenItsBoardWasJoined() {
        long last = last(madrid);
        pulse(barcelona, "m", last + 1, last, Map.of());
        assertEquals(0, number(barcelona, "m"));
        barcelona.feed.states(new BoardStates("m", List.of(), false));
        assertEquals(0, number(barcelona, "m"), "more is to come");
        barcelona.feed.states(new BoardStates("m", List.of(), true));
        assertEquals(last, number(barcelona, "m"));
        assertEquals(List.of(), barcelona.feed.status().behind());
    }

    @Test
    void nobodyIsBehindANodeThatIsGone() {
        long last = last(madrid);
        pulse(barcelona, "m", last + 1, last, Map.of());
        assertEquals(List.of("m"), barcelona.feed.status().behind());
        barcelona.now = barcelona.now.plusSeconds(4);
        barcelona.feed.tick();
        assertEquals(List.of(), barcelona.feed.status().behind(), "it is silent, and may have died for good");

        pulse(barcelona, "m", last + 1, last, Map.of());
        assertEquals(List.of("m"), barcelona.feed.status().behind(), "it is back, and still has what is not known here");
        assertEquals(0, number(barcelona, "m"));
    }

    @Test
    void whatANodePublishesBeforeItsFirstPulseIsNotLost() {
        madrid.result(1, "FRA");
        Told reader = Told.all("SG2030").follow(barcelona.hub);
        madrid.sent.forEach(barcelona.feed::entry);
        assertEquals(1, reader.values().stream().filter(event -> event.name().equals("result")).count());
        assertTrue(barcelona.sent.get(0).what() instanceof Learned, "it has a number of Barcelona's, so cursors cover it");
    }

    /** Its clock was set back before it was started again. */
    @Test
    void aNodeNeverNumbersBelowWhatOthersKnowOfIt() {
        long ahead = last(madrid) + 300_000_000;
        Told early = Told.all("SG2030").follow(madrid.hub);
        pulse(madrid, "b", 1, 0, Map.of("m", ahead));
        assertEquals(1, madrid.metrics.total(Counter.FEED_NUMBERS_BEHIND));
        madrid.result(1, "FRA");
        assertTrue(madrid.sent.stream().allMatch(entry -> entry.number() > ahead));
        assertFalse(early.values().isEmpty());
        assertFalse(Told.all("SG2030").follow(madrid.hub, "m" + ahead).values().isEmpty(), "who comes back with the old number is told");
    }

    @Test
    void pulsesTellTheGreatestNumberKnownOfEachNode() {
        meet(madrid, barcelona);
        long before = last(madrid);
        barcelona.feed.entry(new FeedEntry("m", before + 5, new Unreadable("later")));
        barcelona.feed.peers(List.of(new Peer("x", message -> {
            if (message instanceof FeedPulse pulse) {
                other.getRef().tell(pulse);
            }
        })));
        barcelona.feed.beat(self.getRef(), false);
        assertEquals(before + 5, other.expectMessageClass(FeedPulse.class).known().get("m"));
    }

    @Test
    void anEventOfAnUnknownFormIsCountedOnceAndNotAskedForAgain() {
        meet(madrid, barcelona);
        long before = last(madrid);
        barcelona.feed.entry(new FeedEntry("m", before + 1, new Unreadable("no event has the manifest \"later-1\"")));
        barcelona.now = barcelona.now.plusSeconds(1);
        pulse(barcelona, "m", before + 1, before + 1, Map.of());
        other.expectNoMessage(Duration.ofMillis(50));
        assertEquals(1, barcelona.metrics.total(Counter.FEED_ENTRIES_UNREADABLE));
        assertEquals(List.of("m"), barcelona.feed.status().behind(), "the board of Madrid is asked instead");
        assertEquals(before, number(barcelona, "m"), "and until it has answered the cursor does not claim the event");
        barcelona.feed.states(new BoardStates("m", List.of(), true));
        assertEquals(before + 1, number(barcelona, "m"));
    }

    @Test
    void anEventThatCannotBeAppliedCostsItself() {
        meet(madrid, barcelona);
        long before = last(madrid);
        madrid.result(1, "FRA");
        CompetitionEvent good = ((Published) madrid.sent.get(madrid.sent.size() - 1).what()).event();
        CompetitionEvent bad = new CompetitionEvent.EntriesRecorded(good.origin(), null, null, Request.NONE);
        barcelona.feed.entry(new FeedEntry("m", before + 1, new Published(ID, bad, Instant.EPOCH, new byte[0])));
        barcelona.feed.entry(new FeedEntry("m", before + 2, new Published(ID, good, Instant.EPOCH)));
        assertEquals(state(madrid).documents().keySet(), state(barcelona).documents().keySet());
        assertEquals(1, barcelona.metrics.total(Counter.FEED_ENTRIES_UNREADABLE));

        barcelona.feed.persisted(new Persisted(ID, List.of(bad), Instant.EPOCH));
        barcelona.feed.states(new BoardStates("m", List.of(new BoardState(ID, null), new BoardState(new CompetitionId("SG2030", "SWMM100M--------------"), state(madrid))), true));
        assertEquals(2, barcelona.metrics.total(Counter.BOARD_LEFT_OUT, "unreadable"));
        assertEquals(2, barcelona.board.size(), "what came with it is taken");
    }

    /** Only what cannot be compared is of an older version; the board has the new one, and so must readers. */
    @Test
    void readersAreToldOfAVersionThatCannotBeComparedWithTheOneBefore() {
        SourceStamp stamp = new SourceStamp("OVR", Instant.EPOCH, 1, "hash");
        OdfDocument damaged = new OdfDocument(new DocumentKey("DT_RESULT", TestNode.FINAL, "", "", ""), stamp, null, false, Content.empty());
        barcelona.board.apply(ID, new CompetitionEvent.DocumentRecorded(origin(), damaged, Samples.nothing()));
        Told reader = Told.all("SG2030").follow(barcelona.hub);
        barcelona.result(2, "FRA");
        assertEquals(List.of("result"), reader.values().stream().map(Told.Event::name).toList());
        assertEquals(0, barcelona.metrics.total(Counter.BOARD_LEFT_OUT, "unreadable"));
    }

    @Test
    void readersAreToldOfAUnitFromWhichTheTimetableOfItsGamesCannotBeWorkedOut() {
        madrid.schedule(1, TestNode.unit(TestNode.FINAL, "STA"));
        EntriesRecorded good = madrid.sent.stream()
                .map(entry -> ((Published) entry.what()).event())
                .filter(EntriesRecorded.class::isInstance)
                .map(EntriesRecorded.class::cast)
                .findFirst()
                .orElseThrow();
        SourceStamp nobody = new SourceStamp(null, Instant.EPOCH, 1, "hash");
        Provenance by = new Provenance(good.by().document(), nobody, false, good.by().accepted());
        Told reader = Told.all("SG2030").follow(barcelona.hub);
        barcelona.feed.entry(new FeedEntry("m", 1, new Published(ID, new EntriesRecorded(origin(), by, good.entries(), Request.NONE), Instant.EPOCH, new byte[0])));
        assertEquals(List.of("schedule"), reader.values().stream().map(Told.Event::name).toList());
        assertEquals(0, barcelona.metrics.total(Counter.FEED_ENTRIES_UNREADABLE));
    }

    private static CompetitionEvent.Origin origin() {
        return new CompetitionEvent.Origin(new ReplicaId("paris"), 1, new Stamp(1, 0, new ReplicaId("paris")));
    }

    @Test
    void numbersThatAreAskedForInVainAreGivenUp() {
        meet(madrid, barcelona);
        long before = last(madrid);
        for (int i = 0; i < 60; i++) {
            barcelona.now = barcelona.now.plusMillis(200);
            pulse(barcelona, "m", before - 100, before + 3, Map.of());
        }
        assertEquals(1, barcelona.metrics.total(Counter.FEED_GAPS_GIVEN_UP));
        assertEquals(List.of("m"), barcelona.feed.status().behind());
        FeedMessage last = other.receiveMessage();
        assertEquals(new FeedResend(before + 1, before + 3, self.getRef()), last);
        barcelona.feed.states(new BoardStates("m", List.of(), true));
        assertEquals(before + 3, number(barcelona, "m"));
    }

    @Test
    void theOwnFeedKeepsNoMoreBytesThanItMay() {
        madrid.result(1, "FRA", "USA", "NOR");
        Published published = (Published) madrid.sent.get(madrid.sent.size() - 1).what();
        FeedLog log = new FeedLog("m", 100, 10L * published.form().length);
        IntStream.range(0, 1_000).forEach(i -> log.add(published));
        assertEquals(1_100, log.last());
        assertTrue(log.first() > 1_089, "first is " + log.first());
        assertEquals(log.last() - log.first() + 1, log.between(0, 5_000).size());
    }

    @Test
    void aStateThatIsTooLargeToBeSentDoesNotKeepOthersFromBeingSent() {
        IntStream.range(0, 100).forEach(i -> madrid.take(
                "DT_RESULT", "ATHM%04dM-------------FNL-000100--".formatted(i), 1, "ResultStatus=\"OFFICIAL\"",
                "<Result SortOrder=\"1\"><Competitor Code=\"1\" Type=\"A\" Organisation=\"FRA\"/></Result>"));
        int most = madrid.board.all().stream()
                .mapToInt(view -> (int) view.state().weight())
                .max()
                .orElseThrow();
        madrid.result(1, IntStream.range(0, 300).mapToObj(i -> "FRA").toArray(String[]::new));
        BoardComparison comparison = new BoardComparison(madrid.board, new FeedWatch(watch()), most + 20);
        Neighbour asks = new Neighbour("b");
        java.util.Set<CompetitionId> sent = new java.util.HashSet<>();
        for (int i = 0; i < 4; i++) {
            BoardStates states = comparison.lacking("m", asks, new BoardSummary("b", List.of(), true, other.getRef()));
            assertTrue(states.states().size() <= 40);
            assertEquals(false, states.complete());
            states.states().forEach(state -> sent.add(state.competition()));
        }
        assertEquals(madrid.board.size() - 1, sent.size(), "in turn, though none of it arrived");
        assertFalse(sent.contains(ID));
    }

    @Test
    void aCompetitionThatCannotBeSummedUpDoesNotKeepOthersFromBeingCompared() {
        madrid.result(1, "FRA");
        org.palmares.competition.ReplicaId paris = new org.palmares.competition.ReplicaId("paris");
        madrid.board.apply(new CompetitionId("SG2030", "SWMM100M--------------"), new CompetitionEvent.DocumentRecorded(
                new CompetitionEvent.Origin(paris, 1, new org.palmares.competition.Stamp(1, 0, paris)), Samples.withoutStatus(), Samples.nothing()));
        BoardComparison comparison = new BoardComparison(madrid.board, new FeedWatch(watch()));
        assertEquals(List.of(ID), comparison.summary().stream().map(summary -> summary.competition()).toList());
        Neighbour asks = new Neighbour("b");
        assertEquals(16, BoardDigest.of(madrid.board).length());
        BoardStates states = comparison.lacking("m", asks, new BoardSummary("b", List.of(), true, other.getRef()));
        assertEquals(
                List.of(ID.value()),
                FeedSerializer.states(states).getStatesList().stream().map(Wire.BoardState::getCompetition).toList());
        assertTrue(madrid.metrics.total(Counter.BOARD_LEFT_OUT, "unreadable") > 0);
    }

    private org.palmares.node.watch.Watch watch() {
        return org.palmares.node.watch.Watch.over(
                madrid.board,
                new org.palmares.gateway.DataCentres(new org.palmares.competition.ReplicaId("madrid"), Duration.ofSeconds(1), Duration.ofSeconds(1), System::nanoTime),
                madrid.metrics,
                new org.palmares.node.watch.Watch.Settings("m", List.of(), Duration.ofSeconds(15), java.time.InstantSource.system()));
    }

    @Test
    void whatCannotBeReadIsCountedAlsoBeforeTheFeedOfItsNodeHasBegun() {
        barcelona.feed.entry(new FeedEntry("m", 7, new Unreadable("of another release")));
        assertEquals(1, barcelona.metrics.total(Counter.FEED_ENTRIES_UNREADABLE));
        assertEquals(List.of(), barcelona.feed.status().behind());
    }
}
