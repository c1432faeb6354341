package org.palmares.tools.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.palmares.tools.history.HistoryChecker.Verdict;
import org.palmares.tools.history.Operation.Outcome;

class HistoryCheckerTest {

    private static final List<Operation> SENT = List.of(
            new Operation("d", 1, Outcome.ACKNOWLEDGED, 0, 10),
            new Operation("d", 2, Outcome.ACKNOWLEDGED, 10, 30),
            new Operation("d", 3, Outcome.UNKNOWN, 30, 90),
            new Operation("d", 4, Outcome.REFUSED, 90, 95),
            new Operation("e", 1, Outcome.ACKNOWLEDGED, 90, 100));

    private static FinalRead read(String site, Long d, Long e, String digest) {
        return new FinalRead(site, d == null ? Map.of("e", e) : Map.of("d", d, "e", e), Map.of("c", digest));
    }

    private static Verdict check(FinalRead... reads) {
        return HistoryChecker.check(SENT, List.of(reads));
    }

    @Test
    void passesWhereAllIsThereAndEqualWithTheUnknownOrWithout() {
        assertTrue(check(read("p", 2L, 1L, "x"), read("m", 2L, 1L, "x")).passed());
        Verdict verdict = check(read("p", 3L, 1L, "x"), read("m", 3L, 1L, "x"));
        assertTrue(verdict.passed());
        assertEquals(3, verdict.acknowledged());
        assertEquals(1, verdict.unknown());
        assertEquals(70, verdict.longestSilenceNanos());
    }

    @Test
    void findsALostMessage() {
        assertEquals(List.of("p lost version 2 of d, it shows 1"), check(read("p", 1L, 1L, "x")).findings());
        assertEquals(List.of("p lost version 2 of d, it shows null"), check(read("p", null, 1L, "x")).findings());
    }

    @Test
    void findsARefusedOneThatIsThere() {
        assertEquals(List.of("p shows version 4 of d, which was refused"), check(read("p", 4L, 1L, "x")).findings());
    }

    @Test
    void findsOneThatNobodySent() {
        assertEquals(List.of("p shows version 9 of d, which nobody sent"), check(read("p", 9L, 1L, "x")).findings());
    }

    @Test
    void findsAnUnknownOneThatIsOnlySomewhere() {
        assertEquals(
                List.of("p shows version 3 of d, m shows 2"), check(read("p", 3L, 1L, "x"), read("m", 2L, 1L, "x")).findings());
    }

    @Test
    void findsReplicasThatDiffer() {
        assertEquals(List.of("c is x in p and y in m"), check(read("p", 2L, 1L, "x"), read("m", 2L, 1L, "y")).findings());
    }
}
