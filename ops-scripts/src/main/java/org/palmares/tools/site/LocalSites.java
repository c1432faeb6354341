package org.palmares.tools.site;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.palmares.cassandra.CassandraSettings;
import org.palmares.cassandra.CassandraTls;
import org.palmares.cassandra.EmbeddedCassandra;
import org.palmares.tools.ToolException;
import org.palmares.tools.tls.TlsFiles;

/**
 * The data centres of this machine: starts, stops, kills and freezes their processes, and knows when they are ready. A method that names a
 * node's number is about that node; one that names the data centre alone is about all its nodes.
 */
public final class LocalSites {

    private static final int CASSANDRA_HEAP_MEGABYTES = 320;
    private static final int NODE_HEAP_MEGABYTES = 512;
    private static final int STOP_SECONDS = 25;
    private static final Duration CASSANDRA_START = Duration.ofSeconds(120);
    private static final Duration NODE_START = Duration.ofSeconds(120);

    private final Layout layout;
    private final Archives archives;
    private final JournalTables tables;
    private final Consumer<String> progress;
    private final Health health = new Health();

    /**
     * @param layout where everything is
     * @param progress gets a line for each step
     */
    public LocalSites(Layout layout, Consumer<String> progress) {
        this.layout = layout;
        this.archives = new Archives(layout.root());
        this.tables = new JournalTables(layout, progress);
        this.progress = progress;
    }

    /** Where everything is. */
    public Layout layout() {
        return layout;
    }

    ManagedProcess node(String site, int number) {
        return new ManagedProcess(number == 1 ? "node" : "node-" + number, layout.site(site));
    }

    private List<ManagedProcess> nodes(String site) {
        return layout.nodes().stream().map(number -> node(site, number)).toList();
    }

    ManagedProcess cassandra(String site) {
        return new ManagedProcess("cassandra", layout.site(site));
    }

    private List<ManagedProcess> processes(String site) {
        List<ManagedProcess> processes = new ArrayList<>(nodes(site));
        processes.add(cassandra(site));
        return processes;
    }

