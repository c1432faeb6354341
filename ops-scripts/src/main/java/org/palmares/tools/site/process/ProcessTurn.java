package org.palmares.tools.site.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.palmares.tools.terminal.ToolException;

/** Whoever starts or ends a process has its turn alone: a supervisor must not start what a drill takes down in the same moment. */
final class ProcessTurn {

    /** Longer than the longest orderly end. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A file lock keeps other processes out, not other threads; a handful of paths. */
    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();

    private ProcessTurn() {}

    /** Does {@code work} while nobody else does such work with {@code file}. The system ends the turn of a tool that was killed. */
    static <T> T take(Path file, Supplier<T> work) {
        ReentrantLock here = HERE.computeIfAbsent(file.toAbsolutePath(), path -> new ReentrantLock());
        here.lock();
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock(channel, file);
                // Closing the file ends the turn.
                return work.get();
            }
        } catch (IOException failed) {
            throw new ToolException("The file " + file + " cannot be locked: " + failed.getMessage(), failed);
        } finally {
            here.unlock();
        }
    }

    private static void lock(FileChannel channel, Path file) throws IOException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (System.nanoTime() < end) {
            if (channel.tryLock() != null) {
                return;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        throw new ToolException("Somebody else has started or stopped a process for " + TimeUnit.NANOSECONDS.toSeconds(LONGEST_NANOS) + " s; who has the lock: fuser "
                + file);
    }
}
