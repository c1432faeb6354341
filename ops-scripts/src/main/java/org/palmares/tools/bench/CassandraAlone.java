package org.palmares.tools.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.palmares.competition.Content;
import org.palmares.tools.bench.machine.Meter;
import org.palmares.tools.bench.machine.Meter.Reading;
import org.palmares.tools.bench.machine.Usage;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.bench.record.Latency;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.testfeed.ResultMaker;

/**
 * The peer: the same messages at the same rate, deflated as in the journal, written to the same three Cassandras at QUORUM and to nothing else.
 * It shows what of an acknowledgement is Cassandra and the machine. Uses a keyspace of its own and drops it.
 */
public final class CassandraAlone {

    private static final Duration SCHEMA = Duration.ofSeconds(20);
    private static final String KEYSPACE = "palmares_bench";

    private final LocalSites cassandras;
    private final BenchLoad load;
    private final Latency latency = new Latency();
    private final AtomicInteger failed = new AtomicInteger();

    public CassandraAlone(Layout layout, BenchLoad load) {
        this.cassandras = new LocalSites(layout, line -> {});
        this.load = load;
    }

    /** Measures and tells; a write that fails is counted and told, and is no fault of what is measured. */
    public void run(BenchReport report) {
        List<CqlSession> sessions = new ArrayList<>();
        try {
            Layout.SITES.forEach(site -> sessions.add(cassandras.session(site)));
            create(sessions.get(0));
            Usage usage = write(sessions, report.meter());
            report.latency("cassandraAlone", "Cassandra alone, QUORUM", latency);
            report.usage("cassandraAlone", usage, "Message", latency.count());
            report.put("cassandraAloneFailed", failed.get());
            if (failed.get() > 0) {
                report.line("  failed", failed.toString());
            }
        } catch (DriverException | IllegalStateException | ToolException away) {
            report.line("Cassandra alone, QUORUM", "not measured: " + away.getMessage());
        } finally {
            if (!sessions.isEmpty()) {
                drop(sessions.get(0), report);
            }
            sessions.forEach(CqlSession::close);
        }
    }

    private static void drop(CqlSession session, BenchReport report) {
        try {
            schema(session, "DROP KEYSPACE IF EXISTS " + KEYSPACE);
        } catch (DriverException away) {
            report.line("  keyspace " + KEYSPACE, "not dropped: " + away.getMessage());
        }
    }

    private static void create(CqlSession session) {
        String replication = Layout.SITES.stream().map(site -> '\'' + site + "': 1").collect(Collectors.joining(", "));
        schema(session, "DROP KEYSPACE IF EXISTS " + KEYSPACE);
        schema(session, "CREATE KEYSPACE " + KEYSPACE + " WITH replication = {'class': 'NetworkTopologyStrategy', " + replication + '}');
        schema(session, "CREATE TABLE " + KEYSPACE + ".messages (competition int, number bigint, content blob, PRIMARY KEY (competition, number))");
    }

    private static void schema(CqlSession session, String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(SCHEMA));
    }

    private Usage write(List<CqlSession> sessions, Meter meter) {
        List<PreparedStatement> inserts = sessions.stream()
                .map(session -> session.prepare("INSERT INTO " + KEYSPACE + ".messages (competition, number, content) VALUES (?, ?, ?)"))
                .toList();
        ResultMaker maker = load.maker();
        Unanswered unanswered = new Unanswered(load);
        AtomicReference<Reading> begin = new AtomicReference<>(meter.now());
        FixedRate.keep(load, () -> begin.set(meter.now()), (i, dueNanos, counted) -> {
            int competition = (int) (i % load.competitions());
            int site = competition % sessions.size();
            byte[] content = Content.of(maker.message(competition, i, LocalDateTime.now())).deflated();
            unanswered.sent();
            sessions.get(site)
                    .executeAsync(inserts.get(site)
                            .bind(competition, i, ByteBuffer.wrap(content))
                            .setConsistencyLevel(DefaultConsistencyLevel.QUORUM))
                    .whenComplete((rows, failure) -> {
                        if (failure != null) {
                            failed.incrementAndGet();
                        } else if (counted) {
                            latency.record(System.nanoTime() - dueNanos);
                        }
                        unanswered.answered();
                    });
        });
        unanswered.await();
        return meter.since(begin.get());
    }
}
