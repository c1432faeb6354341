package org.palmares.tools.site;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.Compiler;
import org.palmares.tools.terminal.HeapPages;
import org.palmares.tools.terminal.ToolException;

/**
 * The command that starts a node: everything that is particular to it is a system property.
 *
 * @param layout where everything is
 * @param site its data centre
 * @param number its number there, from 1
 */
record NodeLaunch(Layout layout, String site, int number) {

    /** Name of the process and of its files. */
    static String name(int number) {
        return number == 1 ? "node" : "node-" + number;
    }

    /** @param othersRun whether there are others to join */
    List<String> of(int heapMegabytes, ClassArchive archive, boolean othersRun) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // All of it from the beginning: each step by which a heap grows is a full collection, and that stops the node for seconds.
                "-Xms" + heapMegabytes + "m",
                "-Xmn128m",
                "-Xmx" + heapMegabytes + "m",
                "-Xlog:gc:file=" + layout.site(site).resolve(name(number) + "-gc.log") + ":time:filecount=1,filesize=1m",
                "-XX:+UseSerialGC",
                // Twenty times a second, into a file: nobody reads it.
                "-XX:-UsePerfData",
                // Below this, classes that are loaded cause full collections; the last one came with the first messages, and the others took the node for dead.
                "-XX:MetaspaceSize=192m",
                "-XX:+ExitOnOutOfMemoryError",
                // With one core for it, Java starts a thread for every step of a future instead of using its pool.
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                "-Dlogback.configurationFile=logback-file.xml",
                "-Dpalmares.log=" + layout.site(site).resolve(name(number) + ".log"),
                "-Dpalmares.site=" + site,
                "-Dpalmares.node-number=" + number,
                "-Dpalmares.http.host=" + layout.host(site),
                "-Dpalmares.http.port=" + layout.http(site, number),
                "-Dpalmares.keys=" + layout.keys(),
                "-Dpalmares.storm.planner=" + archive.library().resolve("../../planner/target").normalize(),
                "-Dpekko.management.http.hostname=" + layout.host(site),
                "-Dpekko.management.http.port=" + layout.management(site, number),
                "-Dpekko.remote.artery.canonical.hostname=" + layout.host(site),
                "-Dpekko.remote.artery.canonical.port=" + layout.remote(site, number),
                "-Dpalmares.link.port=" + layout.link(site, number)));
        if (Files.exists(layout.destructiveDrills())) {
            command.add("-Dpalmares.drills.destructive=true");
        }
        command.addAll(archive.options());
        command.addAll(Compiler.options());
        command.addAll(HeapPages.options());
        for (int i = 0; i < Layout.SITES.size(); i++) {
            String other = Layout.SITES.get(i);
            command.add("-Dpalmares.sites." + i + ".name=" + other);
            command.add("-Dpalmares.sites." + i + ".url=" + layout.url(other));
            command.add("-Dpalmares.cassandra.contact-points." + i + '=' + layout.host(other) + ':' + layout.cassandra(other));
        }
        List<String> seeds = seeds(othersRun);
        for (int i = 0; i < seeds.size(); i++) {
            command.add("-Dpekko.cluster.seed-nodes." + i + "=pekko://palmares@" + seeds.get(i));
        }
        command.addAll(List.of("-cp", classPath(archive.library()), "org.palmares.node.Main"));
        return command;
    }

    /**
     * Who is asked for the cluster, in order. A node that asks itself first begins a cluster of its own. It may do so only where nobody else is
     * there: others that are merely slow to answer would otherwise be left behind for good.
     */
    private List<String> seeds(boolean othersRun) {
        String self = remote(site, number);
        List<String> seeds = new ArrayList<>();
        Layout.SITES.forEach(other -> layout.nodes().forEach(node -> seeds.add(remote(other, node))));
        seeds.remove(self);
        seeds.add(othersRun ? seeds.size() : 0, self);
        return seeds;
    }

    private String remote(String other, int node) {
        return layout.host(other) + ':' + layout.remote(other, node);
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
