package org.palmares.tools.drill.proof;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Writes evidence as it comes, line by line to the file, so that what was seen stays when the prober dies. Safe for many threads. */
final class EvidenceWriter implements AutoCloseable {

    private final Map<Class<?>, BufferedWriter> files = new HashMap<>();

    EvidenceWriter(Path folder) throws IOException {
        Files.createDirectories(folder);
        files.put(Evidence.Sending.class, Files.newBufferedWriter(folder.resolve(Evidence.SENT), StandardCharsets.UTF_8));
        files.put(Evidence.Write.class, Files.newBufferedWriter(folder.resolve(Evidence.WRITES), StandardCharsets.UTF_8));
        files.put(Evidence.Read.class, Files.newBufferedWriter(folder.resolve(Evidence.READS), StandardCharsets.UTF_8));
        files.put(Evidence.Event.class, Files.newBufferedWriter(folder.resolve(Evidence.EVENTS), StandardCharsets.UTF_8));
        files.put(Evidence.Stream.class, Files.newBufferedWriter(folder.resolve(Evidence.STREAMS), StandardCharsets.UTF_8));
    }

    void write(Object seen) {
        BufferedWriter file = files.get(seen.getClass());
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

    @Override
    public void close() throws IOException {
        for (BufferedWriter file : files.values()) {
            synchronized (file) {
                file.close();
            }
        }
    }
}
