package org.palmares.tools;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.palmares.tools.demo.Demo;
import org.palmares.tools.load.Sites;
import org.palmares.tools.site.Layout;
import org.palmares.tools.site.Up;
import org.palmares.tools.site.Where;
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
        if (fresh && site == null) {
            Demo.forget(where.layout());
        }
        Layout layout = new Up(where.layout(), new Up.Wish(site, fresh, destructiveDrills, nodesPerSite, tls), out).start();
        out.println();
        out.println("Results and timetable:  " + String.join("  ", layout.urls()));
        out.println("Keys:                   " + layout.keys() + "  (feed.key for POST /v1/odf)");
        out.println("Logs:                   " + layout.var() + "/<site>/node.log and cassandra.log; what ends by itself is started again, see " + Up.keeperLog(layout));
        out.println("Next:                   ops-scripts/palmares status | load PATH | down" + (demo ? " | simulate" : ""));
        out.flush();
        return !demo || Demo.load(layout, Sites.of(layout), out) ? 0 : 1;
    }
}
