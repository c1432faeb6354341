package org.palmares.tools.site;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.palmares.tools.ToolException;

/** The command that starts a node: everything that is particular to it is a system property. */
final class NodeCommand {

    private NodeCommand() {}

    /** @param seeds data centres whose nodes are asked for the cluster, in order; only a node that is the first itself may begin a new one */
    static List<String> of(Layout layout, String site, int heapMegabytes, ClassArchive archive, List<String> seeds) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmn128m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                // With one core for it, Java starts a thread for every step of a future instead of using its pool.
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                "-Dpalmares.site=" + site,
                "-Dpalmares.http.port=" + layout.http(site),
                "-Dpalmares.keys=" + layout.keys(),
                "-Dpekko.management.http.port=" + layout.management(site),
                "-Dpekko.remote.artery.canonical.port=" + layout.remote(site)));
        if (Files.exists(layout.destructiveDrills())) {
            command.add("-Dpalmares.drills.destructive=true");
        }
        command.addAll(archive.options());
        for (int i = 0; i < Layout.SITES.size(); i++) {
            String other = Layout.SITES.get(i);
            command.add("-Dpalmares.sites." + i + ".name=" + other);
            command.add("-Dpalmares.sites." + i + ".url=" + layout.url(other));
            command.add("-Dpekko.cluster.seed-nodes." + i + "=pekko://palmares@" + Layout.HOST + ':' + layout.remote(seeds.get(i)));
            command.add("-Dpalmares.cassandra.contact-points." + i + '=' + Layout.HOST + ':' + layout.cassandra(other));
        }
        command.addAll(List.of("-cp", classPath(archive.library()), "org.palmares.node.Main"));
        return command;
    }

    private static String classPath(Path library) {
        try (Stream<Path> jars = Files.list(library)) {
            List<String> sorted = jars.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList();
            return String.join(File.pathSeparator, sorted);
        } catch (IOException missing) {
            throw new ToolException("The node is not built: there is no " + library + ". Run mvn -DskipTests package.", missing);
        }
    }
}
