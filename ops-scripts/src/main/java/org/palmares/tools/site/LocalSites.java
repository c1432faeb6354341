package org.palmares.tools.site;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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

    /** Makes the keys that are missing, readable by their owner only. */
    public void makeKeys() {
        for (String role : List.of("feed", "scheduler", "ops")) {
            Path file = layout.keys().resolve(role + ".key");
            if (!Files.exists(file)) {
                byte[] random = new byte[24];
                new SecureRandom().nextBytes(random);
                try {
                    Files.createDirectories(layout.keys());
                    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
                } catch (IOException failed) {
                    throw new ToolException("The key " + file + " cannot be written: " + failed.getMessage(), failed);
                }
            }
        }
    }

    /** Starts what does not run of {@code sites} and returns when all of it is ready. Running parts are left alone. */
    public void up(List<String> sites) {
        makeKeys();
        boolean cassandraStarted = false;
        for (String site : sites) {
            cassandraStarted |= startCassandra(site);
        }
        if (cassandraStarted) {
            progress.accept("Cassandra starts in " + String.join(", ", sites) + " ...");
        }
        sites.forEach(this::awaitCassandra);
        createSchema(sites.get(0), sites.size() == Layout.SITES.size());
        boolean nodeStarted = false;
        for (String site : sites) {
            nodeStarted |= startNode(site);
        }
        if (nodeStarted) {
            progress.accept("Nodes start in " + String.join(", ", sites) + " ...");
        }
        sites.forEach(this::awaitNode);
    }

    /** Starts the Cassandra of a site; false when it runs already. */
    public boolean startCassandra(String site) {
        if (cassandra(site).running().isPresent()) {
            return false;
        }
        requireFree(layout.cassandra(site), "Cassandra of " + site);
        requireFree(layout.cassandraStorage(site), "Cassandra of " + site);
        CassandraSettings settings = new CassandraSettings(
                site,
                Layout.SITES.indexOf(site),
                Layout.HOST,
                layout.cassandra(site),
                layout.cassandraStorage(site),
                Layout.SITES.stream().map(seed -> Layout.HOST + ':' + layout.cassandraStorage(seed)).toList(),
                layout.site(site).resolve("cassandra"),
                CASSANDRA_HEAP_MEGABYTES);
        Path library = layout.root().resolve("persistence/embedded-cassandra/target/lib");
        try {
            cassandra(site).start(EmbeddedCassandra.command(settings, library));
        } catch (IOException failed) {
            throw new ToolException("Cassandra of " + site + " could not be prepared: " + failed.getMessage(), failed);
        }
        return true;
    }

    /** Starts the node of a site; false when it runs already. */
    public boolean startNode(String site) {
        if (node(site).running().isPresent()) {
            return false;
        }
        requireFree(layout.http(site), "The node of " + site);
        requireFree(layout.management(site), "The node of " + site);
        requireFree(layout.remote(site), "The node of " + site);
        node(site).start(NodeCommand.of(layout, site, NODE_HEAP_MEGABYTES));
        return true;
    }

    /** Waits until the Cassandra of {@code site} answers. */
    public void awaitCassandra(String site) {
        await(cassandra(site), "Cassandra of " + site, CASSANDRA_START, () -> answers(layout.cassandra(site)));
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

    /** Makes the schema; all data centres must be seen first when {@code all} were started. */
    void createSchema(String site, boolean all) {
        long end = System.nanoTime() + CASSANDRA_START.toNanos();
        while (true) {
            try (CqlSession session = session(site)) {
                if (!all || Schema.dataCentresSeen(session).size() == Layout.SITES.size()) {
                    if (Schema.fault(session).isPresent()) {
                        progress.accept("The tables of the journal are made ...");
                        Schema.create(session, Layout.SITES);
                    }
                    return;
                }
            } catch (DriverException notYet) {
                if (System.nanoTime() > end) {
                    throw new ToolException("The schema could not be made: " + notYet.getMessage(), notYet);
                }
            }
            if (System.nanoTime() > end) {
                throw new ToolException("The three Cassandras do not see each other; their logs are " + cassandra("paris").log() + " and its like.");
            }
            pause();
        }
    }

    /** A session to the Cassandra of {@code site}. */
    public CqlSession session(String site) {
        DriverConfigLoader config = DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(10))
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(5))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, Duration.ofSeconds(10))
                .build();
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

    boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Layout.HOST, port), 500);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private void requireFree(int port, String who) {
        if (answers(port)) {
            throw new ToolException(who + " needs port " + port + ", which another process uses. End that process (find it with: ss -ltnp 'sport = :"
                    + port + "'), or move all ports with --port-offset.");
        }
    }

    /** Stops nodes first, so that they leave in order. */
    public void down(List<String> sites) {
        parallel(sites, site -> node(site).stop(STOP_SECONDS));
        parallel(sites, site -> cassandra(site).stop(STOP_SECONDS));
    }

    /** {@code kill -9} of everything in a data centre, at once. */
    public void kill(String site) {
        parallel(List.of(node(site), cassandra(site)), ManagedProcess::kill);
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
