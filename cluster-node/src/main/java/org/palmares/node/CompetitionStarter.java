package org.palmares.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.palmares.competition.CompetitionId;
import org.palmares.journal.CompetitionSharding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts local replicas, a few at a time: each start is several reads of the journal, and all at once would leave none of them answered in
 * time. A competition that waits to be started is not put in again.
 */
final class CompetitionStarter {

    private static final Logger LOG = LoggerFactory.getLogger(CompetitionStarter.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 5;

    private final ActorSystem<?> system;
    private final CompetitionSharding competitions;
    private final int parallelism;
    private final Queue<CompetitionId> queue = new ArrayDeque<>();
    private final Map<CompetitionId, CompletableFuture<Done>> waiting = new HashMap<>();
    private int running;

    CompetitionStarter(ActorSystem<?> system, CompetitionSharding competitions, int parallelism) {
        this.system = system;
        this.competitions = competitions;
        this.parallelism = parallelism;
    }

    /** Completes when all are started. */
    CompletableFuture<Void> startAll(Collection<CompetitionId> ids) {
        long begin = System.nanoTime();
        CompletableFuture<?>[] all = ids.stream().distinct().map(this::start).toArray(CompletableFuture[]::new);
        LOG.info("{} competitions are started from the journal", all.length);
        return CompletableFuture.allOf(all)
                .thenRun(() -> LOG.info("{} competitions have started in {} ms", all.length, (System.nanoTime() - begin) / 1_000_000));
    }

    /** Completes when the local replica of {@code id} has started, or could not be started and was given up with a log line. */
    synchronized CompletableFuture<Done> start(CompetitionId id) {
        CompletableFuture<Done> known = waiting.get(id);
        if (known != null) {
            return known;
        }
        CompletableFuture<Done> started = new CompletableFuture<>();
        waiting.put(id, started);
        queue.add(id);
        next();
        return started;
    }

    private synchronized void next() {
        while (running < parallelism && !queue.isEmpty()) {
            running++;
            attempt(queue.remove(), 1);
        }
    }

    private void attempt(CompetitionId id, int number) {
        competitions.localState(id, TIMEOUT).whenCompleteAsync(
                (state, failure) -> {
                    if (failure != null && number < ATTEMPTS) {
                        LOG.info("{}: has not started yet ({})", id, failure.toString());
                        attempt(id, number + 1);
                        return;
                    }
                    if (failure != null) {
                        LOG.warn("{}: the local replica did not start: {}", id, failure.toString());
                    }
                    done(id);
                },
                system.executionContext()::execute);
    }

    private void done(CompetitionId id) {
        CompletableFuture<Done> started;
        synchronized (this) {
            running--;
            started = waiting.remove(id);
        }
        started.complete(Done.getInstance());
        next();
    }
}
