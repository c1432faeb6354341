package org.palmares.tools.wan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.DestructiveDrills;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.layout.Places;
import org.palmares.tools.site.network.Partition;
import org.palmares.tools.terminal.ToolException;

/** Three data centres as far apart as real ones. They keep a folder of their own, by which all other commands find them ({@code --var}). */
public final class WanLab implements AutoCloseable {

    private static final String NAME = "pal";
    private static final int NET = 77;

    private final WanNetwork network = new WanNetwork(NAME, NET);
    private final Layout layout;
    private final LocalSites sites;
    private final Consumer<String> progress;

    /**
     * @param root the project
     * @param var folder for all that they write
     * @param progress gets a line for each step
     */
    public WanLab(Path root, Path var, Consumer<String> progress) {
        this.layout = new Layout(root, var, 0, 1, network.places());
        this.sites = new LocalSites(layout, progress);
        this.progress = progress;
    }

    /** Why this machine cannot have it; empty where it can. */
    public static Optional<String> impossible() {
        return WanNetwork.impossible();
    }

    /** Makes the network and starts the data centres in it, with drills allowed that break something. What an earlier lab left is removed first. */
    public void up() {
        impossible().ifPresent(reason -> {
            throw new ToolException("A wide-area lab is not possible here: " + reason + '.');
        });
        close();
        network.up();
        Places.remember(layout.var(), layout.places());
        roundTrips().forEach((pair, millis) -> progress.accept(pair + ": an echo takes " + millis + " ms"));
        DestructiveDrills.allow(sites.layout(), true);
        sites.up(Layout.SITES);
    }

    /** Milliseconds of an echo between each two data centres, as measured now. */
    public Map<String, Double> roundTrips() {
        Map<String, Double> measured = new LinkedHashMap<>();
        for (int i = 0; i < Layout.SITES.size() - 1; i++) {
            String from = Layout.SITES.get(i);
            List<String> others = Layout.SITES.subList(i + 1, Layout.SITES.size());
            List<Double> echoes = network.echoes(from, others);
            for (int j = 0; j < others.size(); j++) {
                measured.put(from + '-' + others.get(j), echoes.get(j));
            }
        }
        return measured;
    }

    /** The data centres, to be killed, frozen and started as those of a user are. */
    public LocalSites sites() {
        return sites;
    }

    /** Where everything is. */
    public Layout layout() {
        return layout;
    }

    /** Cuts the data centres off from each other. */
    public Partition partition() {
        return new Partition(layout);
    }

    /** Ends and removes everything but what was written, also after a tool that ended suddenly. */
    @Override
    public void close() {
        sites.kill(Layout.SITES);
        network.close();
    }
}
