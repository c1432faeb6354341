package org.palmares.node.live;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.palmares.node.server.PipeThread;

/**
 * Goes round the audiences of one thread that are to be told something. After some readers other things of that thread have their turn: whoever
 * sends a message must not wait until ten thousand have been written to.
 */
final class Round {

    /** Readers told in one go: well under a millisecond. */
    static final int AT_ONCE = 64;

    private final PipeThread thread;
    private final Queue<Audience> due = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isGoing = new AtomicBoolean();
    /** The thread's own: who is told now; null between two. */
    private Audience now;

    Round(PipeThread thread) {
        this.thread = thread;
    }

    /** {@code audience} is to be told what waits there. From any thread. */
    void add(Audience audience) {
        due.add(audience);
        if (isGoing.compareAndSet(false, true)) {
            thread.execute(this::go);
        }
    }

    private void go() {
        int told = 0;
        while (told < AT_ONCE) {
            if (now == null) {
                now = due.poll();
                if (now == null && isAtEnd()) {
                    return;
                }
                if (now == null) {
                    continue;
                }
                now.begin();
            }
            told += 1 + now.go(AT_ONCE - told);
            if (now.isDone()) {
                now.end();
                now = null;
            }
        }
        thread.later(this::go);
    }

    /** Whether nobody is due any more, or another has begun to go for whoever became so meanwhile. */
    private boolean isAtEnd() {
        isGoing.set(false);
        return due.isEmpty() || !isGoing.compareAndSet(false, true);
    }
}
