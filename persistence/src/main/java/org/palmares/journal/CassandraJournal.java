package org.palmares.journal;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.typesafe.config.Config;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.stream.javadsl.Sink;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.cassandra.Schema;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Evolver;
import org.palmares.competition.ReplicaId;

/** What the journals in Cassandra tell to others than the replicas that write them. */
public final class CassandraJournal {

    private static final long HISTORY_AT_ONCE = 32;
    private static final int SCHEMA_ATTEMPTS = 60;
    private static final Duration SCHEMA_PAUSE = Duration.ofSeconds(1);

    private final ActorSystem<?> system;
    private final CassandraSession session;
    private final String selectPersistenceIds;
    private final String selectSnapshot;
    private final CassandraReadJournal events;
    private final Serialization serialization;

    /** Uses the connection that the journal plugin of {@code system} uses. */
    public CassandraJournal(ActorSystem<?> system) {
        this.system = system;
        session = CassandraSessionRegistry.get(system).sessionFor("pekko.persistence.cassandra");
        Config config = system.settings().config().getConfig("pekko.persistence.cassandra");
        selectPersistenceIds = "SELECT persistence_id FROM " + config.getString("journal.keyspace") + '.'
                + config.getString("journal.all-persistence-ids-table");
        selectSnapshot = "SELECT sequence_nr, ser_id, ser_manifest, snapshot_data FROM " + config.getString("snapshot.keyspace") + '.'
                + config.getString("snapshot.table") + " WHERE persistence_id = ? LIMIT 1";
        events = PersistenceQuery.get(system).getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier());
        serialization = SerializationExtension.get(system);
    }

    /** Every journal that was ever written to. */
    public Source<JournalId, NotUsed> journals() {
        return session.select(SimpleStatement.newInstance(selectPersistenceIds).setConsistencyLevel(DefaultConsistencyLevel.QUORUM))
                .mapConcat(row -> JournalId.parse(row.getString(0)).stream().toList());
    }

    /** Everything that is in the journals of a competition's replicas. */
    public CompletionStage<Competition> read(CompetitionId competition, Collection<ReplicaId> replicas) {
        return replicas.stream()
                .map(replica -> read(new JournalId(competition, replica)))
                .reduce(CompletableFuture.completedFuture(Competition.start()), (one, other) -> one.thenCombine(other, Competition::merge));
    }

    /** Everything that is in a replica's journal. */
    public CompletionStage<Competition> read(JournalId id) {
        return session.selectOne(SimpleStatement.newInstance(selectSnapshot, id.value()).setConsistencyLevel(DefaultConsistencyLevel.QUORUM))
                .thenCompose(row -> row.isPresent()
                        ? readAfter(id, row.get().getLong("sequence_nr"), snapshot(row.get()))
                        : readAfter(id, 0, Competition.start()));
    }

    /**
     * What is in a replica's journal after its event of this number.
     *
     * @param number the replica's running number in {@link org.palmares.competition.CompetitionEvent.Origin}, which is the journal's too
     */
    public CompletionStage<Competition> readAfter(JournalId id, long number) {
        return readAfter(id, number, Competition.start());
    }

    private CompletionStage<Competition> readAfter(JournalId id, long number, Competition before) {
        return events.currentEventsByPersistenceId(id.value(), number + 1, Long.MAX_VALUE)
                .runFold(before, (state, envelope) -> Evolver.apply(state, (CompetitionEvent) envelope.event()), system);
    }

    /**
     * Every event of a journal after this number, in order; for proofs, not for readers. A few are read at a time, so that of a long history
     * no more is held than that.
     */
    public Source<CompetitionEvent, NotUsed> history(JournalId id, long number) {
        return Source.unfoldAsync(number, from -> events.currentEventsByPersistenceId(id.value(), from + 1, from + HISTORY_AT_ONCE)
                        .map(envelope -> (CompetitionEvent) envelope.event())
                        .runWith(Sink.seq(), system)
                        .thenApply(some -> some.isEmpty() ? Optional.<Pair<Long, List<CompetitionEvent>>>empty() : Optional.of(Pair.create(from + HISTORY_AT_ONCE, some))))
                .mapConcat(some -> some);
    }

    /** Whether a Cassandra of each data centre is up as far as the driver was told (remote ones are connected to only when needed). */
    public CompletionStage<Map<String, Boolean>> connected() {
        return session.underlying().thenApply(cql -> {
            Map<String, Boolean> connected = new TreeMap<>();
            cql.getMetadata().getNodes().values().forEach(node -> connected.merge(
                    Optional.ofNullable(node.getDatacenter()).orElse("unknown"), node.getState() == NodeState.UP || node.getState() == NodeState.UNKNOWN, Boolean::logicalOr));
            return connected;
        });
    }

    private Competition snapshot(Row row) {
        ByteBuffer data = row.getByteBuffer("snapshot_data");
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return (Competition) serialization.deserialize(bytes, row.getInt("ser_id"), row.getString("ser_manifest")).get();
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
}
