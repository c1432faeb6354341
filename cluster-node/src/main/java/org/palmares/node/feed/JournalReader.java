package org.palmares.node.feed;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.palmares.competition.Competition;
import org.palmares.journal.JournalId;
import org.palmares.journal.Journals;
import org.palmares.journal.Outage;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads journals through any outage, and tells when it is a journal's own fault that it cannot be read. */
final class JournalReader {

    /** So often a journal is tried, while a quorum answers otherwise, before it is taken for unreadable. */
    static final int ATTEMPTS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);

    /**
     * What came of a journal.
     *
     * @param state what is in it; empty where it cannot be read, or was not wanted any more
     * @param fault why it cannot be read
     */
    record Outcome(Optional<Competition> state, Optional<String> fault) {

        private static final Outcome NOT_WANTED = new Outcome(Optional.empty(), Optional.empty());
    }

    private final ActorSystem<?> system;
    private final Journals journals;
    private final Metrics metrics;
    private final Duration pause;

    /** @param pause between two attempts */
    JournalReader(ActorSystem<?> system, Journals journals, Metrics metrics, Duration pause) {
        this.system = system;
        this.journals = journals;
        this.metrics = metrics;
        this.pause = pause;
    }

    /** What {@code reading} gives, however long nobody answers. */
    <T> CompletionStage<T> untilAnswered(String what, Supplier<CompletionStage<T>> reading) {
        return attempt(reading)
                .handle((value, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(value);
                    }
                    failed(what, failure);
                    return after(() -> untilAnswered(what, reading));
                })
                .thenCompose(stage -> stage);
    }

    /**
     * What {@code reading} gives of {@code id}; never fails.
     *
     * @param wanted asked before each attempt
     */
    CompletionStage<Outcome> read(JournalId id, Supplier<CompletionStage<Competition>> reading, BooleanSupplier wanted) {
        return read(id, reading, wanted, 1);
    }

    private CompletionStage<Outcome> read(JournalId id, Supplier<CompletionStage<Competition>> reading, BooleanSupplier wanted, int attempt) {
        if (!wanted.getAsBoolean()) {
            return CompletableFuture.completedFuture(Outcome.NOT_WANTED);
        }
        return attempt(reading)
                .handle((state, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(new Outcome(Optional.of(state), Optional.empty()));
                    }
                    failed(id.toString(), failure);
                    return isItsOwn(failure).thenCompose(own -> own && attempt >= ATTEMPTS
                            ? CompletableFuture.completedFuture(new Outcome(Optional.empty(), Optional.of(LogText.of(failure))))
                            : after(() -> read(id, reading, wanted, own ? attempt + 1 : attempt)));
                })
                .thenCompose(stage -> stage);
    }

    /** What is damaged is damaged; where the store did not answer it may be the store, and then others fail as well. */
    private CompletionStage<Boolean> isItsOwn(Throwable failure) {
        return Outage.is(failure) ? attempt(journals::quorum).handle((answer, none) -> none == null) : CompletableFuture.completedFuture(true);
    }

    private static <T> CompletionStage<T> attempt(Supplier<? extends CompletionStage<T>> reading) {
        try {
            return reading.get();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private <T> CompletionStage<T> after(Supplier<CompletionStage<T>> next) {
        return Patterns.after(pause, system.classicSystem(), next::get);
    }

    private void failed(String what, Throwable failure) {
        metrics.count(Metrics.Counter.JOURNAL_FAILURES, "read");
        LOG.warn("{}: the journal could not be read: {}", what, LogText.of(failure));
    }
}
