package org.palmares.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.palmares.board.Board;
import org.palmares.board.ChangeKey;
import org.palmares.board.ChangeKey.Kind;
import org.palmares.board.GamesSettings;
import org.palmares.competition.CompetitionId;
import org.palmares.feed.FeedCursor;
import org.palmares.view.Language;

/** A reader that comes from a data centre that had heard more than this one: p12 there, p10 here. */
final class LiveHubTest {

    private static final CompetitionId COMPETITION = new CompetitionId("SG2030", "ATHM100M--------------");
    private static final ChangeKey HEAT = new ChangeKey(Kind.SCHEDULE, COMPETITION, "ATHM100M--------------HEAT000100--");
    private static final ChangeKey FINAL = new ChangeKey(Kind.SCHEDULE, COMPETITION, "ATHM100M--------------FNL-000100--");

    private final LiveHub hub =
            new LiveHub(new Board(), new GamesSettings(ZoneOffset.UTC, LocalTime.of(6, 0), Optional.empty()), InstantSource.system());
    private final Recorded reader = new Recorded();

    LiveHubTest() {
        hub.begin("m", 0);
        hub.begin("p", 0);
        changed("p", 10, HEAT, "m4-p10");
    }

    private static FeedCursor cursor(String text) {
        return FeedCursor.parse(text).orElseThrow();
    }

    private void changed(String node, long number, ChangeKey key, String cursor) {
        hub.changed(node, number, Set.of(key), Optional.empty(), cursor(cursor));
    }

    @Test
    void whatItHasSeenElsewhereIsNotToldAsNewAndItsCursorNeverGoesBack() {
        hub.follow(reader, Optional.of("m4-p12"), cursor("m4-p10"));
        assertEquals(List.of("m4-p12"), reader.ids());

        changed("p", 11, FINAL, "m4-p11");
        changed("m", 5, HEAT, "m5-p11");
        assertEquals(List.of("m4-p12", "m5-p12"), reader.ids());

        changed("p", 12, FINAL, "m5-p12");
        changed("p", 13, FINAL, "m5-p13");
        assertEquals(List.of("m4-p12", "m5-p12", "m5-p13"), reader.ids());
    }

    @Test
    void whatWasToldWithoutWhatItHadSeenIsToldAgainWithIt() {
        hub.follow(reader, Optional.of("m4-p12"), cursor("m4-p10"));
        changed("m", 5, FINAL, "m5-p10");
        changed("p", 11, FINAL, "m5-p11");
        assertEquals(List.of("m4-p12", "m5-p12", "m5-p12"), reader.ids());
    }

    @Test
    void whatItMissedIsToldFirstWithItsOldCursor() {
        hub.follow(reader, Optional.of("m4-p9"), cursor("m4-p10"));
        assertEquals(List.of("m4-p9", "m4-p10"), reader.ids());
    }

    private static final class Recorded implements LiveReader {

        private final List<String> frames = new ArrayList<>();

        List<String> ids() {
            return frames.stream().flatMap(String::lines).filter(line -> line.startsWith("id: ")).map(line -> line.substring(4)).toList();
        }

        @Override
        public LiveFilter filter() {
            return new LiveFilter("SG2030", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        @Override
        public Language language() {
            return Language.ENGLISH;
        }

        @Override
        public void begin(Iterator<LiveFrame> missed) {
            missed.forEachRemaining(this::frame);
        }

        @Override
        public void frame(LiveFrame frame) {
            frames.add(frame.bytes().utf8String());
        }

        @Override
        public void end(LiveFrame last) {
            frame(last);
        }
    }
}
