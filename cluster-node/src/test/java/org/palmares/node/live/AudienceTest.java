package org.palmares.node.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.palmares.node.live.rendering.JsonText;
import org.palmares.node.server.PipeThread;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.names.Language;

/** Those who are told together, by a thread that goes on when it is told to. */
class AudienceTest {

    private final Deque<Runnable> now = new ArrayDeque<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final PipeThread thread = new PipeThread() {
        @Override
        public void execute(Runnable what) {
            now.add(what);
        }

        @Override
        public void later(Runnable what) {
            later.add(what);
        }
    };
    private final Metrics metrics = new Metrics();
    private final Audience audience = new Audience(new Round(thread), metrics);

    /** Writes down subjects. */
    private final class Reader implements LiveReader {
        private final List<Object> told = new ArrayList<>();
        private Optional<Throwable> failing = Optional.empty();
        private boolean over;

        @Override
        public LiveFilter filter() {
            return Told.all("SG2030").filter();
        }

        @Override
        public boolean namesGames() {
            return true;
        }

        @Override
        public Language language() {
            return Language.ENGLISH;
        }

        @Override
        public PipeThread thread() {
            return thread;
        }

        @Override
        public void begin(CatchUp missed) {}

        @Override
        public void frame(LiveFrame frame) {
            frames(List.of(frame));
        }

        @Override
        public void frames(List<LiveFrame> frames) {
            failing.ifPresent(AudienceTest::raise);
            frames.forEach(frame -> told.add(frame.data().size()));
        }

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public void cut() {
            over = true;
        }
    }

    private static void raise(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private Reader join() {
        Reader reader = new Reader();
        audience.join(reader);
        return reader;
    }

    /** @param value the number of its bytes */
    private void put(Object subject, int value) {
        audience.put(new LiveFrame(subject, value, "test", Optional.empty(), new JsonText(new byte[value])));
    }

    private void run() {
        while (!now.isEmpty() || !later.isEmpty()) {
            (now.isEmpty() ? later : now).remove().run();
        }
    }

    @Test
    void whileTheThreadIsBusyOnlyTheNewestOfEachThingWaits() {
        Reader reader = join();
        put("a", 1);
        put("b", 2);
        put("a", 3);
        assertEquals(1, now.size(), "one task, however many are told how much");
        run();
        assertEquals(List.of(2, 3), reader.told);
        put("a", 4);
        run();
        assertEquals(List.of(2, 3, 4), reader.told);
    }

    @Test
    void whoComesIsNotToldWhatWasPutInBefore() {
        Reader first = join();
        put("a", 1);
        Reader second = join();
        put("b", 2);
        run();
        put("c", 3);
        run();
        assertEquals(List.of(1, 2, 3), first.told);
        assertEquals(List.of(2, 3), second.told);
    }

    @Test
    void whoIsOverIsToldNoMore() {
        Reader first = join();
        Reader second = join();
        Reader third = join();
        put("a", 1);
        run();
        second.over = true;
        put("b", 2);
        run();
        put("c", 3);
        run();
        assertEquals(List.of(1, 2, 3), first.told);
        assertEquals(List.of(1), second.told);
        assertEquals(List.of(1, 2, 3), third.told);
    }

    @Test
    void whoFailsIsCutOffAlone() {
        Reader broken = join();
        broken.failing = Optional.of(new IllegalStateException("thrown by the test"));
        Reader without = join();
        without.failing = Optional.of(new OutOfMemoryError("thrown by the test"));
        Reader sound = join();
        put("a", 1);
        run();
        assertTrue(broken.over);
        assertTrue(without.over);
        assertEquals(List.of(1), sound.told);
        assertEquals(2, metrics.total(Counter.LIVE_CUT_OFF));
    }

    /** Its thread stands: then they begin again elsewhere, or here with their cursors. */
    @Test
    void ifMoreWaitsThanMayAllBeginAnewAndWhoComesLaterIsToldAgain() {
        Reader reader = join();
        for (int i = 0; i <= Waiting.FRAMES_MAX; i++) {
            put(i, 1);
        }
        run();
        assertTrue(reader.over);
        assertEquals(1, metrics.total(Counter.LIVE_CUT_OFF));

        Reader later = join();
        put("a", 1);
        run();
        assertEquals(List.of(1), later.told);
        assertFalse(later.over);
    }

    @Test
    void afterSomeReadersOtherThingsHaveTheirTurn() {
        List<Reader> many = IntStream.range(0, 3 * Round.AT_ONCE).mapToObj(i -> join()).toList();
        put("a", 1);
        now.remove().run();
        assertTrue(many.stream().filter(reader -> !reader.told.isEmpty()).count() <= Round.AT_ONCE);
        assertEquals(1, later.size());
        put("b", 2);
        assertTrue(now.isEmpty(), "it is on its way already");
        run();
        many.forEach(reader -> assertEquals(List.of(1, 2), reader.told));
    }
}
