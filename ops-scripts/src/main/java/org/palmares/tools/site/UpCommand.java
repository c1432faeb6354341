package org.palmares.tools.site;

import java.io.PrintWriter;
import java.util.List;
import org.palmares.tools.ToolException;
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
public final class UpCommand implements Runnable {

    private static final long MEMORY_NEEDED = 3L * 1024 * 1024 * 1024;

    @Mixin
    private Where where;

    @Option(names = "--site", description = "Only this data centre: ${COMPLETION-CANDIDATES}.")
    private String site;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        long start = System.nanoTime();
        LocalSites sites = new LocalSites(where.layout(), line -> {
            out.printf("%5.1f s  %s%n", (System.nanoTime() - start) / 1e9, line);
            out.flush();
        });
        requireMemory();
        sites.up(site == null ? Layout.SITES : List.of(known(site)));
        Layout layout = where.layout();
        out.println();
        out.println("Results and timetable:  " + String.join("  ", layout.urls()));
        out.println("Keys:                   " + layout.keys() + "  (feed.key for POST /v1/odf)");
        out.println("Logs:                   " + layout.var() + "/<site>/node.log and cassandra.log");
        out.println("Next:                   ops-scripts/palmares status | load PATH | down");
        out.flush();
    }

    static String known(String site) {
        if (!Layout.SITES.contains(site)) {
            throw new ToolException("There is no data centre \"" + site + "\"; there are " + String.join(", ", Layout.SITES) + '.');
        }
        return site;
    }

    private static void requireMemory() {
        var system = (com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        if (system.getTotalMemorySize() < MEMORY_NEEDED) {
            throw new ToolException("Three data centres need about 3 GB of memory; this machine has " + system.getTotalMemorySize() / (1024 * 1024)
                    + " MB.");
        }
    }
}
