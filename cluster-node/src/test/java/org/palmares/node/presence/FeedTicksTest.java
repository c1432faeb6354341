package org.palmares.node.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FeedTicksTest {

    private Duration now = Duration.ZERO;
    private final FeedTicks ticks = new FeedTicks(() -> now.toNanos());

    private Duration look(Duration after) {
        now = now.plus(after);
        return ticks.silence();
    }

    @Test
    void aFeedThatTicksIsNeverSilent() {
        for (int i = 0; i < 100; i++) {
            ticks.tick();
            assertEquals(Duration.ZERO, look(Duration.ofMillis(100)));
        }
    }

    @Test
    void oneThatHangsIsAndIsNotAnyMoreOnceItTicks() {
        ticks.tick();
        look(Duration.ofMillis(100));
        for (int i = 0; i < 51; i++) {
            look(Duration.ofMillis(100));
        }
        assertTrue(look(Duration.ofMillis(100)).compareTo(Heartbeat.FEED_LATE) > 0);
        ticks.tick();
        assertEquals(Duration.ZERO, look(Duration.ofMillis(100)));
    }

    @Test
    void aProcessThatWasStoppedIsNotTakenForAFeedThatHangs() {
        ticks.tick();
        look(Duration.ofMillis(100));
        assertEquals(FeedTicks.LOOK_MAX, look(Duration.ofHours(1)));
    }
}
