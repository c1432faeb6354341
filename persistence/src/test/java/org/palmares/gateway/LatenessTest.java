package org.palmares.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How long a data centre may be silent, in milliseconds here. */
class LatenessTest {

    private static final long USUAL = 550;
    private static final long PULSE = 100;

    private final Lateness lateness = new Lateness(USUAL);

    private void heard(int times, long gap) {
        for (int i = 0; i < times; i++) {
            lateness.heardAfter(gap);
        }
    }

    @Test
    void onAQuietMachineTheUsualBoundHolds() {
        heard(1_000, PULSE);
        assertEquals(USUAL, lateness.bound());
    }

    @Test
    void lateSignsAreGivenTwiceTheirTimeBeforeTheBoundIsPassed() {
        heard(10, PULSE);
        lateness.heardAfter(500);
        assertEquals(1_000, lateness.bound());
        lateness.heardAfter(900);
        assertEquals(1_800, lateness.bound());
    }

    @Test
    void theBoundNeverGrowsBeyondWhatPartitionsAllow() {
        heard(10, 2_000);
        assertEquals(Lateness.MOST * USUAL, lateness.bound());
    }

    @Test
    void aMachineThatIsQuietAgainIsForgivenWithinHalfAMinute() {
        lateness.heardAfter(1_000);
        heard(100, PULSE);
        assertTrue(lateness.bound() > USUAL, "ten seconds are too few to trust it again");
        heard(200, PULSE);
        assertEquals(USUAL, lateness.bound());
    }

    @Test
    void whoWasGoneWasNotLate() {
        heard(10, PULSE);
        lateness.heardAfter(60_000);
        assertEquals(USUAL, lateness.bound());
    }
}
