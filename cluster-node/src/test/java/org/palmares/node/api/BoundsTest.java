package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.node.http.Accepted;
import org.palmares.node.http.Budget;
import org.palmares.node.http.LogBudget;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.text.LogText;

/** Bytes in hand, lines of the log, headers and texts within their bounds. */
class BoundsTest {

    private static final int WAIT_SECONDS = 20;

    @Test
    void bytesAreGivenInTheOrderInWhichTheyWereAskedFor() throws Exception {
        Budget budget = new Budget(100, Duration.ofSeconds(WAIT_SECONDS));
        Budget.Lease first = now(budget.take(60));
        CompletableFuture<Budget.Lease> big = budget.take(80).toCompletableFuture();
        CompletableFuture<Budget.Lease> small = budget.take(10).toCompletableFuture();
        assertFalse(big.isDone());
        assertFalse(small.isDone(), "a small one does not pass a big one that waits");

        first.close();
        first.close();
        now(big).close();
        now(small).close();
        assertEquals(100, budget.free());
        now(budget.take(1_000)).close();
        assertEquals(100, budget.free());
    }

    private static Budget.Lease now(java.util.concurrent.CompletionStage<Budget.Lease> lease) throws Exception {
        return lease.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void whoWaitsTooLongOrBehindTooManyIsSentElsewhere() throws Exception {
        Budget budget = new Budget(10, Duration.ofMillis(50));
        Budget.Lease all = now(budget.take(10));
        List<CompletableFuture<Budget.Lease>> waiting = new ArrayList<>();
        for (int i = 0; i <= Budget.WAITING_MAX; i++) {
            waiting.add(budget.take(1).toCompletableFuture());
        }
        for (CompletableFuture<Budget.Lease> one : waiting) {
            ExecutionException failure = assertThrows(ExecutionException.class, () -> one.get(WAIT_SECONDS, TimeUnit.SECONDS));
            assertEquals(ProblemType.BUSY, ((ProblemException) failure.getCause()).problem().type());
        }
        all.close();
        assertEquals(10, budget.free());
        now(budget.take(10)).close();
    }

    @Test
    void aBigOneThatGivesUpLetsTheSmallBehindItPass() throws Exception {
        Budget budget = new Budget(10, Duration.ofSeconds(1));
        Budget.Lease half = now(budget.take(5));
        CompletableFuture<Budget.Lease> big = budget.take(10).toCompletableFuture();
        java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(600));
        CompletableFuture<Budget.Lease> small = budget.take(5).toCompletableFuture();
        assertThrows(ExecutionException.class, () -> big.get(WAIT_SECONDS, TimeUnit.SECONDS));
        now(small).close();
        half.close();
        assertEquals(10, budget.free());
    }

    @Test
    void ofManyLinesInASecondSomeAreWrittenAndTheRestIsCounted() {
        AtomicLong nanos = new AtomicLong(-1_500_000_000L);
        LogBudget lines = new LogBudget(3, nanos::get);
        int written = 0;
        for (int i = 0; i < 1_000; i++) {
            written += lines.allows() ? 1 : 0;
        }
        assertEquals(3, written);
        nanos.addAndGet(1_000_000_000L);
        assertTrue(lines.allows());
        assertTrue(lines.leftOut().contains("997"));
        assertEquals("", lines.leftOut());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "*/*# true", "application/json# true", "application/*;q=0.1# true", "text/html,*/*;q=0.8# true", "image/png# false", "text/html# false",
        "application/json;q=0, */*# false", "*/*;q=0.0# false", "application/json;q=0.000# false", "a/b/c, */# true", "nonsense# true", "text/*, APPLICATION/JSON# true"
    })
    void acceptDecidesByItsMostSpecificRange(String accept, boolean accepted) {
        assertEquals(accepted, Accepted.accepts(accept, "application/json"), accept);
    }

    @Test
    void textsAreCutBetweenCharactersNeverWithinOne() {
        String medals = "🥇".repeat(400);
        String cut = LogText.of(medals);
        assertTrue(cut.endsWith("🥇…"), cut);
        assertEquals(0, cut.chars().filter(c -> Character.isSurrogate((char) c)).count() % 2);
        assertEquals("?", LogText.of("\ud83e"), "half of a pair is no text");
        assertEquals("a🥇?b", LogText.of("a🥇\nb"));
    }

    @Test
    void anEndlessAcceptLanguageIsReadInNoTime() {
        String endless = "fr," + "xx;q=0.5,".repeat(900) + "de";
        assertEquals("fr", Language.accepted(endless).tag());
        long begin = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            Language.accepted(endless);
        }
        assertTrue(System.nanoTime() - begin < 2_000_000_000L, "200 of them took " + (System.nanoTime() - begin) / 1_000_000 + " ms");
    }
}
