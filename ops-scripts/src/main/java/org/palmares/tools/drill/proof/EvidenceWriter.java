package org.palmares.tools.drill.proof;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes evidence as it comes, line by line to the file, so that what was seen stays when the writer dies. A file is begun with the first thing
 * of its kind: several processes may write into one folder, each things of its own. Safe for many threads.
 */
public final class EvidenceWriter implements AutoCloseable {

    private final Path folder;
    private final Map<Class<?>, BufferedWriter> files = new ConcurrentHashMap<>();

    /**
     * Writes into {@code folder}.
     *
     * @throws IOException if it cannot be made
     */
    public EvidenceWriter(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Writes down a record of {@link Evidence}. */
    public void write(Object seen) {
        BufferedWriter file = files.computeIfAbsent(seen.getClass(), this::open);
        try {
            String line = Evidence.JSON.writeValueAsString(seen);
            synchronized (file) {
                file.write(line);
                file.write('\n');
                file.flush();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private BufferedWriter open(Class<?> form) {
        try {
            return Files.newBufferedWriter(folder.resolve(Evidence.FILES.get(form)), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        for (BufferedWriter file : files.values()) {
            synchronized (file) {
                file.close();
            }
        }
    }
}
