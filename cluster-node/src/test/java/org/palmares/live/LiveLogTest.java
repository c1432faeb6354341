package org.palmares.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.palmares.board.ChangeKey;
import org.palmares.board.ChangeKey.Kind;
import org.palmares.competition.CompetitionId;
import org.palmares.feed.FeedCursor;

class LiveLogTest {

    private static final CompetitionId ID = new CompetitionId("SG2030", "ATHM100M--------------");

    private final LiveLog log = new LiveLog();

    private static ChangeKey key(String unit) {
        return new ChangeKey(Kind.RESULT, ID, unit);
    }

    private Optional<List<ChangeKey>> after(String cursor) {
        return log.after(FeedCursor.parse(cursor).orElseThrow());
    }

    @Test
    void aReaderGetsWhatItMissedOfEveryNodeOnceInTheOrderOfTheLastChange() {
        log.begin("p", 10);
        log.begin("m", 20);
        log.add("p", 11, Set.of(key("a")));
        log.add("m", 21, Set.of(key("b")));
        log.add("p", 12, Set.of(key("a")));

        assertEquals(Optional.of(List.of(key("b"), key("a"))), after("p10-m20"));
        assertEquals(Optional.of(List.of(key("a"))), after("p11-m21"));
        assertEquals(Optional.of(List.of()), after("p12-m21"));
    }

    @Test
    void whoseCursorIsOlderThanTheLogIsTold() {
        log.begin("p", 10);
        log.add("p", 11, Set.of(key("a")));

        assertEquals(Optional.empty(), after("p9"));
        assertEquals(Optional.empty(), after("m500"));
    }
}
