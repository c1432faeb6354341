package org.palmares.journal;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;

/**
 * That there is a cluster: a row of Cassandra that one node holds by compare-and-set, and that runs out some time after the last member has ended. Who is in no
 * cluster and gets it may begin one; who does not get it knows that another is there.
 */
public final class ClusterClaim {

    /** How long it is held without being held again. */
    public static final Duration HELD = Duration.ofSeconds(30);

    private static final String TABLE = "palmares.site_lease";
    private static final String NAME = "cluster";

    private final ActorSystem<?> system;
    private final String owner;

    /** @param owner the node, other after each start: who was started again holds nothing any more */
    public ClusterClaim(ActorSystem<?> system, String owner) {
        this.system = system;
        this.owner = owner;
    }

    /** Whether it is this node's, from now on for as long as {@link #HELD}. To be used only once Cassandra has answered. */
    public CompletionStage<Boolean> hold() {
        return session()
                .selectOne(statement("INSERT INTO " + TABLE + " (name, owner) VALUES (?, ?) IF NOT EXISTS USING TTL " + HELD.toSeconds(), NAME, owner))
                .thenCompose(row -> isApplied(row) ? CompletableFuture.completedFuture(true) : again(row));
    }

    private CompletionStage<Boolean> again(Optional<Row> row) {
        return row.map(found -> found.getString("owner")).filter(owner::equals).isEmpty()
                ? CompletableFuture.completedFuture(false)
                : session()
                        .selectOne(statement(
                                "UPDATE " + TABLE + " USING TTL " + HELD.toSeconds() + " SET owner = ? WHERE name = ? IF owner = ?", owner, NAME, owner))
                        .thenApply(ClusterClaim::isApplied);
    }

    private static SimpleStatement statement(String query, Object... values) {
        return SimpleStatement.newInstance(query, values)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL);
    }

    private static boolean isApplied(Optional<Row> row) {
        return row.filter(found -> found.getBoolean("[applied]")).isPresent();
    }

    private CassandraSession session() {
        return CassandraSessionRegistry.get(system).sessionFor(CassandraStart.SESSION);
    }
}
