package org.palmares.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the journal: made before the nodes start, and checked by each of them. */
public final class Schema {

    /** The version this release works with; the first whose journals are read for ever. */
    public static final int VERSION = 4;

    private static final Duration CREATE_TIMEOUT = Duration.ofSeconds(20);
    private static final int AGREEMENT_ATTEMPTS = 3;

    /** A time-based UUID of no time. */
    private static final UUID NO_REPAIR = UUID.fromString("00000000-0000-1000-8000-000000000000");

    private static final Pattern COMMENT = Pattern.compile("--.*");

    private Schema() {}

    /**
     * Makes what is missing; does no harm when all is there. Returns once all nodes agree.
     *
     * @param session to any node, with time enough for schema changes
     * @param dataCentres Cassandra's names of the data centres; each gets one replica
     * @throws IllegalStateException if the schema is of another release, or the nodes do not agree in time; its message says what to do
     */
    public static void create(CqlSession session, List<String> dataCentres) {
        int found = version(session);
        if (found > 0 && found != VERSION) {
            throw new IllegalStateException(fault(found).orElseThrow());
        }
        String replication = dataCentres.stream().map(name -> '\'' + name + "': 1").collect(Collectors.joining(", "));
        execute(session, script(), replication);
    }

    /**
     * Statements of one kind that follow each other do not need each other, and are sent together: after each one, or all of them, it takes a second or two
     * until the nodes have told each other. All are sent to one node, for two that make tables at the same time need not come to the same ones.
     */
    private static void execute(CqlSession session, String script, String replication) {
        Node one = session.execute("SELECT key FROM system.local").getExecutionInfo().getCoordinator();
        steps(script.replace("%s", replication)).forEach(step -> {
            step.stream()
                    .map(statement -> session.executeAsync(SimpleStatement.newInstance(statement)
                            .setNode(one)
                            .setTimeout(CREATE_TIMEOUT)
                            .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)))
                    .toList()
                    .forEach(Schema::await);
            awaitAgreement(session);
        });
    }

    /** What is sent together, in the order of {@code script}. */
    static List<List<String>> steps(String script) {
        List<List<String>> steps = new ArrayList<>();
        String before = "";
        for (String statement : COMMENT.matcher(script).replaceAll("").split(";")) {
            if (!statement.isBlank()) {
                String kind = kind(statement.strip());
                if (!kind.equals(before)) {
                    steps.add(new ArrayList<>());
                }
                steps.get(steps.size() - 1).add(statement.strip());
                before = kind;
            }
        }
        return steps;
    }

    private static void await(CompletionStage<?> done) {
        try {
            done.toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof DriverException said ? said.copy() : failed;
        }
    }

    /** Its first two words: what keyspaces there are has to be known before their tables, and these before their rows. */
    static String kind(String statement) {
        return Stream.of(statement.split("\\s+")).limit(2).collect(Collectors.joining(" ")).toUpperCase(Locale.ROOT);
    }

    /** The driver waits for agreement already, and this asks again where its time was too short. */
    private static void awaitAgreement(CqlSession session) {
        for (int attempt = 0; attempt < AGREEMENT_ATTEMPTS; attempt++) {
            if (session.checkSchemaAgreement()) {
                return;
            }
        }
        throw new IllegalStateException("The Cassandra nodes do not agree on the schema. Run palmares-schema create again once all of them"
                + " are up (nodetool describecluster).");
    }

    /**
     * The version that is there, 0 without any.
     *
     * @throws DriverException if that cannot be told, because no quorum answers
     */
    public static int version(CqlSession session) {
        return version(session, DefaultConsistencyLevel.QUORUM);
    }

    /**
     * The same, told by every data centre.
     *
     * @throws DriverException if one does not answer, or has no tables while the session's node has them
     */
    public static int versionEverywhere(CqlSession session) {
        return version(session, DefaultConsistencyLevel.ALL);
    }

    private static int version(CqlSession session, ConsistencyLevel consistency) {
        try {
            Row row = session.execute(SimpleStatement.newInstance("SELECT version FROM palmares.schema_version WHERE name = 'journal'")
                            .setConsistencyLevel(consistency))
                    .one();
            return row == null ? 0 : row.getInt("version");
        } catch (InvalidQueryException noSuchTable) {
            return 0;
        }
    }

    /** What is wrong with a schema of {@code version} and what to do, or nothing. */
    public static Optional<String> fault(int version) {
        if (version == VERSION) {
            return Optional.empty();
        }
        if (version == 0) {
            return Optional.of("The journal's tables are not there. Run palmares-schema create once, before the nodes start.");
        }
        return Optional.of("Schema version " + VERSION + " is expected, " + version + " was found. "
                + (version < VERSION
                        ? "It was made before there was a release, and its journals cannot be read: begin with empty ones (ops-scripts/palmares up --fresh)."
                        : "Use the release that made it, or a later one."));
    }

    /** What to do where {@link #version} failed. */
    public static String unreadable(Throwable cause) {
        return "The journal's schema cannot be read (" + cause.getMessage()
                + "). Two of the three Cassandras have to be up: see palmares status, or nodetool status.";
    }

    static String script() {
        try (InputStream in = Schema.class.getResourceAsStream("/schema/journal-" + VERSION + ".cql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Names of the data centres in the ring as the session's node knows it, its own included; one that is down still counts. */
    public static List<String> dataCentresSeen(CqlSession session) {
        Stream<Row> local = session.execute("SELECT data_center FROM system.local").all().stream();
        Stream<Row> peers = session.execute("SELECT data_center FROM system.peers_v2").all().stream();
        // A Cassandra that has only just been heard of has not said yet where it is.
        return Stream.concat(local, peers)
                .map(row -> row.getString("data_center"))
                .filter(java.util.Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Reads of three nodes from a table that Cassandra itself keeps on three: a node that does not hear would miss the change of the schema.
     *
     * @throws DriverException if one does not answer
     */
    public static void requireThree(CqlSession session) {
        session.execute(SimpleStatement.newInstance("SELECT parent_id FROM system_distributed.parent_repair_history WHERE parent_id = ?", NO_REPAIR)
                .setConsistencyLevel(DefaultConsistencyLevel.ALL));
    }
}
