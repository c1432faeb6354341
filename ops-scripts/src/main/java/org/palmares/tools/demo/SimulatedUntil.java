package org.palmares.tools.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import org.palmares.tools.files.WholeFile;
import org.palmares.tools.terminal.ToolException;

/**
 * How far the sample Games have gone on in these data centres, so that the next simulation goes on from there.
 *
 * @param file where it is kept
 */
record SimulatedUntil(Path file) {

    /** Empty where nothing went on yet. */
    Optional<LocalDateTime> read() {
        try {
            return Files.exists(file) ? Optional.of(LocalDateTime.parse(Files.readString(file).strip())) : Optional.empty();
        } catch (IOException | DateTimeException unreadable) {
            throw new ToolException(file + " cannot be read; delete it, and the simulation goes on from the sample's own time.", unreadable);
        }
    }

    void write(LocalDateTime until) {
        WholeFile.write(file, until + "\n");
    }
}
