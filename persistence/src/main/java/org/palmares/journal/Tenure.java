package org.palmares.journal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Whether this node still may answer for its competitions. Another node of its data centre takes them over when it has heard nothing of this one
 * for a known time; a process that was stopped for longer (SIGSTOP, a virtual machine that was moved, swap) cannot know whether that has
 * happened, so it must acknowledge nothing any more. Once lost it is never given back: the node ends and is started again
 * (docs/decisions/0008). Safe for use from any thread.
 */
public final class Tenure {

    /** Ticks that are further apart are a pause. */
    static final Duration PAUSE = Duration.ofSeconds(2);

    /** After ticking for as long without a pause the other nodes have heard this one again, and pauses before it count no more. */
    static final Duration STEADY = Duration.ofSeconds(2);

    private final Duration longest;
    private final LongSupplier nanoTime;
    private final InstantSource wall;
    private final Runnable onLoss;
    private long lastNanos;
    private long lastMillis;
    private Duration steadyFor = Duration.ZERO;
    private Duration away = Duration.ZERO;
    private boolean lost;

    /**
     * @param longest pauses up to this are harmless; shorter than any takeover
     * @param nanoTime monotonic time, {@code System::nanoTime}; it stands still while some virtual machines do
     * @param wall wall clock; how far it ran ahead of the monotonic one tells of such a stop. A clock that is set back says nothing
     * @param onLoss run once, when it is lost
     */
    public Tenure(Duration longest, LongSupplier nanoTime, InstantSource wall, Runnable onLoss) {
        this.longest = longest;
        this.nanoTime = nanoTime;
        this.wall = wall;
        this.onLoss = onLoss;
        this.lastNanos = nanoTime.getAsLong();
        this.lastMillis = wall.millis();
    }

    /** To be called often, by what runs only while the node does. */
    public void tick() {
        synchronized (this) {
            Duration gap = gap();
            lastNanos = nanoTime.getAsLong();
            lastMillis = wall.millis();
            if (gap.compareTo(PAUSE) > 0) {
                steadyFor = Duration.ZERO;
                away = away.plus(gap);
            } else if (!away.isZero()) {
                steadyFor = steadyFor.plus(gap);
                away = steadyFor.compareTo(STEADY) < 0 ? away : Duration.ZERO;
            }
        }
        holds();
    }

    /** To be asked after a write and before its acknowledgement leaves. */
    public boolean holds() {
        synchronized (this) {
            if (lost) {
                return false;
            }
            lost = away.plus(gap()).compareTo(longest) > 0;
            if (!lost) {
                return true;
            }
        }
        onLoss.run();
        return false;
    }

    private Duration gap() {
        Duration monotonic = Duration.ofNanos(nanoTime.getAsLong() - lastNanos);
        Duration shown = Duration.ofMillis(wall.millis() - lastMillis);
        return shown.minus(monotonic).compareTo(PAUSE) > 0 ? shown : monotonic;
    }
}
