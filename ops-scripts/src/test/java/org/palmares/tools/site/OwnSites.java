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

/** Three real data centres of one test alone, whose processes can be told from others. */
public final class OwnSites implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LocalSites sites;

    private OwnSites(LocalSites sites) {
        this.sites = sites;
    }

    /** Starts them; their folder is kept after the test, for its logs tell what went wrong. */
    public static OwnSites start(String name) {
        Path root = Path.of(System.getProperty("palmares.root")).toAbsolutePath().normalize();
        Path folder = root.resolve("ops-scripts/target").resolve(name);
        Folders.delete(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        OwnSites own = new OwnSites(new LocalSites(new Layout(root, folder, FreePorts.offset()), System.out::println));
        Runtime.getRuntime().addShutdownHook(new Thread(own::close));
        own.sites.up(Layout.SITES);
        return own;
    }

    /** Where everything is. */
    public Layout layout() {
        return sites.layout();
    }

    /** The key of {@code role}: feed, scheduler or ops. */
    public String key(String role) {
        try {
            return Files.readString(layout().keys().resolve(role + ".key")).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Pid, time of start and number of restarts of every process that runs. */
    public Map<String, String> processes() {
        Map<String, String> processes = new TreeMap<>();
        Layout.SITES.forEach(site -> sites.processes(site).forEach(process -> process.running().ifPresent(running -> processes.put(
                site + '/' + process.name(), ProcessIdentity.of(running) + ", restarts " + new KeptProcess(process).kept().restarts()))));
        return processes;
    }

    /** Whether every node says that it is ready. */
    public boolean areReady() {
        return Layout.SITES.stream().allMatch(sites::isReady);
    }

    /** What a node counts, as text. */
    public String metrics(String site) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(layout().managementUrl(site, 1) + "/metrics")).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        Layout.SITES.forEach(sites::kill);
    }
}
