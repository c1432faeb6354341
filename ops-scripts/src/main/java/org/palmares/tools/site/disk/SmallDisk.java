package org.palmares.tools.site.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.palmares.tools.files.Folders;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ExternalProgram;
import org.palmares.tools.terminal.ToolException;

/**
 * A small disk for the Cassandra of a data centre: a file on the large one with a file system of its own, so root is needed. Nothing of it is only in
 * memory. At every moment one complete copy of what the Cassandra had written is on the disk: the folder of the Cassandra until the image is
 * complete, then the image until its copy has become the folder. So {@link #remove} may be called after any of these steps was cut off, also
 * after the machine was.
 */
public final class SmallDisk {

    /** Room for the file system itself. */
    private static final long OVERHEAD = 24L * 1024 * 1024;

    /** What stays free on the large disk: a drill that fills a small one must not fill that too. */
    private static final long MARGIN = 256L * 1024 * 1024;

    private static final Duration LONGEST_COPY = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final String site;
    private final Path folder;
    private final Path image;
    private final Path draft;
    private final Path mount;
    private final Path back;
    private final Path aside;

    /** That of {@code site}, whether or not it is there. */
    public SmallDisk(Layout layout, String site) {
        this.site = site;
        this.folder = Copy.folder(layout, site);
        this.image = folder.resolveSibling("cassandra-small.img");
        this.draft = folder.resolveSibling("cassandra-small.new");
        this.mount = folder.resolveSibling("cassandra-small");
        this.back = folder.resolveSibling("cassandra-back");
        this.aside = folder.resolveSibling("cassandra-aside");
    }

    /** Whether anything of one is there. */
    public boolean isThere() {
        return Stream.of(image, draft, mount, back, aside).anyMatch(Files::exists);
    }

    /** Where the Cassandra writes: the small disk while there is one. */
    public Path cassandraFolder() {
        if (!Files.exists(image)) {
            return folder;
        }
        if (!isMounted()) {
            throw new ToolException("What the Cassandra of " + site + " wrote in a drill is on a small disk still, " + image + ". Run palmares up: it takes it back.");
        }
        return mount;
    }

    /** Fails where none can be made, before anything is stopped. */
    public void requirePossible() {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new ToolException("A small file system can be mounted by root only.");
        }
        if (!Files.exists(Path.of("/dev/loop-control"))) {
            throw new ToolException("A small disk needs loop devices (/dev/loop-control), which this machine does not have.");
        }
        if (isThere()) {
            throw new ToolException("There is something of an earlier small disk beside " + folder + ". Run palmares up: it takes it back.");
        }
    }

    /**
     * Makes one with all that the Cassandra holds, which has to be stopped, and {@code free} bytes more.
     *
     * @throws ToolException if that is not possible; the Cassandra's folder is as it was
     */
    public void make(long free) {
        requirePossible();
        long size = bytes(folder) * 9 / 8 + free + OVERHEAD;
        requireRoom(size + bytes(folder));
        try {
            run("Making a small disk", LONGEST, "fallocate", "--length", Long.toString(size), draft.toString());
            run("Making a small disk (it needs e2fsprogs)", LONGEST, "mkfs.ext4", "-q", "-F", "-m", "0", draft.toString());
            mount(draft);
            run("Copying to the small disk", LONGEST_COPY, "cp", "-a", folder + "/.", mount.toString());
            run("Writing the small disk", LONGEST, "sync", "-f", mount.toString());
            // From here on what is newest is there.
            Files.move(draft, image, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | ToolException failed) {
            discard();
            throw failed instanceof ToolException told ? told : new ToolException("The small disk cannot be put in place: " + failed.getMessage(), failed);
        }
    }

    /** The Cassandra's folder holds everything: what was to become a small disk is nothing. */
    private void discard() {
        unmount();
        delete(draft);
        delete(mount);
    }

    /** Takes all that is on the small disk back, if there is one. The Cassandra has to be stopped. May be called after any interruption. */
    public void remove() {
        if (!isThere()) {
            return;
        }
        if (Files.exists(image)) {
            takeBack();
        }
        if (!Files.exists(folder)) {
            throw new ToolException("The Cassandra of " + site + " has no folder " + folder + ", and no small disk that holds it. If " + aside
                    + " is there it is a complete copy as of the beginning of the drill: move it to that name, then run palmares fill --site " + site + '.');
        }
        discard();
        Folders.delete(back);
        Folders.delete(aside);
    }

    private void takeBack() {
        if (!isMounted()) {
            mount(image);
        }
        Folders.delete(back);
        run("Copying from the small disk", LONGEST_COPY, "cp", "-a", mount.toString(), back.toString());
        Folders.delete(back.resolve("lost+found"));
        run("Writing what was on the small disk", LONGEST, "sync", "-f", back.toString());
        try {
            if (Files.exists(folder)) {
                Folders.delete(aside);
                Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(back, folder, StandardCopyOption.ATOMIC_MOVE);
            run("Writing the folder " + folder.getParent(), LONGEST, "sync", "-f", folder.toString());
        } catch (IOException failed) {
            throw new ToolException("The folder " + folder + " cannot be put in place: " + failed.getMessage(), failed);
        }
        unmount();
        delete(image);
    }

    /** The folder that is filled to make it full. */
    public Path disk() {
        return mount;
    }

    private void mount(Path file) {
        try {
            Files.createDirectories(mount);
        } catch (IOException failed) {
            throw new ToolException("The folder " + mount + " cannot be made: " + failed.getMessage(), failed);
        }
        run("Mounting the small disk of " + site, LONGEST, "mount", "-o", "loop", file.toString(), mount.toString());
    }

    private void unmount() {
        if (isMounted()) {
            run("Unmounting the small disk of " + site, LONGEST, "umount", mount.toString());
        }
    }

    private boolean isMounted() {
        try {
            return Files.exists(mount) && !Files.getFileStore(mount).name().equals(Files.getFileStore(mount.getParent()).name());
        } catch (IOException unknown) {
            throw new ToolException("Whether " + mount + " is a disk of its own cannot be told: " + unknown.getMessage(), unknown);
        }
    }

    private void requireRoom(long bytes) {
        long room = folder.getParent().toFile().getUsableSpace();
        if (room < bytes + MARGIN) {
            throw new ToolException("A small disk for the Cassandra of " + site + " and the way back take " + (bytes + MARGIN) / 1_000_000 + " MB, and "
                    + room / 1_000_000 + " MB are free.");
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new ToolException(path + " cannot be deleted: " + failed.getMessage(), failed);
        }
    }

    public static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException failed) {
            throw new ToolException("The folder " + folder + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static void run(String what, Duration longest, String... command) {
        ExternalProgram.run(what, List.of(command), longest);
    }
}
