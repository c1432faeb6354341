package org.palmares.node;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.board.Board;
import org.palmares.competition.Competition;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Stamp;
import org.palmares.feed.FeedMessage;
import org.palmares.feed.FeedMessage.Recovered;
import org.palmares.journal.CassandraJournal;
import org.palmares.journal.DataCentres;
import org.palmares.journal.JournalId;
import org.palmares.ops.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings to the board what only the journals know: all of them when the node starts, and those of a data centre that fell silent, because it
 * may have journalled and acknowledged something in the moment before it could tell the other nodes.
 */
final class JournalReading {

    private static final Logger LOG = LoggerFactory.getLogger(JournalReading.class);
    private static final int ATTEMPTS = 20;
    private static final Duration HEARD = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ActorSystem<?> system;
    private final CassandraJournal journal;
    private final Board board;
    private final DataCentres dataCentres;
    private final ActorRef<FeedMessage> feed;
    private final int parallelism;
    private final Metrics metrics;
    private final Map<ReplicaId, Boolean> underWay = new ConcurrentHashMap<>();

    /**
     * @param parallelism journals read at the same time
     * @param metrics counts what could not be read at once
     */
    JournalReading(
            ActorSystem<?> system,
            CassandraJournal journal,
            Board board,
            DataCentres dataCentres,
            ActorRef<FeedMessage> feed,
            int parallelism,
            Metrics metrics) {
        this.dataCentres = dataCentres;
        this.system = system;
        this.journal = journal;
        this.board = board;
        this.feed = feed;
        this.parallelism = parallelism;
        this.metrics = metrics;
    }

    /** Reads everything; fails when something cannot be read, because a board with a hole would mislead. */
    CompletionStage<Done> readAll() {
        long begin = System.nanoTime();
        return journal.journals()
                .runWith(Sink.seq(), system)
                .thenCompose(journals -> read(journals, parallelism, journal::read)
                        .thenApply(done -> logged(begin, journals.size() + " journals have been read")));
    }

    /**
     * Reads what {@code silent} journalled and the board does not have, competitions that changed last first. Ends early when it is heard
     * again: then its feed tells what is missing, and a data centre that is only slow needs no more work put on its journal.
     */
    void readSilent(ReplicaId silent) {
        if (underWay.putIfAbsent(silent, true) != null) {
            return;
        }
        long begin = System.nanoTime();
        journal.journals()
                .filter(id -> id.replica().equals(silent))
                .runWith(Sink.seq(), system)
                .thenCompose(journals -> read(
                        journals.stream().sorted(Comparator.comparing(this::lastChange).reversed()).toList(),
                        1,
                        id -> isHeard(silent) ? CompletableFuture.completedFuture(Competition.start()) : journal.readAfter(id, known(id).position().of(silent))))
                .whenComplete((done, failure) -> {
                    underWay.remove(silent);
                    if (failure == null) {
                        logged(begin, silent + " is silent; the ends of its journals have been read");
                    } else {
                        LOG.warn("{} is silent, and its journals could not be read: {}", silent, failure.toString());
                    }
                });
    }

    private boolean isHeard(ReplicaId dataCentre) {
        return dataCentres.silenceOf(dataCentre).compareTo(HEARD) < 0;
    }

    private Competition known(JournalId id) {
        return board.get(id.competition()).map(view -> view.state()).orElse(Competition.start());
    }

    private Stamp lastChange(JournalId id) {
        return known(id).clock();
    }

    private CompletionStage<Done> read(
            Collection<JournalId> journals, int atOnce, Function<JournalId, CompletionStage<Competition>> reader) {
        return Source.from(List.copyOf(journals))
                .mapAsyncUnordered(atOnce, id -> Patterns.retry(
                                () -> reader.apply(id).whenComplete((state, failure) -> failed(id, failure)), ATTEMPTS, PAUSE, system.classicSystem())
                        .thenApply(state -> new Recovered(id.competition(), state)))
                .runForeach(feed::tell, system);
    }

    private void failed(JournalId id, Throwable failure) {
        if (failure != null) {
            metrics.count(Metrics.Counter.JOURNAL_FAILURES, "read");
            LOG.warn("{}: the journal could not be read: {}", id, failure.toString());
        }
    }

    private static Done logged(long begin, String what) {
        LOG.info("{} in {} ms", what, (System.nanoTime() - begin) / 1_000_000);
        return Done.getInstance();
    }
}
