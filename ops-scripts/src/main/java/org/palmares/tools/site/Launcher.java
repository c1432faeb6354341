package org.palmares.tools.site;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.palmares.tools.cassandra.CassandraSettings;
import org.palmares.tools.cassandra.CassandraTls;
import org.palmares.tools.cassandra.EmbeddedCassandra;
import org.palmares.tools.site.disk.Copy;
import org.palmares.tools.site.disk.SmallDisk;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.layout.Ports;
import org.palmares.tools.site.network.SiteGroup;
import org.palmares.tools.site.process.ManagedProcess;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.tls.TlsFiles;

/** Starts processes of a data centre: what their commands are, and that nothing is in their way. */
final class Launcher {

    private static final int CASSANDRA_HEAP_MEGABYTES = 320;
    private static final int NODE_HEAP_MEGABYTES = 512;

    private final Layout layout;
    private final Archives archives;

    Launcher(Layout layout, Archives archives) {
        this.layout = layout;
        this.archives = archives;
    }

    void cassandra(String site, ManagedProcess process) {
        Copy.requireUsable(layout, site);
        requireFree(site, List.of(layout.cassandra(site), layout.cassandraStorage(site)), "Cassandra of " + site);
        CassandraSettings settings = new CassandraSettings(
                site,
                Layout.SITES.indexOf(site),
                layout.host(site),
                layout.cassandra(site),
                layout.cassandraStorage(site),
                Layout.SITES.stream().map(seed -> layout.host(seed) + ':' + layout.cassandraStorage(seed)).toList(),
                new SmallDisk(layout, site).cassandraFolder(),
                CASSANDRA_HEAP_MEGABYTES);
        Optional<CassandraTls> tls = TlsFiles.in(layout.var()).map(files -> files.cassandra(site));
        try {
            ClassArchive archive = archives.cassandra();
            launch(site, process, EmbeddedCassandra.command(settings.with(tls), archive.library(), options(site, archive)), Map.of());
        } catch (NoSuchFileException missing) {
            throw new ToolException("Cassandra is not built: " + missing.getMessage() + " is missing. Run mvn -DskipTests package.", missing);
        } catch (IOException failed) {
            throw new ToolException("Cassandra of " + site + " could not be prepared: " + failed.getMessage(), failed);
        }
    }

    /**
     * The others know the address as that of a Cassandra with another identity, and would refuse it. It takes that one's place, without asking
     * them for rows: it was filled before.
     */
    private List<String> options(String site, ClassArchive archive) {
        List<String> options = new ArrayList<>(archive.options());
        if (Copy.isReplacement(layout, site)) {
            options.add("-Dcassandra.replace_address_first_boot=" + layout.host(site) + ':' + layout.cassandraStorage(site));
            options.add("-Dcassandra.allow_unsafe_replace=true");
        }
        return options;
    }

    /** @param othersRun whether there are others to join */
    void node(NodeLaunch command, ManagedProcess process, boolean othersRun, Map<String, String> environment) {
        String site = command.site();
        requireFree(site, layout.ports(site, command.number()), nameOf(site, command.number()));
        launch(site, process, command.of(NODE_HEAP_MEGABYTES, archives.node(), othersRun), environment);
    }

    void requireFree(String site, List<Integer> ports, String who) {
        ports.forEach(port -> Ports.requireFree(layout.host(site), port, who));
    }

    /** The group is joined first: in a network of its own a process may not find the groups any more. */
    private void launch(String site, ManagedProcess process, List<String> command, Map<String, String> environment) {
        List<String> placed = new ArrayList<>(layout.place(site).prefix());
        placed.addAll(command);
        process.start(SiteGroup.of(layout, site).joined(placed), TlsFiles.environment(layout.var(), site, environment));
    }

    static String nameOf(String site, int number) {
        return number == 1 ? "The node of " + site : "Node " + number + " of " + site;
    }
}
