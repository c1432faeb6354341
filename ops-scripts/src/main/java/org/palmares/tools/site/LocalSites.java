package org.palmares.tools.site;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.palmares.cassandra.CassandraSettings;
import org.palmares.cassandra.EmbeddedCassandra;
import org.palmares.cassandra.Schema;
import org.palmares.tools.ToolException;

/** The data centres of this machine: starts, stops, kills and freezes their processes, and knows when they are ready. */
public final class LocalSites {

    private static final int CASSANDRA_HEAP_MEGABYTES = 320;
    private static final int NODE_HEAP_MEGABYTES = 512;
    private static final int STOP_SECONDS = 25;
    private static final Duration CASSANDRA_START = Duration.ofSeconds(120);
    private static final Duration NODE_START = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(200);

    /** All of them: the class path holds the settings of a node too, whose contact points may be another user's data centres. */
    private static final String DRIVER_SETTINGS = """
            datastax-java-driver {
              basic.request.timeout = 10s
              advanced.connection.init-query-timeout = 5s
              advanced.control-connection.timeout = 10s
            }
            """;

    private final Layout layout;
    private final Consumer<String> progress;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /**
     * @param layout where everything is
     * @param progress gets a line for each step
     */
    public LocalSites(Layout layout, Consumer<String> progress) {
        this.layout = layout;
        this.progress = progress;
    }

    /** Where everything is. */
    public Layout layout() {
        return layout;
    }

    ManagedProcess node(String site) {
        return new ManagedProcess("node", layout.site(site));
    }

    ManagedProcess cassandra(String site) {
        return new ManagedProcess("cassandra", layout.site(site));
    }

    /** Starts what does not run of {@code sites} and returns when all of it is ready. Running parts are left alone. */
    public void up(List<String> sites) {
        KeyFiles.makeMissing(layout.keys());
        // Before anything starts: half of a ring must not meet another ring at the ports of the other half.
        sites.stream().filter(this::isDown).forEach(site -> layout.ports(site).forEach(port -> Ports.requireFree(port, site)));
        boolean cassandraStarted = false;
        for (String site : sites) {
            cassandraStarted |= startCassandra(site);
        }
        if (cassandraStarted) {
            progress.accept("Cassandra starts in " + String.join(", ", sites) + " ...");
        }
        sites.forEach(this::awaitCassandra);
        if (sites.stream().anyMatch(site -> node(site).running().isEmpty())) {
            createSchema(sites.get(0));
        }
        boolean nodeStarted = false;
        for (String site : sites) {
            nodeStarted |= startNode(site);
        }
        if (nodeStarted) {
            progress.accept("Nodes start in " + String.join(", ", sites) + " ...");
        }
        sites.forEach(this::awaitNode);
        makeArchives(sites.get(0));
    }

    /** Starts the Cassandra of a site; false when it runs already. */
    public boolean startCassandra(String site) {
        if (cassandra(site).running().isPresent()) {
            return false;
        }
        Ports.requireFree(layout.cassandra(site), "Cassandra of " + site);
        Ports.requireFree(layout.cassandraStorage(site), "Cassandra of " + site);
        CassandraSettings settings = new CassandraSettings(
                site,
                Layout.SITES.indexOf(site),
                Layout.HOST,
                layout.cassandra(site),
                layout.cassandraStorage(site),
                Layout.SITES.stream().map(seed -> Layout.HOST + ':' + layout.cassandraStorage(seed)).toList(),
                layout.site(site).resolve("cassandra"),
                CASSANDRA_HEAP_MEGABYTES);
        try {
            cassandra(site).start(SiteGroup.of(layout, site)
                    .joined(EmbeddedCassandra.command(settings, cassandraArchive().library(), cassandraArchive().options())));
        } catch (NoSuchFileException missing) {
            throw new ToolException("Cassandra is not built: " + missing.getMessage() + " is missing. Run mvn -DskipTests package.", missing);
        } catch (IOException failed) {
            throw new ToolException("Cassandra of " + site + " could not be prepared: " + failed.getMessage(), failed);
        }
        return true;
    }

