package org.palmares.tools.site.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When something is started again, and when not any more. */
final class KeptTest {

    private static final Instant NOW = Instant.parse("2030-08-04T20:00:00Z");
    private static final Duration SHORT = Duration.ofSeconds(5);

    private static ManagedProcess.End end(int code) {
        return new ManagedProcess.End(code, NOW);
    }

    private static long pauseSeconds(Kept kept) {
        return Duration.between(NOW, kept.notBefore()).toSeconds();
    }

    @Test
    void thePauseDoublesUpToAMinuteAndBeginsAnewAfterAGoodWhile() {
        Kept kept = Kept.started();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            kept = kept.ended(end(1), SHORT);
            pauses.add(pauseSeconds(kept));
        }
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L), pauses);
        assertEquals(1, pauseSeconds(kept.ended(end(1), Kept.GOOD_WHILE)));
    }

    @Test
    void whoAsksToBeStartedAgainIsStartedAtOnceUnlessItAsksAgainAndAgain() {
        Kept once = Kept.started().ended(end(Kept.RESTART), SHORT);
        assertEquals(0, pauseSeconds(once));
        assertEquals(0, pauseSeconds(once.ended(end(Kept.RESTART), Kept.GOOD_WHILE)));
        assertEquals(2, pauseSeconds(once.ended(end(Kept.RESTART), SHORT)));
    }

    @Test
    void wrongSettingsAreTriedFiveTimesInARowAndThenGivenUp() {
        Kept kept = Kept.started();
        for (int i = 0; i < Kept.REFUSALS_MAX; i++) {
            assertFalse(kept.givenUp());
            kept = kept.ended(end(Kept.MISCONFIGURED), SHORT);
        }
        assertTrue(kept.givenUp());
        assertFalse(Kept.started().givenUp(), "somebody starts it on purpose");
        Kept other = Kept.started();
        for (int i = 0; i < 20; i++) {
            other = other.ended(end(i % 4 == 0 ? 1 : Kept.MISCONFIGURED), SHORT);
        }
        assertFalse(other.givenUp(), "not in a row");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Kept kept = Kept.started().ended(end(137), SHORT).restarted();
        assertEquals(kept, Kept.of(kept.properties()));
        assertEquals(Kept.NOTHING, Kept.of(Kept.NOTHING.properties()));
    }

    @Test
    void exitCodesAreToldToPeople() {
        assertEquals("signal KILL", Kept.reason(137));
        assertTrue(Kept.reason(3).startsWith("exit 3, out of memory"));
        assertEquals("signal 1", Kept.reason(129));
        assertEquals("exit 1", Kept.reason(1));
    }
}
