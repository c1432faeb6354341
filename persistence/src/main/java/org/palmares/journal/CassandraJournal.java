package org.palmares.journal;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.typesafe.config.Config;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Evolver;
import org.palmares.competition.ReplicaId;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journals in Cassandra. */
public final class CassandraJournal implements Journals {

    private static final long HISTORY_AT_ONCE = 32;
    private static final Logger LOG = LoggerFactory.getLogger(CassandraJournal.class);

    private final ActorSystem<?> system;
    private final CassandraSession session;
    private final String selectPersistenceIds;
    private final String selectSnapshot;
    private final String selectVersion;
    private final CassandraReadJournal events;
    private final Serialization serialization;

    /** Uses the connection that the journal plugin of {@code system} uses. */
    public CassandraJournal(ActorSystem<?> system) {
        this.system = system;
        session = CassandraSessionRegistry.get(system).sessionFor(CassandraStart.SESSION);
        Config config = system.settings().config().getConfig("pekko.persistence.cassandra");
        selectPersistenceIds = "SELECT persistence_id FROM " + config.getString("journal.keyspace") + '.'
                + config.getString("journal.all-persistence-ids-table");
        selectSnapshot = "SELECT sequence_nr, ser_id, ser_manifest, snapshot_data FROM " + config.getString("snapshot.keyspace") + '.'
                + config.getString("snapshot.table") + " WHERE persistence_id = ? LIMIT 1";
        selectVersion = "SELECT version FROM " + config.getString("journal.keyspace") + ".schema_version WHERE name = 'journal'";
        events = PersistenceQuery.get(system).getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier());
        serialization = SerializationExtension.get(system);
    }

    @Override
    public CompletionStage<List<JournalId>> all() {
        return session.select(SimpleStatement.newInstance(selectPersistenceIds).setConsistencyLevel(DefaultConsistencyLevel.QUORUM))
                .map(row -> row.getString(0))
                .mapConcat(CassandraJournal::parsed)
                .runWith(Sink.seq(), system);
    }

    /** One name that nobody here can have written must not hide all the other journals. */
    private static List<JournalId> parsed(String persistenceId) {
        try {
            return JournalId.parse(persistenceId).stream().toList();
        } catch (RuntimeException unknown) {
            LOG.error("the journal called \"{}\" is left out, its name cannot be read: {}", LogText.of(persistenceId), unknown.toString());
            return List.of();
        }
    }

    /** Everything that is in the journals of a competition's replicas. */
    public CompletionStage<Competition> read(CompetitionId competition, Collection<ReplicaId> replicas) {
        return replicas.stream()
                .map(replica -> read(new JournalId(competition, replica)))
                .reduce(CompletableFuture.completedFuture(Competition.start()), (one, other) -> one.thenCombine(other, Competition::merge));
    }

    @Override
    public CompletionStage<Competition> read(JournalId id) {
        // The driver keeps what is prepared: a node that starts asks it of each journal.
        return session.prepare(selectSnapshot)
                .thenCompose(statement -> session.selectOne(statement.bind(id.value()).setConsistencyLevel(DefaultConsistencyLevel.QUORUM)))
                .thenCompose(row -> {
                    Optional<Competition> snapshot = row.flatMap(found -> snapshot(id, found));
                    return readAfter(id, snapshot.isPresent() ? row.get().getLong("sequence_nr") : 0, snapshot.orElseGet(Competition::start));
                });
    }

    @Override
    public CompletionStage<Competition> readAfter(JournalId id, long number) {
        return readAfter(id, number, Competition.start());
    }

    private CompletionStage<Competition> readAfter(JournalId id, long number, Competition before) {
        return events.currentEventsByPersistenceId(id.value(), number + 1, Long.MAX_VALUE)
                .runFold(before, (state, envelope) -> Evolver.apply(state, (CompetitionEvent) envelope.event()), system);
    }

    /**
     * Every event of a journal after this number, in order. A few are read at a time, so that of a long history no more is held than that; how often and for
     * how many it is read, is bounded by who asks.
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

    /** Empty where it cannot be read: events are never deleted, so without it only reading takes longer. */
    private Optional<Competition> snapshot(JournalId id, Row row) {
        try {
            ByteBuffer data = row.getByteBuffer("snapshot_data");
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            return Optional.of((Competition) serialization.deserialize(bytes, row.getInt("ser_id"), row.getString("ser_manifest")).get());
        } catch (Exception damaged) {
            LOG.error("{}: the snapshot at {} cannot be read, all events are: {}", id, row.getLong("sequence_nr"), damaged.toString());
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<?> quorum() {
        return session.selectOne(SimpleStatement.newInstance(selectVersion).setConsistencyLevel(DefaultConsistencyLevel.QUORUM));
    }

    /** Completes when the journal answers a read. */
    public CompletionStage<?> check() {
        return session.selectOne("SELECT release_version FROM system.local");
    }
}
