package org.palmares.tools.drill.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.disk.SmallDisk;
import org.palmares.tools.terminal.ToolException;

/** The Cassandra of a data centre gets a small disk of its own, which is then filled to the last byte. */
final class FullDisk implements Fault {

    private static final long FREE_AT_FIRST = 160L * 1024 * 1024;
    private static final int MEBIBYTE = 1024 * 1024;

    /** Sizes of the blocks that fill it. */
    private static final List<Integer> FILLERS = List.of(MEBIBYTE, 4096, 1);

    /** Gives files to write blocks of a size into, until it has no space left. */
    interface Disk {
        OutputStream file(int blockSize) throws IOException;
    }

    private final LocalSites sites;
    private final String site;
    private final SmallDisk small;
    private boolean stopped;
    private boolean full;

    FullDisk(LocalSites sites, String site) {
        this.sites = sites;
        this.site = site;
        this.small = new SmallDisk(sites.layout(), site);
    }

    @Override
    public void prepare() {
        small.requirePossible();
        stopped = true;
        sites.stopCassandra(site);
        small.make(FREE_AT_FIRST);
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
        byte[] block = new byte[MEBIBYTE];
        Arrays.fill(block, (byte) 1);
        for (int size : FILLERS) {
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
        return small.disk().resolve("filler-" + size);
    }

    @Override
    public String broken() {
        return "the disk of the Cassandra of " + site + " is full";
    }

    @Override
    public void heal() {
        if (full) {
            full = false;
            makeRoom();
            sites.killCassandra(site);
            sites.up(List.of(site));
        }
    }

    private void makeRoom() {
        for (int size : FILLERS) {
            try {
                Files.deleteIfExists(filler(size));
            } catch (IOException failed) {
                throw new ToolException("There is no room to be made on the disk of the Cassandra of " + site + ": " + failed.getMessage(), failed);
            }
        }
    }

    /** Back to the large disk, with all that was written meanwhile. */
    @Override
    public void cleanUp() {
        if (stopped) {
            sites.stopCassandra(site);
            small.remove();
            stopped = false;
            sites.up(List.of(site));
        }
    }

    @Override
    public Set<String> down() {
        return Set.of();
    }
}
