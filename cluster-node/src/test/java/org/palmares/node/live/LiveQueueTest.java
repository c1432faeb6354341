package org.palmares.node.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.palmares.node.feed.News.Began;
import org.palmares.node.feed.News.Change;
import org.palmares.node.feed.News.Changed;
import org.palmares.node.feed.News.Stands;
import org.palmares.node.live.LiveMessage.Overrun;
import org.palmares.node.live.LiveMessage.Told;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.FeedCursor;

/** Readers that cannot be told as fast as the board changes do not fill the memory. */
class LiveQueueTest {

    private final List<LiveMessage> told = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Metrics metrics = new Metrics();
    private final LiveQueue queue = new LiveQueue(told::add, waiting, metrics);

    private static Stands stands(int number) {
        return new Stands(FeedCursor.parse("p" + number).orElseThrow());
    }

    @Test
    void whereReadersStandIsToldWhenItIsNews() {
        queue.tell(stands(1));
        queue.tell(stands(1));
        queue.tell(new Changed("p", 2, Change.NONE, stands(2).cursor()));
        queue.tell(stands(2));
        queue.tell(new Began("m", 1));
        queue.tell(stands(2));
        queue.tell(stands(3));
        assertEquals(List.of("Stands", "Changed", "Began", "Stands"), told.stream().map(one -> ((Told) one).news().getClass().getSimpleName()).toList());
        assertEquals(told.size(), waiting.get());
    }

    @Test
    void whatIsTooMuchIsDroppedAndThenReadersBeginAnew() {
        for (int i = 1; i <= LiveQueue.WAITING_MAX + 100; i++) {
            queue.tell(stands(i));
        }
        assertEquals(LiveQueue.WAITING_MAX, told.size());
        assertEquals(1, metrics.total(Counter.LIVE_OVERRUNS));

        waiting.set(10);
        queue.tell(new Began("m", 1));
        assertEquals(LiveQueue.WAITING_MAX, told.size(), "it is not known from where to go on");
        queue.tell(stands(7_000));
        assertTrue(told.get(LiveQueue.WAITING_MAX) instanceof Overrun overrun && overrun.cursor().toString().equals("p7000"));
        assertEquals(LiveQueue.WAITING_MAX + 2, told.size());
        queue.tell(stands(7_001));
        assertEquals(LiveQueue.WAITING_MAX + 3, told.size());
    }
}
