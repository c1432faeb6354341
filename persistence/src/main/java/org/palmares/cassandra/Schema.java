package org.palmares.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the journal: made before the nodes start, and checked by each of them. */
public final class Schema {

    /** The version this release works with. */
    public static final int VERSION = 1;

    private static final Duration CREATE_TIMEOUT = Duration.ofSeconds(20);
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$");

    private Schema() {}

    /**
     * Makes what is missing; does no harm when all is there.
     *
     * @param session to any node, with time enough for schema changes
     * @param dataCentres Cassandra's names of the data centres; each gets one replica
     */
    public static void create(CqlSession session, List<String> dataCentres) {
        String replication = dataCentres.stream().map(name -> '\'' + name + "': 1").collect(Collectors.joining(", "));
        for (String statement : COMMENT.matcher(script()).replaceAll("").split(";")) {
            if (!statement.isBlank()) {
                session.execute(SimpleStatement.newInstance(statement.strip().replace("%s", replication))
                        .setTimeout(CREATE_TIMEOUT)
                        .setConsistencyLevel(DefaultConsistencyLevel.QUORUM));
                session.checkSchemaAgreement();
            }
        }
    }

    /** What is wrong with the schema and what to do, or nothing. */
    public static Optional<String> fault(CqlSession session) {
        try {
            Row row = session.execute(SimpleStatement.newInstance("SELECT version FROM palmares.schema_version WHERE name = 'journal'")
                            .setConsistencyLevel(DefaultConsistencyLevel.QUORUM))
                    .one();
            int found = row == null ? 0 : row.getInt("version");
            return found == VERSION
                    ? Optional.empty()
                    : Optional.of("The journal has schema version " + found + ", this release needs " + VERSION
                            + ". Run ops-scripts/palmares schema create, or use the release that fits.");
        } catch (DriverException missing) {
            return Optional.of("The journal's tables cannot be read (" + missing.getMessage()
                    + "). Run ops-scripts/palmares schema create once, before the nodes start.");
        }
    }

    private static String script() {
        try (InputStream in = Schema.class.getResourceAsStream("/schema/journal-" + VERSION + ".cql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Names of the data centres that the session sees up, itself included. */
    public static List<String> dataCentresSeen(CqlSession session) {
        Stream<Row> local = session.execute("SELECT data_center FROM system.local").all().stream();
        Stream<Row> peers = session.execute("SELECT data_center FROM system.peers_v2").all().stream();
        return Stream.concat(local, peers).map(row -> row.getString("data_center")).distinct().sorted().toList();
    }
}
