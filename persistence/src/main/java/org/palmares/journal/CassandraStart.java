package org.palmares.journal;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.palmares.cassandra.Schema;

/**
 * Waits, at the start of a node, until a quorum of Cassandra answers and has the tables of this release: as long as it takes. A session that
 * could not be opened is thrown away and opened anew; Pekko's own would fail for ever after one time-out, which is why nothing may use the
 * journal before this has completed.
 */
public final class CassandraStart {

    static final String SESSION = "pekko.persistence.cassandra";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A Cassandra that has just started may not have heard of the tables yet: a fault counts when it is found so many times in a row. */
    private static final int FAULTS = 5;

    /** The tables are not those of this release; the message says what to do. Waiting does not help. */
    public static final class WrongSchema extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongSchema(String fault) {
            super(fault);
        }
    }

    /**
     * A session that is about to be used.
     *
     * @param open completes when it is open
     * @param version of the tables, completes after that
     * @param close throws it away
     */
    record Attempt(CompletableFuture<?> open, CompletableFuture<Integer> version, Runnable close) {}

    private final Supplier<Attempt> attempts;
    private final Consumer<Runnable> later;
    private final Executor blocking;
    private final Consumer<String> waitingFor;
    private final CompletableFuture<Done> found = new CompletableFuture<>();
    private int faults;

    /**
     * A start that has not begun.
     *
     * @param attempts begins one; what it throws is no outage
     * @param later runs what it is given after a pause
     * @param waitingFor told what is waited for, with each attempt
     */
    CassandraStart(Supplier<Attempt> attempts, Consumer<Runnable> later, Executor blocking, Consumer<String> waitingFor) {
        this.attempts = attempts;
        this.later = later;
        this.blocking = blocking;
        this.waitingFor = waitingFor;
    }

    /**
     * The journals, once they can be used; fails with {@link WrongSchema}, or where what is configured cannot be used, never for an outage.
     *
     * @param waitingFor told what is waited for, with each attempt
     */
    public static CompletionStage<CassandraJournal> journals(ActorSystem<?> system, Consumer<String> waitingFor) {
        Executor blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
        return new CassandraStart(
                        () -> session(system, blocking),
                        step -> system.scheduler().scheduleOnce(PAUSE, step, system.executionContext()),
                        blocking,
                        waitingFor)
                .begin()
                .thenApply(done -> new CassandraJournal(system));
    }

    private static Attempt session(ActorSystem<?> system, Executor blocking) {
        CassandraSession session = CassandraSessionRegistry.get(system).sessionFor(SESSION);
        CompletableFuture<CqlSession> open = session.underlying().toCompletableFuture();
        return new Attempt(open, open.thenApplyAsync(Schema::version, blocking), () -> session.close(blocking));
    }

    /** Completes when the journals can be used. */
    CompletionStage<Done> begin() {
        guarded(this::attempt);
        return found;
    }

    private void attempt() {
        waitingFor.accept("Cassandra to answer");
        Attempt attempt = attempts.get();
        attempt.version().whenCompleteAsync((version, failure) -> {
            if (failure == null) {
                guarded(() -> checked(version));
                return;
            }
            waitingFor.accept(Schema.unreadable(failure));
            if (attempt.open().isCompletedExceptionally()) {
                attempt.close().run();
            }
            again();
        }, blocking);
    }

    private void checked(int version) {
        Optional<String> fault = Schema.fault(version);
        if (fault.isEmpty()) {
            found.complete(Done.getInstance());
        } else if (++faults < FAULTS) {
            waitingFor.accept(fault.get());
            again();
        } else {
            found.completeExceptionally(new WrongSchema(fault.get()));
        }
    }

    private void again() {
        later.accept(() -> guarded(this::attempt));
    }

    /** What fails here is no outage: those fail in the futures. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException unusable) {
            found.completeExceptionally(unusable);
        }
    }
}
