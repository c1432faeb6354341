package org.palmares.node.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionId;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.live.LiveLog.Missed;
import org.palmares.node.live.topic.Concerns;
import org.palmares.protocol.contract.FeedCursor;

class LiveLogTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", "ATHM100M--------------");

    private final LiveLog log = new LiveLog();

    private static ChangeKey key(String unit) {
        return new ChangeKey.Result(ID, unit);
    }

    private void add(String node, long number, String unit) {
        log.add(node, number, key(unit), Concerns.NOBODY);
    }

    private static FeedCursor cursor(String text) {
        return FeedCursor.parse(text).orElseThrow();
    }

    private Optional<List<ChangeKey>> after(String cursor) {
        return log.snapshot().after(cursor(cursor)).map(missed -> missed.stream().map(Missed::key).toList());
    }

    @Test
    void aReaderGetsWhatItMissedOfEveryNodeOnceInTheOrderOfTheLastChange() {
        log.begin("p", 10);
        log.begin("m", 20);
        add("p", 11, "a");
        add("m", 21, "b");
        add("p", 12, "a");

        assertEquals(Optional.of(List.of(key("b"), key("a"))), after("p10-m20"));
        assertEquals(Optional.of(List.of(key("a"))), after("p11-m21"));
        assertEquals(Optional.of(List.of()), after("p12-m21"));
    }

    @Test
    void whatCameOutOfOrderIsFoundToo() {
        log.begin("p", 10);
        add("p", 13, "c");
        add("p", 12, "b");
        add("p", 14, "d");
        add("p", 11, "a");

        assertEquals(Optional.of(List.of(key("c"), key("b"), key("d"), key("a"))), after("p10"));
        assertEquals(Optional.of(List.of(key("c"), key("d"))), after("p12"));
        assertEquals(Optional.of(List.of(key("d"))), after("p13"));
    }

    @Test
    void whoseCursorIsOlderThanTheLogIsTold() {
        log.begin("p", 10);
        add("p", 11, "a");

        assertEquals(Optional.empty(), after("p9"));
        assertEquals(Optional.empty(), after("m500"));
    }

    @Test
    void whomAThingTouchedMeanwhileIsKnown() {
        log.begin("p", 10);
        log.add("p", 11, key("a"), new Concerns(Set.of(), Set.of("FRA", "USA")));
        log.add("p", 12, key("a"), new Concerns(Set.of(), Set.of("USA", "NOR")));
        assertEquals(Set.of("FRA", "USA", "NOR"), log.snapshot().after(cursor("p10")).orElseThrow().get(0).touched().nocs());
        assertEquals(Set.of("USA", "NOR"), log.snapshot().after(cursor("p11")).orElseThrow().get(0).touched().nocs());
    }

    @Test
    void whatIsForgottenIsNotCalledKnown() {
        log.begin("p", 0);
        log.begin("m", 0);
        add("m", 1, "b");
        for (int i = 1; i <= 60_000; i++) {
            add("p", i, "unit" + i);
        }
        assertEquals(Optional.empty(), after("m0-p1000"));
        assertEquals(Optional.of(List.of(key("b"))), after("m0-p60000"), "the log of one node does not push out that of another");
        assertEquals(40_000, after("m1-p20000").orElseThrow().size());
        assertFalse(log.hasChangedSince(cursor("m1-p0"), key("unit1")), "nor is it kept elsewhere");
        assertTrue(log.hasChangedSince(cursor("m1-p0"), key("unit59999")));
    }

    /** Catching up must cost what it brings, not the length of the log. */
    @Test
    void nobodyLooksAtWhatAReaderHas() {
        log.begin("p", 0);
        for (int i = 1; i <= 50_000; i++) {
            log.add("p", i, key("unit"), i <= 49_990 ? new Concerns(Set.of(), new Untouchable()) : Concerns.NOBODY);
        }
        assertEquals(Optional.of(List.of(key("unit"))), after("p49990"));
    }

    @Test
    void aSnapshotIsSharedUntilSomethingChangesAndDoesNotChangeItself() {
        log.begin("p", 0);
        add("p", 1, "a");
        LiveLog.Snapshot before = log.snapshot();
        assertSame(before, log.snapshot());
        add("p", 2, "b");
        assertNotSame(before, log.snapshot());
        assertEquals(1, before.after(cursor("p0")).orElseThrow().size());
        assertEquals(2, log.snapshot().after(cursor("p0")).orElseThrow().size());
    }

    /** Knows its size for the log's bound; nobody may look into it. */
    private static final class Untouchable extends AbstractSet<String> {
        @Override
        public Iterator<String> iterator() {
            throw new AssertionError("an old change was looked at");
        }

        @Override
        public int size() {
            return 1;
        }
    }
}
