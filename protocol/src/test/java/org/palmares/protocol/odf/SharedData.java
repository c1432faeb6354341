package org.palmares.protocol.odf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/** The real messages beside the project, where they are; they may not be shipped, so tests that need them say when they are skipped. */
public final class SharedData {

    private SharedData() {}

    /** The folder, or the test is skipped. */
    public static Path folder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared").resolve("data");
            if (Files.isDirectory(data.resolve("odf"))) {
                return data;
            }
        }
        Assumptions.abort("SKIPPED: the real messages (../shared/data) are not on this machine");
        throw new IllegalStateException("not reached");
    }

    /** Hands over name and bytes of every message under {@code path}: .xml, .xml.gz and those in .zip. */
    public static void forEach(Path path, BiConsumer<String, byte[]> each) {
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> sorted = new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
            for (Path file : sorted) {
                read(file, each);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void read(Path file, BiConsumer<String, byte[]> each) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".xml")) {
            each.accept(name, Files.readAllBytes(file));
        } else if (name.endsWith(".xml.gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                each.accept(name, in.readAllBytes());
            }
        } else if (name.endsWith(".zip")) {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                Enumeration<? extends ZipEntry> entries = zip.entries();
                while (entries.hasMoreElements()) {
                    ZipEntry entry = entries.nextElement();
                    try (InputStream in = zip.getInputStream(entry)) {
                        each.accept(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
    }
}
