package org.palmares.tools.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Three real data centres that all integration tests share: started by the first that asks, ended with the tests. Whoever breaks one heals it. */
public final class RunningSites {

    private static final int PORT_OFFSET = 7000;

    private static LocalSites running;

    private RunningSites() {}

    /** The data centres, all of them ready. */
    public static synchronized LocalSites get() {
        if (running == null) {
            Path root = Path.of(System.getProperty("palmares.root")).toAbsolutePath().normalize();
            LocalSites sites = new LocalSites(new Layout(root, folder(root), PORT_OFFSET), System.out::println);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Layout.SITES.forEach(sites::kill)));
            Layout.SITES.forEach(sites::kill);
            Folders.delete(sites.layout().var());
            sites.allowDestructiveDrills(true);
            running = sites;
        }
        running.up(Layout.SITES);
        return running;
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
}
