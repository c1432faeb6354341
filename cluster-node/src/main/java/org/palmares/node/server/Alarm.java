package org.palmares.node.server;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Something that is done at a time that is put off again and again, which costs next to nothing: one timer serves for many times. For one thread. */
final class Alarm {

    private final EventExecutor thread;
    private final Runnable what;
    private Optional<Future<?>> timer = Optional.empty();
    private long rings;
    private long at;
    private boolean set;

    Alarm(EventExecutor thread, Runnable what) {
        this.thread = thread;
        this.what = what;
    }

    /** It is to be done {@code longest} from now, and not when it was to be until now. */
    void set(Duration longest) {
        at = System.nanoTime() + longest.toNanos();
        if (timer.isEmpty() || rings - at > 0) {
            end();
            wind(longest.toNanos());
        }
        set = true;
    }

    private void wind(long nanos) {
        rings = System.nanoTime() + nanos;
        timer = Optional.of(thread.schedule(this::ring, nanos, TimeUnit.NANOSECONDS));
    }

    private void ring() {
        timer = Optional.empty();
        if (set) {
            long left = at - System.nanoTime();
            if (left > 0) {
                wind(left);
            } else {
                set = false;
                what.run();
            }
        }
    }

    /** It is not to be done. */
    void off() {
        set = false;
    }

    /** The same, for good. */
    void end() {
        set = false;
        timer.ifPresent(is -> is.cancel(false));
        timer = Optional.empty();
    }
}
