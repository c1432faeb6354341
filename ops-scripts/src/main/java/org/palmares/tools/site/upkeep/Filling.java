package org.palmares.tools.site.upkeep;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.palmares.tools.cassandra.CassandraAdmin;
import org.palmares.tools.files.Folders;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.disk.Copy;
import org.palmares.tools.site.disk.SmallDisk;
import org.palmares.tools.site.disk.TableFiles;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.layout.Ports;
import org.palmares.tools.terminal.ExternalProgram;
import org.palmares.tools.terminal.ToolException;

/**
 * Makes an empty disk a copy of the journals again (docs/decisions/0009): while its Cassandra does not run, the rows of both others are put on it. It
 * starts only when it has them all, so nobody ever asks it for what it does not have. May be cut off at any moment and done again.
 *
 * @param sites the data centres
 * @param progress gets a line for each step
 */
public record Filling(LocalSites sites, Consumer<String> progress) {

    private static final List<String> KEYSPACES = List.of("palmares", "palmares_snapshot");
    private static final long MARGIN = 512L * 1024 * 1024;
    private static final Duration SYNC = Duration.ofMinutes(5);

    /**
     * Fills the disk of the Cassandra of {@code site} and starts the data centre.
     *
     * @throws ToolException if it is a copy already, or another has no journals to give or does not run
     */
    public void fill(String site) {
        fillDisk(site);
        sites.up(List.of(site));
    }

    /** Fills it and starts the Cassandra. */
    void fillDisk(String site) {
        Layout layout = sites.layout();
        List<String> others = Layout.SITES.stream().filter(other -> !other.equals(site)).toList();
        requireNeeded(site);
        others.forEach(this::requireGiver);
        // From here on what is acknowledged is on both others; what was acknowledged before is on one of them at least.
        sites.stopNode(site);
        sites.stopCassandra(site);
        requireRoom(layout, site, others);
        Folders.delete(Copy.folder(layout, site));
        Copy.beginFilling(layout, site);
        String tag = "palmares-fill-" + site + '-' + System.currentTimeMillis();
        TableFiles files = new TableFiles(Copy.folder(layout, site).resolve("data"));
        for (String other : others) {
            progress.accept("The journals of " + other + " are copied ...");
            copy(other, tag, files);
        }
        ExternalProgram.run("Writing the folder", List.of("sync", "-f", Copy.folder(layout, site).toString()), SYNC);
        Copy.filledFrom(layout, site, others.get(0));
        progress.accept(files.bytes() / 1_000_000 + " MB were copied; the Cassandra of " + site + " starts ...");
        sites.startCassandra(site);
        sites.awaitCassandra(site);
        sites.createSchema(site);
        requireFilled(site, others);
        Copy.replaced(layout, site);
    }

    private void requireNeeded(String site) {
        Copy.State state = Copy.state(sites.layout(), site);
        if (state == Copy.State.FOREIGN) {
            throw new ToolException(Copy.advice(sites.layout(), site).orElseThrow());
        }
        if (state == Copy.State.USABLE) {
            throw new ToolException("The disk of the Cassandra of " + site + " is a copy of the journals already, or there are none yet. To fill it all the same,"
                    + " run palmares down --site " + site + " and move " + Copy.folder(sites.layout(), site) + " away first.");
        }
    }

    private void requireGiver(String other) {
        Layout layout = sites.layout();
        boolean answers = sites.cassandra(other).running().isPresent() && Ports.answers(layout.host(other), layout.cassandra(other));
        if (!answers || Copy.state(layout, other) != Copy.State.USABLE) {
            throw new ToolException("The Cassandra of " + other + " has to run and to be a copy: what only it has cannot be had from anybody else. Run palmares up --site "
                    + other + " first.");
        }
    }

    private static void requireRoom(Layout layout, String site, List<String> others) {
        long needed = MARGIN;
        for (String other : others) {
            for (String keyspace : KEYSPACES) {
                Path folder = Copy.folder(layout, other).resolve("data").resolve(keyspace);
                needed += Files.exists(folder) ? SmallDisk.bytes(folder) : 0;
            }
        }
        long room = layout.site(site).toFile().getUsableSpace();
        if (room < needed) {
            throw new ToolException("Filling the disk of the Cassandra of " + site + " takes up to " + needed / 1_000_000 + " MB, and " + room / 1_000_000
                    + " MB are free in " + layout.site(site) + '.');
        }
    }

    private void copy(String other, String tag, TableFiles files) {
        ProcessHandle process = sites.cassandra(other).running().orElseThrow(() -> new ToolException("The Cassandra of " + other + " has ended."));
        String[] keyspaces = KEYSPACES.toArray(String[]::new);
        try (CassandraAdmin admin = CassandraAdmin.of(other, process)) {
            admin.snapshot(tag, keyspaces);
            try {
                Path data = Copy.folder(sites.layout(), other).resolve("data");
                KEYSPACES.forEach(keyspace -> files.copy(data, keyspace, tag));
            } finally {
                admin.forget(tag, keyspaces);
            }
        }
    }

    /** A net: every journal that others know has to be on its disk. Otherwise it must not go on. */
    private void requireFilled(String site, List<String> others) {
        Set<String> missing = new HashSet<>();
        others.forEach(other -> missing.addAll(journals(other)));
        missing.removeAll(journals(site));
        if (!missing.isEmpty()) {
            sites.stopCassandra(site);
            Copy.beginFilling(sites.layout(), site);
            throw new ToolException("After filling it the Cassandra of " + site + " lacks " + missing.size() + " journals, e.g. " + missing.iterator().next()
                    + ". It is stopped. Run palmares fill --site " + site + " again.");
        }
    }

    private Set<String> journals(String site) {
        Set<String> journals = new HashSet<>();
        try (CqlSession session = sites.session(site)) {
            session.execute(SimpleStatement.newInstance("SELECT persistence_id FROM palmares.all_persistence_ids")
                            .setConsistencyLevel(DefaultConsistencyLevel.LOCAL_ONE))
                    .forEach(row -> journals.add(row.getString("persistence_id")));
        }
        return journals;
    }
}
