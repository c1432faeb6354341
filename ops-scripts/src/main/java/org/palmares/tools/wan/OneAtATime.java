package org.palmares.tools.wan;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.IntSupplier;
import org.palmares.tools.terminal.ToolException;

/** There is one lab on a machine: a second would remove the first. The system ends the turn of a tool that was killed. */
public final class OneAtATime {

    private OneAtATime() {}

    /** Does {@code work} unless somebody else does such work now. */
    public static int take(IntSupplier work) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "palmares-wan.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock turn = channel.tryLock()) {
            if (turn == null) {
                throw new ToolException("Another palmares rehearse wan is at work on this machine. Wait until it has ended, or end it.");
            }
            return work.getAsInt();
        } catch (IOException failed) {
            throw new ToolException(file + " cannot be locked: " + failed.getMessage(), failed);
        }
    }
}
