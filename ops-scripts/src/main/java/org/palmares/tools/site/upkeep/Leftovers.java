package org.palmares.tools.site.upkeep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.disk.SmallDisk;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.network.Partition;
import org.palmares.tools.site.process.KeptProcess;
import org.palmares.tools.site.process.ManagedProcess;
import org.palmares.tools.terminal.ToolException;

/**
 * What a drill left broken that was cut off: packet filters, frozen processes, a small disk, a wrong clock, processes that it had taken away. Looked
 * for on the machine itself, so that it is found whatever the drill could still note. Nothing is touched while a drill is at work.
 */
public final class Leftovers {

    /** What a wrong clock needs in a node's environment. */
    private static final String WRONG_CLOCK = "FAKETIME";

    private static final String LEFT = "a drill that was cut off left ";

    private final LocalSites sites;
    private final Layout layout;
    private final Partition partition;
    private final Consumer<String> progress;

    /** @param progress gets a line for whatever is mended */
    public Leftovers(LocalSites sites, Consumer<String> progress) {
        this.sites = sites;
        this.layout = sites.layout();
        this.partition = new Partition(layout);
        this.progress = progress;
    }

    /** What is there, a sentence each; nothing while a drill is at work. */
    public List<String> found() {
        List<String> found = new ArrayList<>();
        Drilling.whileNobodyDrills(layout, mine -> {
            if (partition.isCut()) {
                found.add(LEFT + "data centres cut off from each other");
            }
            for (String site : Layout.SITES) {
                frozen(site).forEach(process -> found.add(LEFT + site + '/' + process.name() + " frozen"));
                if (new SmallDisk(layout, site).isThere()) {
                    found.add(LEFT + "the Cassandra of " + site + " on a small disk");
                }
                layout.nodes().stream().filter(number -> hasWrongClock(site, number))
                        .forEach(number -> found.add(LEFT + "node " + number + " of " + site + " with a wrong clock"));
            }
            if (!Drilling.interrupted(layout).isEmpty()) {
                found.add("a drill was cut off before it had mended everything");
            }
        });
        return found;
    }

    /**
     * Mends it. Processes that the drill had taken away are wanted again, and started by whoever keeps them, or by {@code up}.
     *
     * @throws ToolException if something cannot be mended; the rest is
     */
    public void mend() {
        Drilling.whileNobodyDrills(layout, this::mend);
    }

    private void mend(Drilling mine) {
        List<String> failures = new ArrayList<>();
        attempt(failures, this::mendFiltersAndFrozen);
        for (String site : Layout.SITES) {
            attempt(failures, () -> mendDisk(site));
            layout.nodes().forEach(number -> attempt(failures, () -> mendClock(site, number)));
        }
        if (!failures.isEmpty()) {
            throw new ToolException(String.join("\n", failures));
        }
        List<String> before = Drilling.interrupted(layout);
        if (!before.isEmpty()) {
            Layout.SITES.forEach(site -> sites.processes(site).stream()
                    .filter(process -> before.contains(site + '/' + process.name()))
                    .forEach(process -> new KeptProcess(process).want()));
            mine.mended();
            progress.accept("a drill that was cut off is mended; what it took away is wanted again: " + String.join(", ", before));
        }
    }

    private static void attempt(List<String> failures, Runnable mend) {
        try {
            mend.run();
        } catch (ToolException failed) {
            failures.add(failed.getMessage());
        }
    }

    /** Mends what takes no time and stops nothing: packet filters and frozen processes. */
    public void mendAtOnce() {
        Drilling.whileNobodyDrills(layout, mine -> mendFiltersAndFrozen());
    }

    private void mendFiltersAndFrozen() {
        if (partition.isCut()) {
            partition.heal();
            progress.accept("packet filters of a drill that was cut off are removed");
        }
        for (String site : Layout.SITES) {
            List<ManagedProcess> frozen = frozen(site);
            frozen.forEach(process -> process.signal("CONT"));
            frozen.forEach(process -> progress.accept(site + '/' + process.name() + ", frozen by a drill that was cut off, goes on"));
        }
    }

    private void mendDisk(String site) {
        SmallDisk disk = new SmallDisk(layout, site);
        if (disk.isThere()) {
            boolean wanted = sites.keptCassandra(site).kept().wanted();
            sites.stopCassandra(site);
            disk.remove();
            if (wanted) {
                sites.keptCassandra(site).want();
            }
            progress.accept("the Cassandra of " + site + " has its large disk again");
        }
    }

    private void mendClock(String site, int number) {
        if (hasWrongClock(site, number)) {
            sites.stopNode(site, number);
            sites.keptNode(site, number).want();
            progress.accept("node " + number + " of " + site + ", which a drill had given a wrong clock, is restarted");
        }
    }

    private List<ManagedProcess> frozen(String site) {
        return sites.processes(site).stream().filter(ManagedProcess::isFrozen).toList();
    }

    private boolean hasWrongClock(String site, int number) {
        return sites.node(site, number).hasEnvironment(WRONG_CLOCK);
    }
}
