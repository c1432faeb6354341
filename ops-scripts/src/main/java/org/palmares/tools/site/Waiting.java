package org.palmares.tools.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.palmares.tools.site.process.Keeping;
import org.palmares.tools.site.process.Kept;
import org.palmares.tools.site.process.KeptProcess;
import org.palmares.tools.site.process.ManagedProcess;
import org.palmares.tools.terminal.ToolException;

/** Waiting for processes, and for many at a time. */
final class Waiting {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SAY_EVERY = Duration.ofSeconds(20);

    private final Keeping keeping;
    private final Consumer<String> progress;

    /** @param keeping starts again what ends meanwhile */
    Waiting(Keeping keeping, Consumer<String> progress) {
        this.keeping = keeping;
        this.progress = progress;
    }

    /**
     * Returns once {@code ready} holds, and says now and then that it waits. One that ends before and that nobody starts again, or that takes
     * too long, is a failure that shows the end of its log.
     */
    void await(KeptProcess kept, String what, Duration longest, BooleanSupplier ready) {
        ManagedProcess process = kept.process();
        long begin = System.nanoTime();
        long end = begin + longest.toNanos();
        long say = begin + SAY_EVERY.toNanos();
        while (!ready.getAsBoolean()) {
            if (process.running().isEmpty() && !isStartedAgain(kept)) {
                throw new ToolException(what + " has stopped. The end of " + process.log() + ":\n  " + process.logTail());
            }
            if (System.nanoTime() > say) {
                say += SAY_EVERY.toNanos();
                progress.accept(what + " is not ready after " + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s, and is waited for"
                        + kept.kept().last().map(last -> "; it ended meanwhile (" + Kept.reason(last.code()) + ')').orElse("") + " ...");
            }
            if (System.nanoTime() > end) {
                throw new ToolException(what + " was not ready within " + longest.toSeconds() + " s. The end of " + process.log() + ":\n  "
                        + process.logTail());
            }
            pause();
        }
    }

    private boolean isStartedAgain(KeptProcess kept) {
        Kept now = kept.kept();
        return now.wanted() && !now.givenUp() && keeping.running().isPresent();
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
