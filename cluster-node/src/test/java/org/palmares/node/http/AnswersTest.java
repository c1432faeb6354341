package org.palmares.node.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.node.board.Board;
import org.palmares.node.board.Dependencies;
import org.palmares.node.board.Fence;
import org.palmares.node.http.Answers.Name;
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

    private final Board board = new Board(new Fence(kind -> {}));

    private Kept ask(Answers answers, String address, LongSupplier changes, Supplier<byte[]> bytes) {
        long asked = System.nanoTime();
        Dependencies choosing = board.dependencies();
        Answer answer = choosing.noting(() -> Answer.bytes(ContentTypes.APPLICATION_JSON, () -> {
            Dependencies.outside(changes::getAsLong);
            made.incrementAndGet();
            return bytes.get();
        }));
        return answers.give(Name.of(HttpRequest.GET(address)), asked, answer, choosing, board::dependencies);
    }

    private Kept ask(Answers answers, String address, byte[] bytes) {
        return ask(answers, address, revision::get, () -> bytes);
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
        Runnable ask = () -> ask(answers, "/slow", revision::incrementAndGet, () -> {
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
        ask(answers, "/a", new byte[10]);
        assertEquals(1, made.get());
        assertTrue(answers.current(Name.of(HttpRequest.GET("/a"))).isPresent());
        revision.incrementAndGet();
        assertTrue(answers.current(Name.of(HttpRequest.GET("/a"))).isEmpty());
        ask(answers, "/a", new byte[10]);
        assertEquals(2, made.get());
    }

    @Test
    void whatIsInOneLanguageOnlyIsMadeOnceWhateverLanguageIsAskedFor() {
        Answers answers = new Answers();
        Kept english = ask(answers, "/a", new byte[10]);
        assertSame(english.encoded(), ask(answers, "/a?lang=fr", new byte[10]).encoded());
        assertEquals(1, made.get());
    }

    /** What made the answer choose what is given counts too, for each who came to it. */
    @Test
    void anAnswerIsOldWhereAnotherWouldBeChosen() {
        Answers answers = new Answers();
        AtomicLong choice = new AtomicLong();
        Name french = Name.of(HttpRequest.GET("/a").addHeader(RawHeader.create("Accept-Language", "fr")));
        Dependencies choosing = board.dependencies();
        Answer answer = choosing.noting(() -> {
            Dependencies.outside(choice::get);
            return Answer.json(Language.ENGLISH, () -> "a");
        });
        ask(answers, "/a", new byte[10]);
        answers.give(french, System.nanoTime(), answer, choosing, board::dependencies);
        assertTrue(answers.current(french).isPresent());
        choice.incrementAndGet();
        assertTrue(answers.current(french).isEmpty());
        assertTrue(answers.current(Name.of(HttpRequest.GET("/a"))).isPresent(), "who asked in English was not asked to choose");
    }

    @Test
    void aFailureIsNotKept() {
        Answers answers = new Answers();
        assertThrows(IllegalStateException.class, () -> ask(answers, "/a", revision::get, () -> {
            throw new IllegalStateException("broken");
        }));
        assertEquals(10, ask(answers, "/a", new byte[10]).encoded().plain().length);
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
