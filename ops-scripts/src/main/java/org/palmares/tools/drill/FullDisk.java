package org.palmares.tools.drill;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.palmares.tools.ToolException;
import org.palmares.tools.site.LocalSites;

/** The Cassandra of a data centre gets a small file system of its own (tmpfs, so root is needed), which is then filled to the last byte. */
final class FullDisk implements Fault {

    private static final long FREE_AT_FIRST = 160L * 1024 * 1024;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final int SECONDS = 60;

    private final LocalSites sites;
    private final String site;
    private final Path folder;
    private final Path aside;
    private boolean prepared;
    private boolean full;

    FullDisk(LocalSites sites, String site) {
        this.sites = sites;
        this.site = site;
        this.folder = sites.layout().site(site).resolve("cassandra");
        this.aside = folder.resolveSibling("cassandra-aside");
    }

    @Override
    public void prepare() {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new ToolException("A small file system can be mounted by root only.");
        }
        prepared = true;
        sites.stopCassandra(site);
        run("mv", folder.toString(), aside.toString());
        run("mkdir", folder.toString());
        run("mount", "-t", "tmpfs", "-o", "size=" + (bytes(aside) + FREE_AT_FIRST), "palmares", folder.toString());
        run("cp", "-a", aside + "/.", folder.toString());
        sites.startCassandra(site);
        sites.awaitCassandra(site);
    }

    @Override
    public void begin() {
        full = true;
        byte[] block = new byte[(int) MEBIBYTE];
        Arrays.fill(block, (byte) 1);
        for (int size : new int[] {block.length, 4096, 1}) {
            try (OutputStream out = Files.newOutputStream(filler(size))) {
                while (true) {
                    out.write(block, 0, size);
                }
            } catch (IOException noSpaceLeft) {
                // That is what it is for.
            }
        }
    }

    private Path filler(int size) {
        return folder.resolve("filler-" + size);
    }

    @Override
    public String broken() {
        return "the disk of the Cassandra of " + site + " is full";
    }

    @Override
    public void heal() {
        if (full) {
            full = false;
            run("sh", "-c", "rm -f \"$0\"/filler-*", folder.toString());
            sites.killCassandra(site);
            sites.up(List.of(site));
        }
    }

    /** Back to the large disk, with all that was written meanwhile. */
    @Override
    public void cleanUp() {
        if (prepared) {
            prepared = false;
            sites.stopCassandra(site);
            run("sh", "-c", "rm -rf \"$1\" && mkdir \"$1\" && cp -a \"$0\"/. \"$1\" && umount \"$0\" && rmdir \"$0\" && mv \"$1\" \"$0\"",
                    folder.toString(), aside.toString());
            sites.up(List.of(site));
        }
    }

    @Override
    public Set<String> down() {
        return Set.of();
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException failed) {
            throw new ToolException("The folder " + folder + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new ToolException(String.join(" ", command) + " failed.");
            }
        } catch (IOException failed) {
            throw new ToolException(String.join(" ", command) + " failed: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted.", interrupted);
        }
    }
}