    /** Starts the node of a site; false when it runs already. */
    public boolean startNode(String site) {
        return startNode(site, Map.of());
    }

    /** Starts the node of a site with {@code environment} on top of this process's; false when it runs already. */
    public boolean startNode(String site, Map<String, String> environment) {
        if (node(site).running().isPresent()) {
            return false;
        }
        Ports.requireFree(layout.http(site), "The node of " + site);
        Ports.requireFree(layout.management(site), "The node of " + site);
        Ports.requireFree(layout.remote(site), "The node of " + site);
        node(site).start(SiteGroup.of(layout, site).joined(NodeCommand.of(layout, site, NODE_HEAP_MEGABYTES, nodeArchive(), seeds(site))), environment);
        return true;
    }

    /**
     * A node that joins itself begins a cluster of its own. It may do so only where nobody else is there: others that are merely slow to answer
     * would otherwise be left behind for good.
     */
    private List<String> seeds(String site) {
        Stream<String> others = Layout.SITES.stream().filter(other -> !other.equals(site));
        boolean alone = Layout.SITES.stream().noneMatch(other -> !other.equals(site) && isNodeRunning(other));
        return (alone ? Stream.concat(Stream.of(site), others) : Stream.concat(others, Stream.of(site))).toList();
    }

    private ClassArchive cassandraArchive() {
        Path library = layout.root().resolve("persistence/embedded-cassandra/target/lib");
        return new ClassArchive(library.resolveSibling("cassandra.jsa"), library);
    }

    private ClassArchive nodeArchive() {
        Path library = layout.root().resolve("ops-scripts/target/lib");
        return new ClassArchive(library.resolveSibling("node.jsa"), library);
    }

    /** Makes the archives of classes that are missing, from what runs now. */
    private void makeArchives(String site) {
        if (!cassandraArchive().isFresh() || !nodeArchive().isFresh()) {
            progress.accept("Later starts are made faster (once) ...");
            cassandra(site).running().filter(process -> !cassandraArchive().isFresh()).ifPresent(cassandraArchive()::dump);
            node(site).running().filter(process -> !nodeArchive().isFresh()).ifPresent(nodeArchive()::dump);
        }
    }

    /** Waits until the Cassandra of {@code site} answers. */
    public void awaitCassandra(String site) {
        await(cassandra(site), "Cassandra of " + site, CASSANDRA_START, () -> Ports.answers(layout.cassandra(site)));
    }

    /** Waits until the node of {@code site} is ready. */
    public void awaitNode(String site) {
        await(node(site), "The node of " + site, NODE_START, () -> isReady(site));
        progress.accept(site + " is ready: " + layout.url(site));
    }

    private void await(ManagedProcess process, String what, Duration longest, BooleanSupplier ready) {
        long end = System.nanoTime() + longest.toNanos();
        while (!ready.getAsBoolean()) {
            if (process.running().isEmpty()) {
                throw new ToolException(what + " has stopped. The end of " + process.log() + ":\n  " + process.logTail());
            }
            if (System.nanoTime() > end) {
                throw new ToolException(what + " was not ready within " + longest.toSeconds() + " s. The end of " + process.log() + ":\n  "
                        + process.logTail());
            }
            pause();
        }
    }

