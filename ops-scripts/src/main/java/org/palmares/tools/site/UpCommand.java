package org.palmares.tools.site;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.palmares.tools.ToolException;
import org.palmares.tools.demo.Demo;
import org.palmares.tools.load.Sites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code palmares up}. */
@Command(
        name = "up",
        description = "Starts the three data centres, a Cassandra and a node (or more) each, and returns when all are ready. What runs already is left alone; "
                + "what was killed is started again. From then on palmares keep starts again what ends by itself, until palmares down.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private Where where;

    @Option(names = "--site", description = "Only this data centre: ${COMPLETION-CANDIDATES}.")
    private String site;

    @Option(names = "--fresh", description = "Stops everything and deletes what the data centres hold before they start. The keys stay.")
    private boolean fresh;

    @Option(names = "--destructive-drills", description = "Allows drills that break something, until the next up without it.")
    private boolean destructiveDrills;

    @Option(names = "--nodes-per-site", paramLabel = "N", description = "Nodes of each data centre, 1 to 9. Default: as many as last time, at first 1.")
    private Integer nodesPerSite;

    @Option(names = "--tls", negatable = true,
            description = "Nodes and Cassandras speak TLS with certificates of both sides, made under var/tls for trials. Default: as last time, at"
                    + " first not.")
    private Boolean tls;

    @Option(names = "--demo", description = "Then sends the sample Games: all up to the evening of the ninth day. Doing it again changes nothing.")
    private boolean demo;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long start = System.nanoTime();
        Layout before = where.layout();
        Layout layout = nodesPerSite == null ? before : before.withNodesPerSite(NodesPerSite.known(nodesPerSite));
        LocalSites sites = new LocalSites(layout, line -> {
            out.printf("%5.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
            out.flush();
        });
        List<String> wanted = site == null ? Layout.SITES : List.of(known(site));
        if (fresh && site != null) {
            throw new ToolException("--fresh is for all data centres: one alone gets back from the others what it lost. Leave --site out.");
        }
        Turn.take(layout.var(), () -> {
            new Leftovers(sites, line -> out.println("        " + line)).mend();
            endSurplus(before, layout);
            NodesPerSite.remember(layout.var(), layout.nodesPerSite());
            SiteTls.choose(sites, tls);
            start(sites, wanted);
        });
        out.println();
        out.println("Results and timetable:  " + String.join("  ", layout.urls()));
        out.println("Keys:                   " + layout.keys() + "  (feed.key for POST /v1/odf)");
        out.println("Logs:                   " + layout.var() + "/<site>/node.log and cassandra.log; what ends by itself is started again, see " + new Keeping(layout).log());
        out.println("Next:                   ops-scripts/palmares status | load PATH | down" + (demo ? " | simulate" : ""));
        out.flush();
        return !demo || Demo.load(layout, Sites.of(layout), out) ? 0 : 1;
    }

    private void start(LocalSites sites, List<String> wanted) {
        if (fresh) {
            sites.down(Layout.SITES);
            sites.forget();
            Demo.forget(sites.layout());
        }
        if (site == null) {
            sites.allowDestructiveDrills(destructiveDrills);
        }
        Keeping keeping = new Keeping(sites.layout());
        // First, so that what ends while it starts is started again; it ends by itself where nothing is wanted.
        keeping.ensure();
        Memory.require((int) wanted.stream().filter(sites::isDown).count(), sites.layout().nodesPerSite());
        try {
            sites.up(wanted);
        } finally {
            keeping.ensure();
        }
    }

    /** Nodes that are no longer wanted would otherwise be forgotten while they run. */
    private static void endSurplus(Layout before, Layout now) {
        LocalSites old = new LocalSites(before, line -> {});
        before.nodes().stream().filter(number -> number > now.nodesPerSite()).forEach(number -> Layout.SITES.forEach(site -> old.stopNode(site, number)));
    }

    static String known(String site) {
        if (!Layout.SITES.contains(site)) {
            throw new ToolException("There is no data centre \"" + site + "\"; there are " + String.join(", ", Layout.SITES) + '.');
        }
        return site;
    }
}
