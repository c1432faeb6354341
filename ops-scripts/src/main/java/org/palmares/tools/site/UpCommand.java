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
        description = "Starts the three data centres, a Cassandra and a node each, and returns when all are ready. What runs already is left alone; "
                + "what was killed is started again.",
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

    @Option(names = "--demo", description = "Then sends the sample Games: all up to the evening of the ninth day. Doing it again changes nothing.")
    private boolean demo;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        long start = System.nanoTime();
        LocalSites sites = new LocalSites(where.layout(), line -> {
            out.printf("%5.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
            out.flush();
        });
        List<String> wanted = site == null ? Layout.SITES : List.of(known(site));
        if (fresh && site != null) {
            throw new ToolException("--fresh is for all data centres: one alone gets back from the others what it lost. Leave --site out.");
        }
        Turn.take(where.layout().var(), () -> start(sites, wanted));
        Layout layout = where.layout();
        out.println();
        out.println("Results and timetable:  " + String.join("  ", layout.urls()));
        out.println("Keys:                   " + layout.keys() + "  (feed.key for POST /v1/odf)");
        out.println("Logs:                   " + layout.var() + "/<site>/node.log and cassandra.log");
        out.println("Next:                   ops-scripts/palmares status | load PATH | down" + (demo ? " | simulate" : ""));
        out.flush();
        return !demo || Demo.load(layout, Sites.of(layout), out) ? 0 : 1;
    }

    private void start(LocalSites sites, List<String> wanted) {
        if (fresh) {
            sites.down(Layout.SITES);
            sites.forget();
            Demo.forget(where.layout());
        }
        if (site == null) {
            sites.allowDestructiveDrills(destructiveDrills);
        }
        Memory.require((int) wanted.stream().filter(sites::isDown).count());
        sites.up(wanted);
    }

    static String known(String site) {
        if (!Layout.SITES.contains(site)) {
            throw new ToolException("There is no data centre \"" + site + "\"; there are " + String.join(", ", Layout.SITES) + '.');
        }
        return site;
    }
}
