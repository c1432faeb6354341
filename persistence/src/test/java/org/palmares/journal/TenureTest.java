package org.palmares.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A node that may have been replaced acknowledges nothing, and one that cannot have been goes on. */
class TenureTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration TICK = Duration.ofMillis(100);

    private Duration monotonic = Duration.ZERO;
    private Instant wall = Instant.parse("2030-08-04T20:00:00Z");
    private int losses;
    private final Tenure tenure = new Tenure(LONGEST, () -> monotonic.toNanos(), () -> wall, () -> losses++);

    private void stopped(Duration time) {
        monotonic = monotonic.plus(time);
        wall = wall.plus(time);
    }

    private void ticks(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            stopped(TICK);
            tenure.tick();
        }
    }

    @Test
    void whoeverTicksKeepsIt() {
        ticks(Duration.ofMinutes(2));
        assertTrue(tenure.holds());
    }

    @Test
    void aShortStopIsForgivenAndALongOneNotEvenBeforeTheNextTick() {
        stopped(LONGEST.minus(TICK));
        assertTrue(tenure.holds(), "nobody can have taken over yet");
        ticks(Duration.ofSeconds(4));
        assertTrue(tenure.holds());

        stopped(LONGEST.plusMillis(1));
        assertFalse(tenure.holds(), "a write that was under way is not acknowledged");
        ticks(Duration.ofMinutes(1));
        assertFalse(tenure.holds(), "it does not come back");
        assertEquals(1, losses);
    }

    @Test
    void aStopIsNoticedByTheTickToo() {
        stopped(LONGEST.plusMillis(1));
        tenure.tick();
        assertEquals(1, losses);
    }

    @Test
    void stopsThatFollowEachOtherCountTogetherUnlessTheOthersHeardTheNodeBetween() {
        stopped(Duration.ofSeconds(15));
        ticks(Duration.ofSeconds(1));
        stopped(Duration.ofSeconds(15));
        assertFalse(tenure.holds(), "a second of ticking need not have reached anybody");
    }

    @Test
    void stopsWithTimeBetweenThemDoNotCountTogether() {
        for (int i = 0; i < 5; i++) {
            stopped(Duration.ofSeconds(15));
            ticks(Duration.ofSeconds(3));
        }
        assertTrue(tenure.holds());
    }

    @Test
    void aMachineWhoseMonotonicClockStoodStillTellsByItsWallClock() {
        wall = wall.plus(Duration.ofMinutes(5));
        assertFalse(tenure.holds());
    }

    @Test
    void aWallClockThatIsSetBackSaysNothing() {
        wall = wall.minus(Duration.ofMinutes(5));
        ticks(Duration.ofSeconds(3));
        assertTrue(tenure.holds());
    }
}
