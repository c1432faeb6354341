package org.palmares.tools.site;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.palmares.tools.files.Folders;
import org.palmares.tools.site.disk.Copy;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.layout.Ports;
import org.palmares.tools.site.process.Keeping;
import org.palmares.tools.site.process.KeptProcess;
import org.palmares.tools.site.process.ManagedProcess;
import org.palmares.tools.terminal.ToolException;

/**
 * The data centres of this machine: starts, stops, kills and freezes their processes, and knows when they are ready. A method that names a
 * node's number is about that node; one that names the data centre alone is about all its nodes.
 */
public final class LocalSites {

    private static final int STOP_SECONDS = 25;

    /** A machine that does much else at the same time takes minutes; whatever waits says so. */
    private static final Duration CASSANDRA_START = Duration.ofMinutes(5);
    private static final Duration NODE_START = Duration.ofMinutes(8);

    private final Layout layout;
    private final Archives archives;
    private final Launcher launcher;
    private final JournalTables tables;
    private final Waiting waiting;
    private final Consumer<String> progress;
    private final Health health = new Health();

    /**
     * @param layout where everything is
     * @param progress gets a line for each step
     */
    public LocalSites(Layout layout, Consumer<String> progress) {
        this.layout = layout;
        this.archives = new Archives(layout.root());
        this.launcher = new Launcher(layout, archives);
        this.tables = new JournalTables(layout, progress);
        this.waiting = new Waiting(new Keeping(layout), progress);
        this.progress = progress;
    }

    /** Where everything is. */
    public Layout layout() {
        return layout;
    }

    public ManagedProcess node(String site, int number) {
        return new ManagedProcess(NodeLaunch.name(number), layout.site(site));
    }

    public KeptProcess keptNode(String site, int number) {
        return new KeptProcess(node(site, number));
    }

    private List<ManagedProcess> nodes(String site) {
        return layout.nodes().stream().map(number -> node(site, number)).toList();
    }

    public ManagedProcess cassandra(String site) {
        return new ManagedProcess("cassandra", layout.site(site));
    }

    public KeptProcess keptCassandra(String site) {
        return new KeptProcess(cassandra(site));
    }

    public List<ManagedProcess> processes(String site) {
        List<ManagedProcess> processes = new ArrayList<>(nodes(site));
        processes.add(cassandra(site));
        return processes;
    }

    /**
     * Starts what does not run of {@code sites}, returns when all of it is ready, and makes later starts faster. Running parts are left alone. A data
     * centre whose Cassandra is no copy of the journals stays down, the others start.
     *
     * @throws ToolException if anything of {@code sites} is not ready in the end
     */
    public void up(List<String> sites) {
        start(sites);
        hasten(sites);
    }

    /** As {@link #up}, and no more than that. */
    public void start(List<String> sites) {
        KeyFiles.makeMissing(layout.keys());
        List<String> usable = sites.stream().filter(site -> Copy.advice(layout, site).isEmpty()).toList();
        if (!usable.isEmpty()) {
            startUsable(usable);
        }
        String advice = sites.stream().flatMap(site -> Copy.advice(layout, site).stream()).collect(Collectors.joining("\n"));
        if (!advice.isEmpty()) {
            throw new ToolException(advice);
        }
    }

    private void startUsable(List<String> sites) {
        // Before anything starts: half of a ring must not meet another ring at the ports of the other half.
        sites.stream().filter(this::isDown).forEach(site -> launcher.requireFree(site, layout.ports(site), site));
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
        Copy.mark(layout, sites, allCassandrasRun());
        boolean nodeStarted = false;
        for (String site : sites) {
            nodeStarted |= startNode(site);
        }
        if (nodeStarted) {
            progress.accept("Nodes start in " + String.join(", ", sites) + " ...");
        }
        sites.forEach(this::awaitNode);
    }

