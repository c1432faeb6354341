package org.palmares.tools.load;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.atomic.AtomicLong;

/** When a message is due. */
interface Tempo {

    /** At once: as fast as possible. */
    Tempo NONE = time -> {};

    /** Returns when what was made at {@code time} is due. */
    void await(LocalDateTime time) throws InterruptedException;

    /** A clock that can wait; a test has its own. */
    interface WaitingClock {

        /** The machine's. */
        WaitingClock SYSTEM = new WaitingClock() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration time) throws InterruptedException {
                Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
            }
        };

        /** Now, from an arbitrary beginning. */
        long nanos();

        /** Waits. */
        void pause(Duration time) throws InterruptedException;
    }

    /** From {@code first}, which is due now, by the messages' own times, {@code speed} times as fast. */
    static Tempo of(LocalDateTime first, double speed, WaitingClock clock) {
        long start = clock.nanos();
        return time -> {
            double after = Duration.between(first, time).toMillis() / speed;
            long left = (long) (after * 1e6) - (clock.nanos() - start);
            if (left > 0) {
                clock.pause(Duration.ofNanos(left));
            }
        };
    }

    /** At most so many a second, whoever asks; what was not used up is lost. */
    static Tempo atMost(double rate, WaitingClock clock) {
        long step = (long) (1e9 / rate);
        AtomicLong next = new AtomicLong(clock.nanos());
        return time -> {
            long now = clock.nanos();
            long turn = next.getAndUpdate(free -> Math.max(free, now) + step);
            if (turn > now) {
                clock.pause(Duration.ofNanos(turn - now));
            }
        };
    }

    /** When {@code one} and then {@code other} let it go. */
    static Tempo both(Tempo one, Tempo other) {
        return time -> {
            one.await(time);
            other.await(time);
        };
    }
}
