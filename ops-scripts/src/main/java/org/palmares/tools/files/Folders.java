package org.palmares.tools.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.palmares.tools.terminal.ToolException;

/** Folders of this machine. */
public final class Folders {

    private Folders() {}

    /** Deletes {@code folder} and all it holds; links are not followed. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> innermostFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : innermostFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failed) {
            throw new ToolException("The folder " + folder + " cannot be deleted: " + failed.getMessage(), failed);
        }
    }
}
