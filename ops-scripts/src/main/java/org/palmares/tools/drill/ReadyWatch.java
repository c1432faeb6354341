package org.palmares.tools.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.palmares.tools.drill.proof.Evidence;
import org.palmares.tools.drill.proof.EvidenceWriter;
import org.palmares.tools.terminal.ToolException;

/** Asks data centres again and again whether they are ready, each in a thread of its own, and writes down what they say. */
final class ReadyWatch implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final EvidenceWriter evidence;
    private volatile boolean watching = true;

    private ReadyWatch(EvidenceWriter evidence) {
        this.evidence = evidence;
    }

    /**
     * Begins to ask {@code sites}.
     *
     * @param folder gets the evidence
     */
    static ReadyWatch start(Path folder, Set<String> sites, Predicate<String> isReady) {
        try {
            ReadyWatch watch = new ReadyWatch(new EvidenceWriter(folder));
            sites.forEach(site -> {
                Thread thread = new Thread(() -> watch.ask(site, isReady), "ready-" + site);
                thread.setDaemon(true);
                thread.start();
            });
            return watch;
        } catch (IOException failed) {
            throw new ToolException("The evidence has no place: " + failed.getMessage(), failed);
        }
    }

    private void ask(String site, Predicate<String> isReady) {
        while (watching) {
            Instant at = Instant.now();
            boolean ready = isReady.test(site);
            synchronized (this) {
                if (watching) {
                    evidence.write(new Evidence.Ready(site, at, ready));
                }
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    /** Nothing is written any more once this returns. */
    @Override
    public synchronized void close() {
        watching = false;
        try {
            evidence.close();
        } catch (IOException failed) {
            throw new ToolException("The evidence could not be completed: " + failed.getMessage(), failed);
        }
    }
}