    /** Makes later starts faster, once; stops the first node of {@code sites} for a while. */
    public void hasten(List<String> sites) {
        if (!archives.areFresh() && !isDown(sites.get(0))) {
            progress.accept("Later starts are made faster (once) ...");
            if (archives.make(cassandra(sites.get(0)), node(sites.get(0), 1))) {
                stopNode(sites.get(0), 1);
                startNode(sites.get(0), 1);
                awaitNode(sites.get(0), 1);
            }
        }
    }

    /** Starts the Cassandra of a site; false when it runs already. */
    public boolean startCassandra(String site) {
        return keptCassandra(site).start(() -> launchCassandra(site));
    }

    public void launchCassandra(String site) {
        launcher.cassandra(site, cassandra(site));
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
        return keptNode(site, number).start(() -> launchNode(site, number, environment));
    }

    public void launchNode(String site, int number, Map<String, String> environment) {
        launcher.node(new NodeLaunch(layout, site, number), node(site, number), new Company(layout, health::isOutside).isThere(Instant.now()), environment);
    }

    /** Waits until the Cassandra of {@code site} answers. */
    public void awaitCassandra(String site) {
        waiting.await(
                keptCassandra(site), "Cassandra of " + site, CASSANDRA_START, () -> Ports.answers(layout.host(site), layout.cassandra(site)));
    }

    /** Waits until the nodes of {@code site} are ready. */
    public void awaitNode(String site) {
        layout.nodes().forEach(number -> awaitNode(site, number));
    }

    /** Waits until one node of {@code site} is ready. */
    public void awaitNode(String site, int number) {
        waiting.await(keptNode(site, number), Launcher.nameOf(site, number), NODE_START, () -> isReady(site, number));
        progress.accept(site + (number == 1 ? "" : " " + number) + " is ready: " + layout.url(site, number));
    }

    /** Makes the schema where there is none, and returns once every Cassandra that runs has it. */
    public void createSchema(String site) {
        tables.create(site, cassandra(site), allCassandrasRun());
    }

    private boolean allCassandrasRun() {
        return Layout.SITES.stream().allMatch(other -> cassandra(other).running().isPresent());
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

    /** Deletes what the data centres hold. They have to be down. */
    public void forget() {
        Layout.SITES.forEach(site -> Folders.delete(Copy.folder(layout, site)));
    }

    /** Whether nothing of {@code site} runs. */
    public boolean isDown(String site) {
        return processes(site).stream().allMatch(process -> process.running().isEmpty());
    }

    /** {@code kill -9} of everything in a data centre, at once. */
    public void kill(String site) {
        kill(List.of(site));
    }

    /** {@code kill -9} of everything in {@code sites}, at once. */
    public void kill(List<String> sites) {
        Waiting.parallel(sites.stream().flatMap(site -> processes(site).stream()).map(KeptProcess::new).toList(), KeptProcess::kill);
    }

    /** Whether every node of {@code site} runs. */
    public boolean isNodeRunning(String site) {
        return layout.nodes().stream().allMatch(number -> isNodeRunning(site, number));
    }

    /** Whether one node of {@code site} runs. */
    public boolean isNodeRunning(String site, int number) {
        return node(site, number).running().isPresent();
    }

    /** Ends the nodes of {@code site} in order. */
    public void stopNode(String site) {
        Waiting.parallel(nodes(site).stream().map(KeptProcess::new).toList(), node -> node.stop(STOP_SECONDS));
    }

    /** Ends one node of {@code site} in order. */
    public void stopNode(String site, int number) {
        keptNode(site, number).stop(STOP_SECONDS);
    }

    /** Ends the Cassandra of {@code site} in order. */
    public void stopCassandra(String site) {
        keptCassandra(site).stop(STOP_SECONDS);
    }

    /** {@code kill -9} of the nodes of a data centre. */
    public void killNode(String site) {
        Waiting.parallel(nodes(site).stream().map(KeptProcess::new).toList(), KeptProcess::kill);
    }

    /** {@code kill -9} of one node of a data centre. */
    public void killNode(String site, int number) {
        keptNode(site, number).kill();
    }

    /** {@code kill -9} of the Cassandra of a data centre. */
    public void killCassandra(String site) {
        keptCassandra(site).kill();
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
