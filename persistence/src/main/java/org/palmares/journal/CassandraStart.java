package org.palmares.journal;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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

    private final ActorSystem<?> system;
    private final Executor blocking;
    private final Consumer<String> waitingFor;
    private final CompletableFuture<CassandraJournal> found = new CompletableFuture<>();
    private int faults;

    private CassandraStart(ActorSystem<?> system, Consumer<String> waitingFor) {
        this.system = system;
        this.blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
        this.waitingFor = waitingFor;
    }

    /**
     * The journals, once they can be used; fails with {@link WrongSchema}, or where what is configured cannot be used, never for an outage.
     *
     * @param waitingFor told what is waited for, with each attempt
     */
    public static CompletionStage<CassandraJournal> journals(ActorSystem<?> system, Consumer<String> waitingFor) {
        CassandraStart start = new CassandraStart(system, waitingFor);
        start.guarded(start::attempt);
        return start.found;
    }

    private void attempt() {
        waitingFor.accept("Cassandra to answer");
        CassandraSession session = CassandraSessionRegistry.get(system).sessionFor(SESSION);
        CompletableFuture<CqlSession> open = session.underlying().toCompletableFuture();
        open.thenApplyAsync(Schema::version, blocking).whenCompleteAsync((version, failure) -> {
            if (failure == null) {
                guarded(() -> checked(version));
                return;
            }
            waitingFor.accept(Schema.unreadable(failure));
            if (open.isCompletedExceptionally()) {
                session.close(blocking);
            }
            again();
        }, blocking);
    }

    private void checked(int version) {
        Optional<String> fault = Schema.fault(version);
        if (fault.isEmpty()) {
            found.complete(new CassandraJournal(system));
        } else if (++faults < FAULTS) {
            waitingFor.accept(fault.get());
            again();
        } else {
            found.completeExceptionally(new WrongSchema(fault.get()));
        }
    }

    private void again() {
        system.scheduler().scheduleOnce(PAUSE, () -> guarded(this::attempt), system.executionContext());
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
