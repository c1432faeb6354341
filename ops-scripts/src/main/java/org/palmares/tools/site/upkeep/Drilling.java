package org.palmares.tools.site.upkeep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.palmares.tools.files.WholeFile;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.KeptProcess;
import org.palmares.tools.terminal.ToolException;

/**
 * Somebody breaks something on purpose, and mends it. While the tool that does so lives nobody else mends; when it is killed the system frees its
 * lock, and what it had noted tells what was running before.
 */
public final class Drilling implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** The system frees all locks of a process on a file as soon as it closes that file once: so it is never opened twice. */
    private static final Set<Path> HERE = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private final Path note;
    private final FileChannel channel;
    private final FileLock lock;

    private Drilling(Path lockFile, Path note, FileChannel channel, FileLock lock) {
        this.lockFile = lockFile;
        this.note = note;
        this.channel = channel;
        this.lock = lock;
    }

    private static Path note(Layout layout) {
        return layout.var().resolve("drilling");
    }

    /**
     * Begins, and notes what is to run.
     *
     * @throws ToolException if another drill is at work, or one was cut off that is not mended
     */
    public static Drilling begin(LocalSites sites) {
        Drilling drilling = take(sites.layout(), PATIENCE_NANOS)
                .orElseThrow(() -> new ToolException("Another drill is at work on this machine. Wait until it has ended."));
        try {
            if (!interrupted(sites.layout()).isEmpty()) {
                throw new ToolException("A drill was cut off here, and what it left is not mended. Run palmares up.");
            }
            List<String> wanted = new ArrayList<>();
            Layout.SITES.forEach(site -> sites.processes(site).stream()
                    .filter(process -> new KeptProcess(process).kept().wanted())
                    .forEach(process -> wanted.add(site + '/' + process.name())));
            WholeFile.write(drilling.note, String.join("\n", wanted) + "\n");
            return drilling;
        } catch (RuntimeException failed) {
            drilling.close();
            throw failed;
        }
    }

    /** Does {@code work} unless a drill is at work; none begins meanwhile. */
    static void whileNobodyDrills(Layout layout, Consumer<Drilling> work) {
        Optional<Drilling> taken = take(layout, 0);
        if (taken.isPresent()) {
            try {
                work.accept(taken.get());
            } finally {
                taken.get().close();
            }
        }
    }

    /** What was to run before a drill that was cut off (or is at work), as {@code site/process}. */
    static List<String> interrupted(Layout layout) {
        try {
            return Files.readAllLines(note(layout));
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException unreadable) {
            throw new ToolException("The file " + note(layout) + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Optional<Drilling> take(Layout layout, long patienceNanos) {
        Path note = note(layout).toAbsolutePath();
        Path file = note.resolveSibling("drilling.lock");
        long end = System.nanoTime() + patienceNanos;
        do {
            Optional<Drilling> taken = tryTake(file, note);
            if (taken.isPresent()) {
                return taken;
            }
            LockSupport.parkNanos(Math.min(patienceNanos, TimeUnit.MILLISECONDS.toNanos(50)));
        } while (System.nanoTime() < end);
        return Optional.empty();
    }

    private static Optional<Drilling> tryTake(Path file, Path note) {
        if (!HERE.add(file)) {
            return Optional.empty();
        }
        boolean taken = false;
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            taken = lock != null;
            if (!taken) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Drilling(file, note, channel, lock));
        } catch (IOException failed) {
            throw new ToolException("The file " + file + " cannot be locked: " + failed.getMessage(), failed);
        } finally {
            if (!taken) {
                HERE.remove(file);
            }
        }
    }

    /** All is mended: nobody has to do it. */
    public void mended() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException failed) {
            throw new ToolException("The file " + note + " cannot be deleted: " + failed.getMessage(), failed);
        }
    }

    /** Ends; what is not mended is mended by whoever looks next. */
    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException failed) {
            throw new ToolException("The file " + lockFile + " cannot be unlocked: " + failed.getMessage(), failed);
        } finally {
            HERE.remove(lockFile);
        }
    }
}
