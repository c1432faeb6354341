package org.palmares.tools.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.coordination.lease.javadsl.Lease;
import org.apache.pekko.coordination.lease.javadsl.LeaseProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.palmares.cassandra.Schema;
import org.palmares.tools.files.Folders;
import org.palmares.tools.site.disk.Copy;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.ManagedProcess;
import org.palmares.tools.site.upkeep.Filling;
import org.palmares.tools.terminal.ToolException;

/**
 * Three real Cassandras, as {@code palmares up} starts them, under nodes that have to bear what is done to them. Rows are written that no node
 * asks for: a journal is known to them by its name in another table.
 */
@Order(2)
@Tag("cassandra")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class EmbeddedCassandraIT {

    private static final int WRITES = 50;
    private static final Duration RETURN = Duration.ofSeconds(60);

    private LocalSites sites;

    @BeforeEach
    void start() {
        sites = RunningSites.get();
        // Another test may just have brought one back.
        for (String site : Layout.SITES) {
            eventually(() -> {
                try (CqlSession session = sites.session(site)) {
                    count(session, "nothing", ConsistencyLevel.ALL);
                }
            });
        }
    }

    @AfterEach
    void heal() {
        sites.up(Layout.SITES);
    }

    @Test
    void aCassandraIsKilledAndReturnsWithWhatItHadAcknowledged() {
        assertFalse(sites.startCassandra("paris"), "what runs is left alone");
        try (CqlSession madrid = sites.session("madrid")) {
            Schema.create(madrid, Layout.SITES);
            assertEquals(Schema.VERSION, Schema.version(madrid));
            refusesWhatIsOlder(madrid);
            write(madrid, "before", ConsistencyLevel.ALL);
            sites.killCassandra("paris");
            write(madrid, "meanwhile", ConsistencyLevel.QUORUM);
        }
        sites.startCassandra("paris");
        sites.awaitCassandra("paris");
        try (CqlSession paris = sites.session("paris")) {
            assertEquals(WRITES, count(paris, "before", ConsistencyLevel.LOCAL_ONE), "on its own disk after kill -9");
        }
        eventually(() -> {
            try (CqlSession barcelona = sites.session("barcelona")) {
                assertEquals(WRITES, count(barcelona, "meanwhile", ConsistencyLevel.ALL));
            }
        });
        sites.killCassandra("madrid");
        // A read that asks the one that was killed just now waits for it in vain.
        eventually(() -> {
            try (CqlSession barcelona = sites.session("barcelona")) {
                assertEquals(WRITES, count(barcelona, "before", ConsistencyLevel.QUORUM));
                assertEquals(WRITES, count(barcelona, "meanwhile", ConsistencyLevel.QUORUM));
            }
        });
    }

    /** A thread of Cassandra's own pool looks for work a thousand times a second and more (docs/decisions/0022). */
    @Test
    void noThreadLooksForWorkThatIsNotThere() throws IOException {
        try (CqlSession madrid = sites.session("madrid")) {
            write(madrid, "quiet", ConsistencyLevel.ALL);
            assertEquals(WRITES, count(madrid, "quiet", ConsistencyLevel.ALL));
        }
        for (String site : Layout.SITES) {
            Set<String> threads = threads(new ManagedProcess("cassandra", sites.layout().site(site)).running().orElseThrow().pid());
            assertTrue(threads.contains("MutationStage"), site + " " + threads);
            assertTrue(threads.contains("ReadStage"), site + " " + threads);
            assertFalse(threads.contains("SharedPool"), site + " " + threads);
        }
    }

    /** It comes with the first messages, and lasts until others take the process for dead. */
    @Test
    void noCollectionIsMadeBecauseClassesAreLoaded() throws IOException {
        for (String site : Layout.SITES) {
            for (String process : List.of("node", "cassandra")) {
                String collections = Files.readString(sites.layout().site(site).resolve(process + "-gc.log"));
                assertFalse(collections.contains("Metadata GC Threshold"), site + ' ' + process + '\n' + collections);
            }
        }
    }

    /** Linux keeps 15 characters of a name; without their numbers. */
    private static Set<String> threads(long process) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(process), "task"))) {
            for (Path task : tasks) {
                names.add(Files.readString(task.resolve("comm")).split("[-:]")[0].strip());
            }
        }
        return names;
    }

    /** What was made before the first release cannot be read, and is left alone. */
    private static void refusesWhatIsOlder(CqlSession session) {
        session.execute("UPDATE palmares.schema_version SET version = 3 WHERE name = 'journal'");
        assertTrue(assertThrows(IllegalStateException.class, () -> Schema.create(session, Layout.SITES)).getMessage().contains("up --fresh"));
        session.execute("UPDATE palmares.schema_version SET version = " + Schema.VERSION + " WHERE name = 'journal'");
    }

    @Test
    void oneNodeOfADataCentreGetsTheLeaseAndTheOtherDoesNot() throws Exception {
        // Before anything is resolved: the driver's contact points refer to these, and by default are a user's own.
        Config config = ConfigFactory.load(ConfigFactory.parseString("pekko.actor.provider = local, pekko.coordinated-shutdown.exit-jvm = off,"
                        + " palmares.cassandra.contact-points = [\"127.0.0.1:" + sites.layout().cassandra("paris") + "\"]")
                .withFallback(ConfigFactory.parseResources("application.conf")));
        ActorSystem system = ActorSystem.create("lease", config);
        try {
            Lease first = LeaseProvider.get(system).getLease("EmbeddedCassandraIT", "palmares.site-lease", "127.0.0.1:8301");
            Lease second = LeaseProvider.get(system).getLease("EmbeddedCassandraIT", "palmares.site-lease", "127.0.0.1:8311");
            assertTrue(held(first.acquire()));
            assertTrue(held(first.acquire()), "again, as after an answer that was lost");
            assertFalse(held(second.acquire()));
            assertTrue(first.checkLease());
            assertFalse(second.checkLease());
            assertTrue(held(first.release()));
            assertTrue(held(second.acquire()));
            assertFalse(first.checkLease());
        } finally {
            system.terminate();
        }
    }

    /** Rows that only one of the others had are there too: it is asked for them as soon as it runs. */
    @Test
    void anEmptiedDiskIsRefusedAndFilledFromBothOthers() {
        try (CqlSession madrid = sites.session("madrid")) {
            write(madrid, "to fill", ConsistencyLevel.ALL);
        }
        sites.killCassandra("paris");
        Folders.delete(Copy.folder(sites.layout(), "paris"));
        assertThrows(ToolException.class, () -> sites.startCassandra("paris"));
        new Filling(sites, System.out::println).fill("paris");
        try (CqlSession paris = sites.session("paris")) {
            assertEquals(WRITES, count(paris, "to fill", ConsistencyLevel.LOCAL_ONE), "on its own disk");
            assertEquals(Schema.VERSION, Schema.version(paris));
        }
    }

    private static boolean held(CompletionStage<Boolean> answer) throws Exception {
        return answer.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static void write(CqlSession session, String id, ConsistencyLevel level) {
        for (int number = 0; number < WRITES; number++) {
            session.execute(SimpleStatement.builder(
                            "INSERT INTO palmares.messages (persistence_id, partition_nr, sequence_nr, timestamp) VALUES (?, 0, ?, now())")
                    .addPositionalValues(id, (long) number)
                    .setConsistencyLevel(level)
                    .build());
        }
    }

    private static long count(CqlSession session, String id, ConsistencyLevel level) {
        return session.execute(SimpleStatement.builder("SELECT count(*) FROM palmares.messages WHERE persistence_id = ? AND partition_nr = 0")
                        .addPositionalValue(id)
                        .setConsistencyLevel(level)
                        .build())
                .one()
                .getLong(0);
    }

    /** Those who are asked have to know first who is there. */
    private static void eventually(Runnable asking) {
        long end = System.nanoTime() + RETURN.toNanos();
        while (true) {
            try {
                asking.run();
                return;
            } catch (DriverException notYet) {
                assertTrue(System.nanoTime() < end, notYet::getMessage);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }
}
