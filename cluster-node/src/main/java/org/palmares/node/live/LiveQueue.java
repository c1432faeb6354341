package org.palmares.node.live;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.palmares.node.feed.News.Changed;
import org.palmares.node.feed.News.Stands;
import org.palmares.node.feed.News;
import org.palmares.node.live.LiveMessage.Overrun;
import org.palmares.node.live.LiveMessage.Told;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.contract.FeedCursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from the feed to the live actor. The board never waits for readers: when too much waits here, it is dropped, and readers have to begin
 * anew. Told by one thread, taken by another.
 */
public final class LiveQueue {

    static final int WAITING_MAX = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(LiveQueue.class);

    private final Consumer<LiveMessage> to;
    private final Metrics metrics;
    private final AtomicInteger waiting;
    private boolean overrun;

    /**
     * @param to takes messages without waiting
     * @param waiting how many it has not taken yet; whoever takes one counts it off
     */
    public LiveQueue(Consumer<LiveMessage> to, AtomicInteger waiting, Metrics metrics) {
        this.to = to;
        this.waiting = waiting;
        this.metrics = metrics;
    }

    /** Brings {@code news}, or drops it. */
    public void tell(News news) {
        if (!overrun && waiting.get() >= WAITING_MAX) {
            overrun = true;
            metrics.count(Counter.LIVE_OVERRUNS);
            LOG.error("{} changes wait to be shown to readers; more are dropped, and readers have to begin anew", WAITING_MAX);
        }
        if (overrun && !isOver(news)) {
            return;
        }
        waiting.incrementAndGet();
        to.accept(new Told(news));
    }

    private boolean isOver(News news) {
        FeedCursor cursor = news instanceof Changed changed ? changed.cursor() : news instanceof Stands stands ? stands.cursor() : null;
        if (cursor == null || waiting.get() > WAITING_MAX / 2) {
            return false;
        }
        overrun = false;
        waiting.incrementAndGet();
        to.accept(new Overrun(cursor));
        return true;
    }
}
