package org.palmares.competition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.protocol.odf.ResultStatus;

/** Snapshots by what they spare. */
class ReplayTest extends Deciding {

    private static final long LEAST = 1024 * 1024;

    /** What was read and written while {@code events} came, each with new {@code bytes}. */
    private record Bill(int snapshots, long written, long longestRead, int mostEvents) {}

    private Bill bill(int events, int bytes, int documents) {
        long cost = 0;
        long longest = 0;
        long written = 0;
        int made = 0;
        int since = 0;
        int most = 0;
        for (int i = 0; i < events; i++) {
            byte[] noise = new byte[bytes];
            new Random(i).nextBytes(noise);
            DocumentKey key = new DocumentKey("DT_RESULT", "ATHM100M--------------FNL-00%04d--".formatted(i % documents), "", "", "");
            Decision decision = decide(new RecordDocument(new OdfDocument(key, stamp(0, i + 1, "n" + i), ResultStatus.LIVE, false, Content.of(noise)), Entries.none()));
            for (CompetitionEvent event : ((Decision.Accepted) decision).events()) {
                state = Evolver.apply(state, event);
                cost += Replay.cost(event);
                most = Math.max(most, ++since);
            }
            longest = Math.max(longest, cost);
            if (Replay.isWorthASnapshot(cost, state, LEAST)) {
                made++;
                written += state.weight();
                cost = 0;
                since = 0;
            }
        }
        return new Bill(made, written, longest, most);
    }

    @Test
    void smallEventsHaveOneAboutEveryHundred() {
        Bill bill = bill(1_000, 1_000, 1);
        assertTrue(bill.mostEvents() > 80 && bill.mostEvents() < 130, bill::toString);
    }

    @Test
    void largeEventsAreNotReadByTheHundred() {
        Bill bill = bill(60, 200_000, 1);
        assertTrue(bill.mostEvents() <= 6, bill::toString);
        assertTrue(bill.longestRead() < LEAST + 250_000, bill::toString);
    }

    /** Before, it was written whole every hundred events: 24 of them. */
    @Test
    void aLargeCompetitionIsNotWrittenForEverySmallEvent() {
        Bill bill = bill(2_400, 2_000, 1_200);
        assertTrue(state.weight() > 4 * LEAST, () -> state.weight() + " bytes");
        long sent = 2_400L * (Replay.EVENT + 2_400);
        assertTrue(bill.written() <= sent, () -> bill + " for " + sent);
        assertTrue(bill.snapshots() >= 3 && bill.snapshots() <= 12, bill::toString);
        assertTrue(bill.longestRead() < state.weight() + LEAST, bill::toString);
    }

    @Test
    void everyKindOfEventCosts() {
        CompetitionEvent.Origin origin = new CompetitionEvent.Origin(new ReplicaId("paris"), 1, Stamp.FIRST);
        CompetitionEvent said = new CompetitionEvent.EntriesRecorded(origin, null, Entries.none(), Request.NONE);
        assertEquals(Replay.EVENT, Replay.cost(said));
        assertFalse(Replay.isWorthASnapshot(Replay.cost(said), Competition.start(), LEAST));
        assertTrue(Replay.isWorthASnapshot(Replay.cost(said), Competition.start(), 1));
    }
}
