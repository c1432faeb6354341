package org.palmares.tools.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.palmares.tools.terminal.ToolException;

/**
 * How far the sample Games have gone on in these data centres, so that the next simulation goes on from there.
 *
 * @param file where it is kept
 */
record Position(Path file) {

    static Position of(Path var) {
        return new Position(var.resolve("simulated-until"));
    }

    /** The sample's "now" where nothing went on yet. */
    LocalDateTime read() {
        try {
            return Files.exists(file) ? LocalDateTime.parse(Files.readString(file).strip()) : Sample.NOW;
        } catch (IOException | DateTimeException unreadable) {
            throw new ToolException(file + " cannot be read; delete it, and the simulation goes on from the sample's own time.", unreadable);
        }
    }

    void write(LocalDateTime until) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, until + "\n");
        } catch (IOException failed) {
            throw new ToolException("How far the simulation went cannot be kept in " + file + ": " + failed.getMessage(), failed);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new ToolException(file + " cannot be deleted: " + failed.getMessage(), failed);
        }
    }
}
