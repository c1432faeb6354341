package org.palmares.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;
import org.palmares.cassandra.Schema;
import org.palmares.journal.CassandraStart.Attempt;
import org.palmares.journal.CassandraStart.WrongSchema;

/** What a start waits for and what ends it, without Cassandra and without time. */
class CassandraStartTest {

    private static final DriverTimeoutException TIMEOUT = new DriverTimeoutException("query timed out after PT2S");

    private final Deque<Supplier<Attempt>> attempts = new ArrayDeque<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final List<String> said = new ArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();

    private CompletableFuture<Done> begin() {
        return new CassandraStart(() -> attempts.remove().get(), later::add, Runnable::run, said::add).begin().toCompletableFuture();
    }

    /** The pause is over. */
    private void next() {
        later.remove().run();
    }

    private Attempt attempt(CompletableFuture<?> open, CompletableFuture<Integer> version) {
        return new Attempt(open, version, closed::incrementAndGet);
    }

    private void finds(int version) {
        attempts.add(() -> attempt(CompletableFuture.completedFuture("session"), CompletableFuture.completedFuture(version)));
    }

    private void timesOut() {
        attempts.add(() -> attempt(CompletableFuture.completedFuture("session"), CompletableFuture.failedFuture(TIMEOUT)));
    }

    private void cannotBeOpened() {
        attempts.add(() -> attempt(CompletableFuture.failedFuture(TIMEOUT), CompletableFuture.failedFuture(TIMEOUT)));
    }

    private static Throwable failure(CompletableFuture<Done> start) {
        return assertThrows(ExecutionException.class, start::get).getCause();
    }

    @Test
    void aCassandraThatIsThereIsNotWaitedFor() {
        finds(Schema.VERSION);
        assertTrue(begin().isDone());
        assertTrue(later.isEmpty());
    }

    @Test
    void itWaitsAsLongAsItTakesAndSaysSo() {
        timesOut();
        CompletableFuture<Done> start = begin();
        for (int i = 0; i < 1_000; i++) {
            assertFalse(start.isDone());
            assertTrue(said.get(said.size() - 1).contains("query timed out after PT2S"), said.toString());
            said.clear();
            timesOut();
            next();
            assertEquals("Cassandra to answer", said.get(0));
        }
        finds(Schema.VERSION);
        next();
        assertTrue(start.isDone() && !start.isCompletedExceptionally());
        assertEquals(0, closed.get(), "a session that is open goes on by itself");
    }

    @Test
    void aSessionThatCouldNotBeOpenedIsThrownAwayAndOpenedAnew() {
        cannotBeOpened();
        CompletableFuture<Done> start = begin();
        assertEquals(1, closed.get());
        assertFalse(start.isDone());
        cannotBeOpened();
        next();
        assertEquals(2, closed.get());
        finds(Schema.VERSION);
        next();
        assertTrue(start.isDone() && !start.isCompletedExceptionally());
        assertEquals(2, closed.get());
    }

    /** As long as nobody answers nothing goes on: a second attempt beside the first would make two sessions. */
    @Test
    void anAttemptThatHasNotEndedIsNotFollowedByAnother() {
        CompletableFuture<Integer> version = new CompletableFuture<>();
        attempts.add(() -> attempt(CompletableFuture.completedFuture("session"), version));
        CompletableFuture<Done> start = begin();
        assertTrue(later.isEmpty());
        version.complete(Schema.VERSION);
        assertTrue(start.isDone());
    }

    @Test
    void tablesOfAnotherReleaseEndItOnceThatIsCertain() {
        finds(0);
        CompletableFuture<Done> start = begin();
        for (int i = 2; i < 5; i++) {
            finds(0);
            next();
            assertFalse(start.isDone(), "found " + i + " times");
            timesOut();
            next();
            assertFalse(start.isDone(), "a time-out is no fault");
        }
        assertTrue(said.stream().anyMatch(Schema.fault(0).orElseThrow()::equals), "each time it is said what to do");
        finds(0);
        next();
        assertEquals(Schema.fault(0).orElseThrow(), assertInstanceOf(WrongSchema.class, failure(start)).getMessage());
        assertTrue(later.isEmpty());
    }

    @Test
    void tablesThatWereNotHeardOfAtFirstAreFound() {
        finds(0);
        CompletableFuture<Done> start = begin();
        finds(Schema.VERSION);
        next();
        assertTrue(start.isDone() && !start.isCompletedExceptionally());
    }

    @Test
    void whatIsConfiguredWronglyEndsItAlsoAfterAnOutage() {
        IllegalArgumentException wrong = new IllegalArgumentException("no such profile");
        timesOut();
        CompletableFuture<Done> start = begin();
        attempts.add(() -> {
            throw wrong;
        });
        next();
        assertEquals(wrong, failure(start));
        assertTrue(later.isEmpty());
    }
}
