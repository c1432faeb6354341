package org.palmares.node.schedule.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Position;
import org.palmares.competition.ReplicaId;
import org.palmares.node.feed.JournalHistory;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.ProblemType;

/**
 * Histories of competitions, read from their journals when somebody asks. They are on the disks that messages wait for, so what was read is kept, only what is
 * new is read again, and few are read at a time.
 */
public final class Chronicles {

    private static final long KEPT_BYTES_MAX = 12 * 1024 * 1024;
    private static final int AT_ONCE = 2;
    /** Shorter than a request may take; the reading goes on, and who asks again has it. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration READ_WITHIN = Duration.ofMinutes(2);
    private static final Comparator<CompetitionEvent> ACCEPTED = Comparator.comparing(event -> event.origin().accepted());

    private final ActorSystem<?> system;
    private final JournalHistory journals;
    private final List<ReplicaId> replicas;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Map<CompetitionId, CompletableFuture<Chronicle>> underWay = new HashMap<>();
    private final Cache<CompetitionId, Chronicle> kept = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES_MAX)
            .weigher((CompetitionId id, Chronicle chronicle) -> (int) Math.min(Integer.MAX_VALUE, chronicle.weight()))
            .executor(Runnable::run)
            .build();

    /** @param replicas all that have a journal */
    public Chronicles(ActorSystem<?> system, JournalHistory journals, List<ReplicaId> replicas) {
        this.system = system;
        this.journals = journals;
        this.replicas = replicas;
    }

    /** An event that was accepted before others which have been told. */
    private static final class Past extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Past() {
            super("an event came late", null, false, false);
        }
    }

    /** The history of {@code id}, at least as far as {@code known}; fails with a {@link ProblemException} where that takes long, or others are read. */
    CompletionStage<Chronicle> of(CompetitionId id, Position known) {
        Optional<Chronicle> told = Optional.ofNullable(kept.getIfPresent(id)).filter(chronicle -> chronicle.position().covers(known));
        return told.<CompletionStage<Chronicle>>map(CompletableFuture::completedFuture).orElseGet(() -> reading(id)
                // A reading that had begun before may have missed what is known by now.
                .thenCompose(read -> read.position().covers(known) ? CompletableFuture.completedFuture(read) : reading(id))
                .orTimeout(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(failure instanceof TimeoutException ? busy("5") : failure)));
    }

    /** The reading that is under way, else a new one. */
    private synchronized CompletableFuture<Chronicle> reading(CompetitionId id) {
        if (underWay.containsKey(id)) {
            return underWay.get(id).copy();
        }
        if (!turns.tryAcquire()) {
            return CompletableFuture.failedFuture(busy("1"));
        }
        CompletableFuture<Chronicle> reading = new CompletableFuture<>();
        underWay.put(id, reading);
        Chronicle before = Optional.ofNullable(kept.getIfPresent(id)).map(Chronicle::copy).orElseGet(Chronicle::new);
        read(id, before)
                .exceptionallyCompose(failure -> isPast(failure) ? read(id, new Chronicle()) : CompletableFuture.failedFuture(failure))
                .whenComplete((chronicle, failure) -> {
                    ended(id, Optional.ofNullable(chronicle));
                    if (failure == null) {
                        reading.complete(chronicle);
                    } else {
                        reading.completeExceptionally(failure);
                    }
                });
        // Who asks may give up; the reading does not.
        return reading.copy();
    }

    private synchronized void ended(CompetitionId id, Optional<Chronicle> read) {
        read.ifPresent(chronicle -> kept.put(id, chronicle));
        underWay.remove(id);
        turns.release();
    }

    private static boolean isPast(Throwable failure) {
        return failure instanceof Past || failure.getCause() instanceof Past;
    }

    private CompletionStage<Chronicle> read(CompetitionId id, Chronicle chronicle) {
        Source<CompetitionEvent, NotUsed> events = Source.empty();
        for (ReplicaId replica : replicas) {
            events = events.mergeSorted(journals.after(id, replica, chronicle.position().of(replica)), ACCEPTED);
        }
        return events
                .map(event -> {
                    if (chronicle.isPast(event)) {
                        throw new Past();
                    }
                    chronicle.tell(event);
                    return event;
                })
                .completionTimeout(READ_WITHIN)
                .withAttributes(ActorAttributes.dispatcher("palmares.http.messages-dispatcher"))
                .runWith(Sink.ignore(), system)
                .thenApply(done -> chronicle);
    }

    private static ProblemException busy(String seconds) {
        return new ProblemException(Problem.of(ProblemType.BUSY, "Histories are being read from the journals. Ask again in " + seconds + " s, or another data centre.")
                .header(Headers.RETRY_AFTER, seconds));
    }
}
