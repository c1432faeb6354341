package org.palmares.node.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets so many log lines through in each second, and says with the next how many were left out: whoever sends nonsense must not fill a disk. */
public final class LogBudget {

    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private final LongSupplier nanos;
    private final AtomicLong leftOut = new AtomicLong();
    private long second = Long.MIN_VALUE;
    private int written;

    /** @param nanos clock, as {@link System#nanoTime} */
    public LogBudget(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /** Whether a line may be written now; one that may not is counted. */
    public boolean allows() {
        if (mayWrite(Math.floorDiv(nanos.getAsLong(), SECOND))) {
            return true;
        }
        leftOut.incrementAndGet();
        return false;
    }

    private synchronized boolean mayWrite(long now) {
        if (now != second) {
            second = now;
            written = 0;
        }
        written = Math.min(perSecond + 1, written + 1);
        return written <= perSecond;
    }

    /** What to add to a line that is written: how many were left out before it; mostly nothing. */
    public String leftOut() {
        long lines = leftOut.getAndSet(0);
        return lines == 0 ? "" : " (" + lines + " such lines before it were left out)";
    }
}
