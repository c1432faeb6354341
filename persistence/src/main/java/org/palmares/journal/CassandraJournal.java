package org.palmares.journal;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.persistence.typed.ReplicationId;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.cassandra.Schema;
import org.palmares.competition.CompetitionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the journal in Cassandra tells besides events: which competitions exist, whether it answers; and forgets old snapshots. */
public final class CassandraJournal implements SnapshotTrimmer {

    private static final Logger LOG = LoggerFactory.getLogger(CassandraJournal.class);

    private static final int SCHEMA_ATTEMPTS = 60;
    private static final Duration SCHEMA_PAUSE = Duration.ofSeconds(1);

    private final ActorSystem<?> system;
    private final CassandraSession session;
    private final String selectPersistenceIds;
    private final String deleteSnapshots;

    /** Uses the connection that the journal plugin of {@code system} uses. */
    public CassandraJournal(ActorSystem<?> system) {
        this.system = system;
        session = CassandraSessionRegistry.get(system).sessionFor("pekko.persistence.cassandra");
        Config config = system.settings().config().getConfig("pekko.persistence.cassandra");
        selectPersistenceIds = "SELECT persistence_id FROM " + config.getString("journal.keyspace") + '.'
                + config.getString("journal.all-persistence-ids-table");
        deleteSnapshots = "DELETE FROM " + config.getString("snapshot.keyspace") + '.' + config.getString("snapshot.table")
                + " WHERE persistence_id = ? AND sequence_nr < ?";
    }

    /** Every competition that any replica ever wrote; may name one more than once. */
    public Source<CompetitionId, NotUsed> competitions() {
        return session.select(SimpleStatement.newInstance(selectPersistenceIds).setConsistencyLevel(DefaultConsistencyLevel.QUORUM))
                .map(row -> row.getString(0))
                .filter(ReplicationId::isReplicationId)
                .map(ReplicationId::fromString)
                .filter(id -> id.typeName().equals(CompetitionSharding.TYPE))
                .map(id -> CompetitionId.parse(id.entityId()));
    }

    /**
     * Completes once the tables are found to be those of this release. Where no quorum answers yet, it is asked again for a minute.
     * Fails with an {@link IllegalStateException} whose message says what to do.
     */
    public CompletionStage<Done> requireSchema() {
        Executor blocking = system.dispatchers().lookup(DispatcherSelector.blocking());
        return Patterns.retry(
                        () -> session.underlying().thenApplyAsync(Schema::version, blocking), SCHEMA_ATTEMPTS, SCHEMA_PAUSE, system.classicSystem())
                .handle((version, unreachable) -> {
                    Optional<String> fault = unreachable == null ? Schema.fault(version) : Optional.of(Schema.unreadable(unreachable));
                    fault.ifPresent(text -> {
                        throw new IllegalStateException(text);
                    });
                    return Done.getInstance();
                });
    }

    /** Completes when the journal answers a read. */
    public CompletionStage<?> check() {
        return session.selectOne("SELECT release_version FROM system.local");
    }

    @Override
    public void snapshotTaken(String persistenceId, long sequenceNr) {
        session.executeWrite(deleteSnapshots, persistenceId, sequenceNr).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("{}: snapshots below {} stay: {}", persistenceId, sequenceNr, failure.toString());
            }
        });
    }
}
