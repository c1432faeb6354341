package org.palmares.tools.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.palmares.tools.ToolException;

/** Waiting for processes, and for many at a time. */
final class Waiting {

    private static final Duration POLL = Duration.ofMillis(200);

    private Waiting() {}

    /** Returns once {@code ready} holds; one that ends before, or takes too long, is a failure that shows the end of its log. */
    static void await(ManagedProcess process, String what, Duration longest, BooleanSupplier ready) {
        long end = System.nanoTime() + longest.toNanos();
        while (!ready.getAsBoolean()) {
            if (process.running().isEmpty()) {
                throw new ToolException(what + " has stopped. The end of " + process.log() + ":\n  " + process.logTail());
            }
            if (System.nanoTime() > end) {
                throw new ToolException(what + " was not ready within " + longest.toSeconds() + " s. The end of " + process.log() + ":\n  "
                        + process.logTail());
            }
            pause();
        }
    }

    static <T> void parallel(List<T> items, Consumer<T> work) {
        List<Thread> threads = new ArrayList<>();
        for (T item : items) {
            Thread thread = new Thread(() -> work.accept(item));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted.");
        }
    }
}