    /** Starts what does not run of {@code sites} and returns when all of it is ready. Running parts are left alone. */
    public void up(List<String> sites) {
        KeyFiles.makeMissing(layout.keys());
        // Before anything starts: half of a ring must not meet another ring at the ports of the other half.
        sites.stream().filter(this::isDown).forEach(site -> requireFree(site, layout.ports(site), site));
        boolean cassandraStarted = false;
        for (String site : sites) {
            cassandraStarted |= startCassandra(site);
        }
        if (cassandraStarted) {
            progress.accept("Cassandra starts in " + String.join(", ", sites) + " ...");
        }
        sites.forEach(this::awaitCassandra);
        if (!sites.stream().allMatch(this::isNodeRunning)) {
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
        if (!archives.areFresh()) {
            progress.accept("Later starts are made faster (once) ...");
            archives.make(cassandra(sites.get(0)), node(sites.get(0), 1));
        }
    }

    private void requireFree(String site, List<Integer> ports, String who) {
        ports.forEach(port -> Ports.requireFree(layout.host(site), port, who));
    }

    /** Starts the Cassandra of a site; false when it runs already. */
    public boolean startCassandra(String site) {
        if (cassandra(site).running().isPresent()) {
            return false;
        }
        requireFree(site, List.of(layout.cassandra(site), layout.cassandraStorage(site)), "Cassandra of " + site);
        CassandraSettings settings = new CassandraSettings(
                site,
                Layout.SITES.indexOf(site),
                layout.host(site),
                layout.cassandra(site),
                layout.cassandraStorage(site),
                Layout.SITES.stream().map(seed -> layout.host(seed) + ':' + layout.cassandraStorage(seed)).toList(),
                layout.site(site).resolve("cassandra"),
                CASSANDRA_HEAP_MEGABYTES);
        Optional<CassandraTls> tls = TlsFiles.in(layout.var()).map(files -> files.cassandra(site));
        try {
            ClassArchive archive = archives.cassandra();
            launch(site, cassandra(site), EmbeddedCassandra.command(settings.with(tls), archive.library(), archive.options()), Map.of());
        } catch (NoSuchFileException missing) {
            throw new ToolException("Cassandra is not built: " + missing.getMessage() + " is missing. Run mvn -DskipTests package.", missing);
        } catch (IOException failed) {
            throw new ToolException("Cassandra of " + site + " could not be prepared: " + failed.getMessage(), failed);
        }
        return true;
    }

    /** Starts the nodes of a site; false when all run already. */
    public boolean startNode(String site) {
        return startNode(site, Map.of());
    }

    /** Starts the nodes of a site with {@code environment} on top of this process's; false when all run already. */
    public boolean startNode(String site, Map<String, String> environment) {
        boolean started = false;
        for (int number : layout.nodes()) {
            started |= startNode(site, number, environment);
        }
        return started;
    }

    /** Starts one node of a site; false when it runs already. */
    public boolean startNode(String site, int number) {
        return startNode(site, number, Map.of());
    }

    private boolean startNode(String site, int number, Map<String, String> environment) {
        if (isNodeRunning(site, number)) {
            return false;
        }
        requireFree(site, layout.ports(site, number), nameOf(site, number));
        NodeCommand command = new NodeCommand(layout, site, number);
        launch(site, node(site, number), command.of(NODE_HEAP_MEGABYTES, archives.node(), isAnyNodeRunning()), environment);
        return true;
    }

    /** The group is joined first: in a network of its own a process may not find the groups any more. */
    private void launch(String site, ManagedProcess process, List<String> command, Map<String, String> environment) {
        List<String> placed = new ArrayList<>(layout.place(site).prefix());
        placed.addAll(command);
        process.start(SiteGroup.of(layout, site).joined(placed), TlsFiles.environment(layout.var(), site, environment));
    }

    private static String nameOf(String site, int number) {
        return number == 1 ? "The node of " + site : "Node " + number + " of " + site;
    }

    /** Waits until the Cassandra of {@code site} answers. */
    public void awaitCassandra(String site) {
        Waiting.await(
                cassandra(site), "Cassandra of " + site, CASSANDRA_START, () -> Ports.answers(layout.host(site), layout.cassandra(site)));
    }

    /** Waits until the nodes of {@code site} are ready. */
    public void awaitNode(String site) {
        layout.nodes().forEach(number -> awaitNode(site, number));
    }

    /** Waits until one node of {@code site} is ready. */
    public void awaitNode(String site, int number) {
        Waiting.await(node(site, number), nameOf(site, number), NODE_START, () -> isReady(site, number));
        progress.accept(site + (number == 1 ? "" : " " + number) + " is ready: " + layout.url(site, number));
    }

    /** Makes the schema where there is none, and returns once every Cassandra that runs has it. */
    void createSchema(String site) {
        tables.create(site, cassandra(site), Layout.SITES.stream().allMatch(other -> cassandra(other).running().isPresent()));
    }

    /** A session to the Cassandra of {@code site}. */
    public CqlSession session(String site) {
        return tables.session(site);
    }

    /** Whether every node of {@code site} says that it is ready. */
    public boolean isReady(String site) {
        return layout.nodes().stream().allMatch(number -> isReady(site, number));
    }

    /** Whether one node of {@code site} says that it is ready. */
    public boolean isReady(String site, int number) {
        return health.isReady(layout.managementUrl(site, number));
    }

    /** Stops nodes first, so that they leave in order. */
    public void down(List<String> sites) {
        Waiting.parallel(sites, this::stopNode);
        Waiting.parallel(sites, this::stopCassandra);
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
        return processes(site).stream().allMatch(process -> process.running().isEmpty());
    }

    /** {@code kill -9} of everything in a data centre, at once. */
    public void kill(String site) {
        kill(List.of(site));
    }

    /** {@code kill -9} of everything in {@code sites}, at once. */
    public void kill(List<String> sites) {
        Waiting.parallel(sites.stream().flatMap(site -> processes(site).stream()).toList(), ManagedProcess::kill);
    }

    /** Whether every node of {@code site} runs. */
    public boolean isNodeRunning(String site) {
        return layout.nodes().stream().allMatch(number -> isNodeRunning(site, number));
    }

    /** Whether one node of {@code site} runs. */
    public boolean isNodeRunning(String site, int number) {
        return node(site, number).running().isPresent();
    }

    private boolean isAnyNodeRunning() {
        return Layout.SITES.stream().flatMap(site -> nodes(site).stream()).anyMatch(node -> node.running().isPresent());
    }

    /** Ends the nodes of {@code site} in order. */
    public void stopNode(String site) {
        Waiting.parallel(nodes(site), node -> node.stop(STOP_SECONDS));
    }

    /** Ends one node of {@code site} in order. */
    public void stopNode(String site, int number) {
        node(site, number).stop(STOP_SECONDS);
    }

    /** Ends the Cassandra of {@code site} in order. */
    public void stopCassandra(String site) {
        cassandra(site).stop(STOP_SECONDS);
    }

    /** {@code kill -9} of the nodes of a data centre. */
    public void killNode(String site) {
        Waiting.parallel(nodes(site), ManagedProcess::kill);
    }

    /** {@code kill -9} of one node of a data centre. */
    public void killNode(String site, int number) {
        node(site, number).kill();
    }

    /** {@code kill -9} of the Cassandra of a data centre. */
    public void killCassandra(String site) {
        cassandra(site).kill();
    }

    /** Freezes everything in a data centre: it answers nothing and refuses nothing. */
    public void freeze(String site) {
        processes(site).forEach(process -> process.signal("STOP"));
    }

    /** Ends a freeze. */
    public void thaw(String site) {
        processes(site).forEach(process -> process.signal("CONT"));
    }
}