    /** Makes the schema where there is none, and returns once every Cassandra that runs has it. */
    void createSchema(String site) {
        boolean all = Layout.SITES.stream().allMatch(other -> cassandra(other).running().isPresent());
        long end = System.nanoTime() + CASSANDRA_START.toNanos();
        String missing = "";
        while (System.nanoTime() < end) {
            try (CqlSession session = session(site)) {
                if ((all ? Schema.versionEverywhere(session) : Schema.version(session)) == Schema.VERSION) {
                    return;
                }
                List<String> seen = Schema.dataCentresSeen(session);
                missing = "it sees " + String.join(", ", seen);
                if (seen.size() == Layout.SITES.size()) {
                    Schema.requireThree(session);
                    progress.accept("The tables of the journal are made ...");
                    Schema.create(session, Layout.SITES);
                }
            } catch (DriverException notYet) {
                missing = notYet.getMessage();
            } catch (IllegalStateException unfit) {
                throw new ToolException(unfit.getMessage(), unfit);
            }
            pause();
        }
        throw new ToolException("The tables of the journal are not in all Cassandras after " + CASSANDRA_START.toSeconds() + " s, asked in " + site + ": "
                + missing + ". Are the other data centres up (palmares status)? The end of " + cassandra(site).log() + ":\n  "
                + cassandra(site).logTail());
    }

    /** A session to the Cassandra of {@code site}. */
    public CqlSession session(String site) {
        DriverConfigLoader config = DriverConfigLoader.fromString(DRIVER_SETTINGS);
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(Layout.HOST, layout.cassandra(site)))
                .withLocalDatacenter(site)
                .withConfigLoader(config)
                .build();
    }

    /** Whether the node of {@code site} says that it is ready. */
    public boolean isReady(String site) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(layout.managementUrl(site) + "/ready")).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops nodes first, so that they leave in order. */
    public void down(List<String> sites) {
        parallel(sites, site -> node(site).stop(STOP_SECONDS));
        parallel(sites, site -> cassandra(site).stop(STOP_SECONDS));
    }

    /** Whether drills that break something are allowed; nodes heed it when they start. */
    public void allowDestructiveDrills(boolean allowed) {
        try {
            if (allowed) {
                Files.createDirectories(layout.var());
                Files.writeString(layout.destructiveDrills(), "made by palmares up --destructive-drills\n");
            } else {
                Files.deleteIfExists(layout.destructiveDrills());
            }
        } catch (IOException failed) {
            throw new ToolException("The folder " + layout.var() + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    /** Deletes what the data centres hold. They have to be down. */
    void forget() {
        Layout.SITES.forEach(site -> Folders.delete(layout.site(site).resolve("cassandra")));
    }

    /** Whether nothing of {@code site} runs. */
    boolean isDown(String site) {
        return node(site).running().isEmpty() && cassandra(site).running().isEmpty();
    }

    /** {@code kill -9} of everything in a data centre, at once. */
    public void kill(String site) {
        kill(List.of(site));
    }

    /** {@code kill -9} of everything in {@code sites}, at once. */
    public void kill(List<String> sites) {
        parallel(sites.stream().flatMap(site -> Stream.of(node(site), cassandra(site))).toList(), ManagedProcess::kill);
    }

    /** Whether the node of {@code site} runs. */
    public boolean isNodeRunning(String site) {
        return node(site).running().isPresent();
    }

    /** Ends the node of {@code site} in order. */
    public void stopNode(String site) {
        node(site).stop(STOP_SECONDS);
    }

    /** Ends the Cassandra of {@code site} in order. */
    public void stopCassandra(String site) {
        cassandra(site).stop(STOP_SECONDS);
    }

    /** {@code kill -9} of the node of a data centre. */
    public void killNode(String site) {
        node(site).kill();
    }

    /** {@code kill -9} of the Cassandra of a data centre. */
    public void killCassandra(String site) {
        cassandra(site).kill();
    }

    /** Freezes everything in a data centre: it answers nothing and refuses nothing. */
    public void freeze(String site) {
        List.of(node(site), cassandra(site)).forEach(process -> process.signal("STOP"));
    }

    /** Ends a freeze. */
    public void thaw(String site) {
        List.of(node(site), cassandra(site)).forEach(process -> process.signal("CONT"));
    }

    private static <T> void parallel(List<T> items, Consumer<T> work) {
        List<Thread> threads = new ArrayList<>();
        for (T item : items) {
            Thread thread = new Thread(() -> work.accept(item));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted.");
        }
    }
}
