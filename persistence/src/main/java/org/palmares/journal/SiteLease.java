package org.palmares.journal;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.coordination.lease.LeaseSettings;
import org.apache.pekko.coordination.lease.javadsl.Lease;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;

/**
 * Which nodes of a data centre stay when they lose each other: those that get this, kept in Cassandra by compare-and-set. Of two nodes neither
 * is a majority, and without it the death of one of them could end the other. It runs out by itself, so nobody has to give it back; it is held
 * for as long as the other side may ask for it. Pekko makes it by its class name.
 */
public final class SiteLease extends Lease {

    /**
     * Longer than the two sides of a split may decide apart (the minority waits for 2 s, and one side may notice a few seconds later). Short,
     * because its holder may be the next to die: it has run out when that is decided, 20 s after the death.
     */
    private static final Duration HELD = Duration.ofSeconds(15);

    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final String TABLE = "palmares.site_lease";

    private final LeaseSettings settings;
    private final ExtendedActorSystem system;
    private volatile long heldUntil;

    /** Made by Pekko. */
    public SiteLease(LeaseSettings settings, ExtendedActorSystem system) {
        this.settings = settings;
        this.system = system;
        this.heldUntil = System.nanoTime();
    }

    @Override
    public LeaseSettings getSettings() {
        return settings;
    }

    /** A write whose outcome is unknown is repeated: who finds its own name has it. */
    @Override
    public CompletionStage<Boolean> acquire() {
        return Patterns.retry(this::acquireOnce, ATTEMPTS, PAUSE, system.scheduler(), system.dispatcher());
    }

    private CompletionStage<Boolean> acquireOnce() {
        long begin = System.nanoTime();
        return session()
                .selectOne(statement("INSERT INTO " + TABLE + " (name, owner) VALUES (?, ?) IF NOT EXISTS USING TTL " + HELD.toSeconds()))
                .thenApply(row -> isApplied(row) || row.map(found -> found.getString("owner")).filter(settings.ownerName()::equals).isPresent())
                .thenApply(held -> {
                    heldUntil = held ? begin + HELD.toNanos() : begin;
                    return held;
                });
    }

    /** Nobody is told of its loss: it is needed for the moment of a decision only. */
    @Override
    public CompletionStage<Boolean> acquire(Consumer<Optional<Throwable>> lost) {
        return acquire();
    }

    @Override
    public CompletionStage<Boolean> release() {
        heldUntil = System.nanoTime();
        return session().selectOne(statement("DELETE FROM " + TABLE + " WHERE name = ? IF owner = ?")).thenApply(row -> true);
    }

    @Override
    public boolean checkLease() {
        return heldUntil - System.nanoTime() > 0;
    }

    private SimpleStatement statement(String query) {
        return SimpleStatement.newInstance(query, settings.leaseName(), settings.ownerName())
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL);
    }

    private static boolean isApplied(Optional<Row> row) {
        return row.filter(found -> found.getBoolean("[applied]")).isPresent();
    }

    /** Asked for when it is needed: the resolver starts before the journal. */
    private CassandraSession session() {
        return CassandraSessionRegistry.get(system).sessionFor("pekko.persistence.cassandra");
    }
}
