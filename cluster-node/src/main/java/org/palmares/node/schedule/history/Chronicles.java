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
import java.util.function.LongSupplier;
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
 * new is read again, one is read at a time for the public and one for schedulers, by a thread of their own; and the public is told for a while what was read last.
 */
public final class Chronicles {

    /** All that is kept, in bytes. */
    private static final long KEPT_BYTES_MAX = 12 * 1024 * 1024;
    /** What a competition of which much is kept must not take of it: without the state only what was told is kept, which is bounded. */
    private static final long OPEN_BYTES_MAX = KEPT_BYTES_MAX / 2;
    /** For the public the next reading of a competition begins after the first time at the earliest, later where the last one took long, at most after the second. */
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration REST_MAX = Duration.ofSeconds(30);
    private static final int REST_OF_READING = 10;
    /** Shorter than a request may take; the reading goes on, and who asks again has it. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration READ_WITHIN = Duration.ofMinutes(2);
    private static final Comparator<CompetitionEvent> ACCEPTED = Comparator.comparing(event -> event.origin().accepted());

    private final ActorSystem<?> system;
    private final JournalHistory journals;
    private final List<ReplicaId> replicas;
    private final LongSupplier nanoTime;
    private final Map<Readers, Semaphore> turns = Map.of(Readers.PUBLIC, new Semaphore(1), Readers.SCHEDULERS, new Semaphore(1));
    private final Map<CompetitionId, CompletableFuture<Chronicle>> underWay = new HashMap<>();
    private final Cache<CompetitionId, Read> kept = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES_MAX)
            .weigher((CompetitionId id, Read read) -> (int) Math.min(Integer.MAX_VALUE, read.chronicle().weight()))
            .executor(Runnable::run)
            .build();

    /** Who asks. */
    enum Readers {
        /** Anybody; may be told what was known some seconds ago. */
        PUBLIC,
        /** Those who have to see what they have just done. */
        SCHEDULERS
    }

    /**
     * What was read.
     *
     * @param rested nanoseconds at which the public may have it read again
     */
    private record Read(Chronicle chronicle, long rested) {}

    /** @param replicas all that have a journal */
    public Chronicles(ActorSystem<?> system, JournalHistory journals, List<ReplicaId> replicas) {
        this(system, journals, replicas, System::nanoTime);
    }

    Chronicles(ActorSystem<?> system, JournalHistory journals, List<ReplicaId> replicas, LongSupplier nanoTime) {
        this.system = system;
        this.journals = journals;
        this.replicas = replicas;
        this.nanoTime = nanoTime;
    }

    /** An event that was accepted before others which have been told. */
    private static final class Past extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Past() {
            super("an event came late", null, false, false);
        }
    }

    /**
     * The history of {@code id}, at least as far as {@code known}, or for the public as far as it was read a short time ago; fails with a
     * {@link ProblemException} where that takes long, or others are read.
     */
    CompletionStage<Chronicle> of(CompetitionId id, Position known, Readers who) {
        Optional<Chronicle> told = Optional.ofNullable(kept.getIfPresent(id))
                .filter(read -> read.chronicle().position().covers(known) || who == Readers.PUBLIC && nanoTime.getAsLong() - read.rested() < 0)
                .map(Read::chronicle);
        return told.<CompletionStage<Chronicle>>map(CompletableFuture::completedFuture).orElseGet(() -> reading(id, who)
                // A reading that had begun before may have missed what is known by now.
                .thenCompose(read -> who == Readers.PUBLIC || read.position().covers(known) ? CompletableFuture.completedFuture(read) : reading(id, who))
                .orTimeout(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(failure instanceof TimeoutException ? busy("5") : failure)));
    }

    /** The reading that is under way, else a new one. */
    private synchronized CompletableFuture<Chronicle> reading(CompetitionId id, Readers who) {
        if (underWay.containsKey(id)) {
            return underWay.get(id).copy();
        }
        if (!turns.get(who).tryAcquire()) {
            return CompletableFuture.failedFuture(busy("1"));
        }
        CompletableFuture<Chronicle> reading = new CompletableFuture<>();
        underWay.put(id, reading);
        long begun = nanoTime.getAsLong();
        Chronicle before = Optional.ofNullable(kept.getIfPresent(id)).map(Read::chronicle).filter(Chronicle::isOpen).map(Chronicle::copy).orElseGet(Chronicle::new);
        read(id, before)
                .exceptionallyCompose(failure -> isPast(failure) ? read(id, new Chronicle()) : CompletableFuture.failedFuture(failure))
                .whenComplete((chronicle, failure) -> {
                    ended(id, who, Optional.ofNullable(chronicle).map(read -> rested(read, begun)));
                    if (failure == null) {
                        reading.complete(chronicle);
                    } else {
                        reading.completeExceptionally(failure);
                    }
                });
        // Who asks may give up; the reading does not.
        return reading.copy();
    }

    private Read rested(Chronicle chronicle, long begun) {
        long now = nanoTime.getAsLong();
        return new Read(chronicle.weight() > OPEN_BYTES_MAX ? chronicle.closed() : chronicle, now + Math.min(REST_MAX.toNanos(), Math.max(REST.toNanos(), REST_OF_READING * (now - begun))));
    }

    private synchronized void ended(CompetitionId id, Readers who, Optional<Read> read) {
        read.ifPresent(now -> kept.put(id, now));
        underWay.remove(id);
        turns.get(who).release();
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
                .withAttributes(ActorAttributes.dispatcher("palmares.http.histories-dispatcher"))
                .runWith(Sink.ignore(), system)
                .thenApply(done -> chronicle);
    }

    static ProblemException busy(String seconds) {
        return new ProblemException(Problem.of(ProblemType.BUSY, "Histories are being read from the journals. Ask again in " + seconds + " s, or another data centre.")
                .header(Headers.RETRY_AFTER, seconds));
    }
}
