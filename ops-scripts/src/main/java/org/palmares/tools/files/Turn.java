package org.palmares.tools.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.palmares.tools.terminal.ToolException;

/** Two that start the same data centres at the same time would start some of them twice: one has to wait for its turn. */
public final class Turn {

    private Turn() {}

    /** Does {@code work} unless somebody else does such work in {@code folder} now. The system ends the turn of a tool that was killed. */
    public static void take(Path folder, Runnable work) {
        Path file = folder.resolve("up.lock");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock turn = lock(channel)) {
                if (turn == null) {
                    throw new ToolException("Another palmares up is at work in " + folder + ". Wait until it has ended, or end it.");
                }
                work.run();
            }
        } catch (IOException failed) {
            throw new ToolException("The folder " + folder + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException takenByThisProcess) {
            return null;
        }
    }
}
