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

    /** Puts everything back where it fails: what is aside is all that the Cassandra has. */
    private static final String TO_SMALL = """
            mv -T "$0" "$1" && mkdir "$0" || exit 1
            mount -t tmpfs -o size="$2" palmares "$0" && cp -a "$1"/. "$0" && exit 0
            umount "$0"; rmdir "$0" && mv -T "$1" "$0"; exit 1
            """;

    private static final String TO_LARGE = """
            rm -rf "$1" && mkdir "$1" && cp -a "$0"/. "$1" && umount "$0" && rmdir "$0" && mv -T "$1" "$0"
            """;

    /** Gives files to write blocks of a size into, until it has no space left. */
    interface Disk {
        OutputStream file(int blockSize) throws IOException;
    }

    private final LocalSites sites;
    private final String site;
    private final Path folder;
    private final Path aside;
    private boolean stopped;
    private boolean small;
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
        stopped = true;
        sites.stopCassandra(site);
        run("A small disk for the Cassandra of " + site, toSmall(folder, aside, bytes(folder) + FREE_AT_FIRST));
        small = true;
        sites.startCassandra(site);
        sites.awaitCassandra(site);
    }

    @Override
    public void begin() {
        full = true;
        fill(size -> Files.newOutputStream(filler(size)));
    }

    /** To the last byte: where no large block fits any more, small ones do. */
    static void fill(Disk disk) {
        byte[] block = new byte[(int) MEBIBYTE];
        Arrays.fill(block, (byte) 1);
        for (int size : new int[] {block.length, 4096, 1}) {
            try (OutputStream out = disk.file(size)) {
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
            run("Making room on the disk of the Cassandra of " + site, List.of("sh", "-c", "rm -f \"$0\"/filler-*", folder.toString()));
            sites.killCassandra(site);
            sites.up(List.of(site));
        }
    }

    /** Back to the large disk, with all that was written meanwhile. */
    @Override
    public void cleanUp() {
        if (small) {
            small = false;
            sites.stopCassandra(site);
            run("The large disk for the Cassandra of " + site, toLarge(folder, aside));
        }
        if (stopped) {
            stopped = false;
            sites.up(List.of(site));
        }
    }

    /** Puts {@code folder} on a file system of {@code bytes}, with all it holds, which stays in {@code aside} too. */
    static List<String> toSmall(Path folder, Path aside, long bytes) {
        return List.of("sh", "-c", TO_SMALL, folder.toString(), aside.toString(), Long.toString(bytes));
    }

    /** Takes {@code folder} from its file system, with all it holds; {@code aside} is nothing any more. */
    static List<String> toLarge(Path folder, Path aside) {
        return List.of("sh", "-c", TO_LARGE, folder.toString(), aside.toString());
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

    private static void run(String what, List<String> command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new ToolException(what + " failed.");
            }
        } catch (IOException failed) {
            throw new ToolException(what + " failed: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted.", interrupted);
        }
    }
}
