package org.palmares.node.presence;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Whether the feed's actor works: it counts its ticks here, and the heartbeat, on a thread of its own, looks. */
public final class FeedTicks {

    /** Between two looks no more than this is held against the feed: a process that was stopped did not look either. */
    public static final Duration LOOK_MAX = Duration.ofMillis(500);

    private final AtomicLong ticks = new AtomicLong();
    private final LongSupplier nanoTime;
    private long seen;
    private long looked;
    private Duration silence = Duration.ZERO;

    /** @param nanoTime monotonic time */
    public FeedTicks(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.looked = nanoTime.getAsLong();
    }

    /** The feed ticked and did its work; called by its actor. */
    public void tick() {
        ticks.incrementAndGet();
    }

    /** How long the feed has not ticked; to be called often, by the heartbeat only. */
    public Duration silence() {
        long now = nanoTime.getAsLong();
        Duration since = Duration.ofNanos(now - looked);
        looked = now;
        long count = ticks.get();
        silence = count != seen ? Duration.ZERO : silence.plus(since.compareTo(LOOK_MAX) < 0 ? since : LOOK_MAX);
        seen = count;
        return silence;
    }
}
