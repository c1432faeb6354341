package org.palmares.tools.site.upkeep;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.palmares.tools.files.Turn;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.Memory;
import org.palmares.tools.site.SiteTls;
import org.palmares.tools.site.layout.DestructiveDrills;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.layout.NodesPerSite;
import org.palmares.tools.site.process.Keeping;
import org.palmares.tools.terminal.ToolException;

/** Starts data centres: a Cassandra and nodes each. */
public final class Up {

    /**
     * What is wanted.
     *
     * @param site only this data centre; all where it is null
     * @param fresh whether what they hold is deleted first
     * @param destructiveDrills whether drills may break something
     * @param nodesPerSite how many nodes; as many as last time where it is null
     * @param tls whether what they say is encrypted; as last time where it is null
     */
    public record Wish(String site, boolean fresh, boolean destructiveDrills, Integer nodesPerSite, Boolean tls) {}

    private final Layout before;
    private final Layout layout;
    private final Wish wish;
    private final PrintWriter out;
    private final LocalSites sites;

    /** @param before as it is now */
    public Up(Layout before, Wish wish, PrintWriter out) {
        this.before = before;
        this.layout = wish.nodesPerSite() == null ? before : before.withNodesPerSite(NodesPerSite.known(wish.nodesPerSite()));
        this.wish = wish;
        this.out = out;
        long begin = System.nanoTime();
        this.sites = new LocalSites(layout, line -> {
            out.printf("%5.1f s  %s%n", (System.nanoTime() - begin) / 1e9, line);
            out.flush();
        });
    }

    /** Where the one writes what keeps them running. */
    public static Path keeperLog(Layout layout) {
        return new Keeping(layout).log();
    }

    /** Starts them, and gives where they are when all are ready. */
    public Layout start() {
        List<String> wanted = wanted();
        if (wish.fresh() && wish.site() != null) {
            throw new ToolException("--fresh is for all data centres: one alone gets back from the others what it lost. Leave --site out.");
        }
        Turn.take(layout.var(), () -> {
            new Leftovers(sites, line -> out.println("        " + line)).mend();
            endSurplus();
            NodesPerSite.remember(layout.var(), layout.nodesPerSite());
            SiteTls.choose(sites, wish.tls());
            start(wanted);
        });
        return layout;
    }

    /** Makes later starts faster; a node is stopped for that, so it is the last that is done. */
    public void hasten() {
        Turn.take(layout.var(), () -> sites.hasten(wanted()));
    }

    private List<String> wanted() {
        return wish.site() == null ? Layout.SITES : List.of(known(wish.site()));
    }

    private void start(List<String> wanted) {
        if (wish.fresh()) {
            sites.down(Layout.SITES);
            sites.forget();
        }
        if (wish.site() == null) {
            DestructiveDrills.allow(sites.layout(), wish.destructiveDrills());
        }
        Keeping keeping = new Keeping(sites.layout());
        // First, so that what ends while it starts is started again; it ends by itself where nothing is wanted.
        keeping.ensure();
        Memory.require((int) wanted.stream().filter(sites::isDown).count(), sites.layout().nodesPerSite());
        try {
            sites.start(wanted);
        } finally {
            keeping.ensure();
        }
    }

    /** Nodes that are no longer wanted would otherwise be forgotten while they run. */
    private void endSurplus() {
        LocalSites old = new LocalSites(before, line -> {});
        before.nodes().stream().filter(number -> number > layout.nodesPerSite()).forEach(number -> Layout.SITES.forEach(site -> old.stopNode(site, number)));
    }

    public static String known(String site) {
        if (!Layout.SITES.contains(site)) {
            throw new ToolException("There is no data centre \"" + site + "\"; there are " + String.join(", ", Layout.SITES) + '.');
        }
        return site;
    }
}
