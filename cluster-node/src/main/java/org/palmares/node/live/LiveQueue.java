package org.palmares.node.live;

import java.util.Optional;
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
    /** Where readers stand with what was told last. */
    private Optional<FeedCursor> told = Optional.empty();

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
        Optional<FeedCursor> cursor = cursor(news);
        if (overrun ? !isOver(cursor) : isNothingNew(news, cursor)) {
            return;
        }
        told = cursor.or(() -> told);
        waiting.incrementAndGet();
        to.accept(new Told(news));
    }

    private static Optional<FeedCursor> cursor(News news) {
        return news instanceof Changed changed ? Optional.of(changed.cursor()) : news instanceof Stands stands ? Optional.of(stands.cursor()) : Optional.empty();
    }

    /** The feed says ten times a second where it stands, and nobody need be woken for what is known. */
    private boolean isNothingNew(News news, Optional<FeedCursor> cursor) {
        return news instanceof Stands && cursor.equals(told);
    }

    private boolean isOver(Optional<FeedCursor> cursor) {
        if (cursor.isEmpty() || waiting.get() > WAITING_MAX / 2) {
            return false;
        }
        overrun = false;
        waiting.incrementAndGet();
        to.accept(new Overrun(cursor.get()));
        return true;
    }
}
