package org.palmares.node.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.names.Language;

/** What is kept of answers, and who makes them. */
class AnswersTest {

    private static final int WAIT_SECONDS = 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final AtomicLong revision = new AtomicLong(1);
    private final AtomicInteger made = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private HttpResponse ask(Answers answers, String address, byte[] bytes) {
        return answers.answer(HttpRequest.GET(address), Language.ENGLISH, ContentTypes.APPLICATION_JSON, revision::get, () -> {
            made.incrementAndGet();
            return bytes;
        });
    }

    @Test
    void manyWhoAskForMuchAtOnceNeitherFailNorFillTheMemory() throws Exception {
        Answers answers = new Answers(2 * 1024 * 1024);
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            all.add(threads.submit(() -> {
                for (int i = 0; i < 500; i++) {
                    ask(answers, "/a?q=" + ThreadLocalRandom.current().nextInt(600), new byte[20_000]);
                }
            }));
        }
        for (Future<?> one : all) {
            one.get(WAIT_SECONDS, TimeUnit.SECONDS);
        }
        assertTrue(answers.weight() <= 2 * 1024 * 1024, answers.weight() + " bytes");
        made.set(0);
        for (int i = 0; i < 200; i++) {
            ask(answers, "/b", new byte[20_000]);
        }
        // What is asked for seldom does not push out what is asked for often; once it is asked for often, it is kept.
        assertTrue(made.get() < 100, made.get() + " of 200 were made: it does not keep any more");
    }

    @Test
    void whoAsksForTheSameAtTheSameTimeTakesWhatOneMakes() throws Exception {
        Answers answers = new Answers();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Runnable ask = () -> answers.answer(HttpRequest.GET("/slow"), Language.ENGLISH, ContentTypes.APPLICATION_JSON, revision::incrementAndGet, () -> {
            made.incrementAndGet();
            begun.countDown();
            await(go);
            return new byte[10];
        });
        List<Thread> all = IntStream.range(0, 8).mapToObj(i -> new Thread(ask)).toList();
        all.forEach(Thread::start);
        await(begun);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (all.stream().filter(thread -> thread.getState() == Thread.State.BLOCKED).count() < 7) {
            assertTrue(System.nanoTime() < end, "not all wait for the one who makes it");
            Thread.onSpinWait();
        }
        go.countDown();
        for (Thread one : all) {
            one.join();
        }
        // Everything changes all the time; still each takes one that was begun after it asked: the first's was begun before.
        assertTrue(made.get() <= 2, made.get() + " were made");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aParameterThatNobodyKnowsMakesNoOtherAnswer() {
        Answers answers = new Answers();
        for (int i = 0; i < 50; i++) {
            ask(answers, "/a?noc=FRA&x=" + i, new byte[10]);
        }
        ask(answers, "/a?y=1&noc=FRA", new byte[10]);
        assertEquals(1, made.get());
        ask(answers, "/a?noc=USA", new byte[10]);
        assertTrue(made.get() <= 2, made.get() + " were made");
    }

    @Test
    void aParameterThatIsNotListedCannotBeAskedFor() {
        assertThrows(IllegalArgumentException.class, () -> new Parameters(HttpRequest.GET("/a?shape=1")).text("shape"));
    }

    @Test
    void aChangeMakesAnAnswerOld() {
        Answers answers = new Answers();
        ask(answers, "/a", new byte[10]);
        revision.incrementAndGet();
        ask(answers, "/a", new byte[10]);
        assertTrue(made.get() <= 2, made.get() + " were made");
    }

    @Test
    void whoDoesNotWantToWaitIsToldThatItHasToBeMade() {
        Answers answers = new Answers();
        HttpRequest hurried = Answers.onlyKept(HttpRequest.GET("/a"));
        assertThrows(Answers.NotKept.class, () -> answers.answer(hurried, Language.ENGLISH, ContentTypes.APPLICATION_JSON, revision::get, () -> new byte[1]));
        ask(answers, "/a", new byte[10]);
        assertEquals(200, answers.answer(hurried, Language.ENGLISH, ContentTypes.APPLICATION_JSON, revision::get, () -> new byte[1]).status().intValue());
    }

    @Test
    void aFailureIsNotKept() {
        Answers answers = new Answers();
        assertThrows(IllegalStateException.class, () -> answers.answer(HttpRequest.GET("/a"), Language.ENGLISH, ContentTypes.APPLICATION_JSON, revision::get, () -> {
            throw new IllegalStateException("broken");
        }));
        assertEquals(200, ask(answers, "/a", new byte[10]).status().intValue());
    }

    @Test
    void ofReadersOnlySoManyAreWorkedForAndTheNextAreSentElsewhere() throws Exception {
        Reads reads = new Reads(threads, 3, new Metrics());
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(reads.make(() -> {
                await(go);
                return 1;
            }).toCompletableFuture());
        }
        var refused = assertThrows(java.util.concurrent.ExecutionException.class, () -> reads.make(() -> 1).toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS));
        assertEquals(503, ((ProblemException) refused.getCause()).problem().type().status());
        assertEquals("1", ((ProblemException) refused.getCause()).problem().headers().get("Retry-After"));
        go.countDown();
        for (Future<Integer> one : all) {
            one.get(WAIT_SECONDS, TimeUnit.SECONDS);
        }
        // A failure gives its place back too.
        for (int i = 0; i < 10; i++) {
            reads.make(() -> {
                throw new IllegalStateException("broken");
            }).toCompletableFuture().handle((none, failure) -> 0).get(WAIT_SECONDS, TimeUnit.SECONDS);
        }
        assertEquals(1, reads.make(() -> 1).toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS));
    }
}
