package org.palmares.tools.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.palmares.tools.files.Folders;
import org.palmares.tools.site.layout.DestructiveDrills;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.Keeping;
import org.palmares.tools.site.process.KeptProcess;
import org.palmares.tools.site.process.ProcessIdentity;
import org.palmares.tools.site.upkeep.Leftovers;

/**
 * Three real data centres that all integration tests share, because a start takes longer than most tests: started by the first that asks, ended
 * with the tests. Whoever breaks one heals it. Kept as those of {@code palmares up}: on a busy machine a node may ask to be started again.
 */
public final class RunningSites {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static LocalSites running;

    private RunningSites() {}

    /** The data centres, all of them ready. */
    public static synchronized LocalSites get() {
        if (running == null) {
            Path root = Path.of(System.getProperty("palmares.root")).toAbsolutePath().normalize();
            LocalSites sites = new LocalSites(new Layout(root, folder(root), FreePorts.offset()), System.out::println);
            forgetEarlier(sites);
            EndGuard.begin(ProcessIdentity.of(ProcessHandle.current()), sites.layout().var());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(sites)));
            DestructiveDrills.allow(sites.layout(), true);
            running = sites;
        }
        new Keeping(running.layout()).ensure();
        running.up(Layout.SITES);
        return running;
    }

    /** A run that was killed may have left processes and what a drill broke; its logs have been there to be read until now. */
    private static void forgetEarlier(LocalSites sites) {
        end(sites);
        new Leftovers(sites, System.out::println).mend();
        Folders.delete(sites.layout().var());
    }

    private static void end(LocalSites sites) {
        sites.kill(Layout.SITES);
        new Keeping(sites.layout()).stop();
    }

    /** Kept after the tests: its logs tell what went wrong. */
    private static Path folder(Path root) {
        try {
            return Files.createDirectories(root.resolve("ops-scripts/target/running-sites"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The key of {@code role}: feed, scheduler or ops; the data centres have to be there. */
    public static synchronized String key(String role) {
        try {
            return Files.readString(running.layout().keys().resolve(role + ".key")).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Pid, time of start and number of restarts of every process that runs. */
    public static synchronized Map<String, String> processes() {
        Map<String, String> processes = new TreeMap<>();
        Layout.SITES.forEach(site -> running.processes(site).forEach(process -> process.running().ifPresent(is -> processes.put(
                site + '/' + process.name(), ProcessIdentity.of(is) + ", restarts " + new KeptProcess(process).kept().restarts()))));
        return processes;
    }

    /** What the nodes count now, by data centre and name with label, e.g. {@code paris palmares_left_out_total{what="unit"}}. */
    public static synchronized Map<String, Double> counts() {
        Map<String, Double> counts = new TreeMap<>();
        for (String site : Layout.SITES) {
            metrics(site).lines().filter(line -> !line.startsWith("#") && line.contains(" ")).forEach(line -> counts.put(
                    site + ' ' + line.substring(0, line.lastIndexOf(' ')), Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
        }
        return counts;
    }

    private static String metrics(String site) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(running.layout().managementUrl(site, 1) + "/metrics")).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
