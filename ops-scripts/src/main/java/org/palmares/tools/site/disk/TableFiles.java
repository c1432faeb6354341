package org.palmares.tools.site.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.palmares.tools.terminal.ToolException;

/** Puts the files of tables, as several Cassandras kept them, into the empty data folder of another, which then holds the rows of all of them. */
public final class TableFiles {

    /** Version, number, format and part, e.g. {@code nb-12-big-Data.db}. The number tells the files of a folder apart; it is in no file. */
    private static final Pattern NAME = Pattern.compile("([a-z]+)-(\\d+)-([a-z]+)-(.+)");

    /** What a snapshot holds beside the files of its table. */
    private static final Set<String> ABOUT = Set.of("manifest.json", "schema.cql");

    private final Path target;
    private final Map<Path, Integer> numbers = new HashMap<>();
    private long bytes;

    /** @param target data folder */
    public TableFiles(Path target) {
        this.target = target;
    }

    /** Copies what {@code source}, the data folder of another, has in snapshots {@code tag} of {@code keyspace}. */
    public void copy(Path source, String keyspace, String tag) {
        try (Stream<Path> tables = Files.list(source.resolve(keyspace))) {
            for (Path table : tables.toList()) {
                Path snapshot = table.resolve("snapshots").resolve(tag);
                if (Files.isDirectory(snapshot)) {
                    copyTable(snapshot, target.resolve(keyspace).resolve(table.getFileName()));
                }
            }
        } catch (IOException failed) {
            throw new ToolException("The tables of " + source + " cannot be copied: " + failed.getMessage(), failed);
        }
    }

    private void copyTable(Path snapshot, Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, Integer> given = new HashMap<>();
        try (Stream<Path> found = Files.list(snapshot)) {
            List<Path> files = found.filter(Files::isRegularFile).filter(file -> !ABOUT.contains(file.getFileName().toString())).sorted().toList();
            for (Path file : files) {
                Files.copy(file, folder.resolve(renamed(file.getFileName().toString(), folder, given)));
                bytes += Files.size(file);
            }
        }
    }

    /** Two Cassandras count their files alike. Names that are unique (not numbers) are kept. */
    private String renamed(String name, Path folder, Map<String, Integer> given) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return name;
        }
        int number = given.computeIfAbsent(parts.group(2), old -> numbers.merge(folder, 1, Integer::sum));
        return parts.group(1) + '-' + number + '-' + parts.group(3) + '-' + parts.group(4);
    }

    /** How much was copied. */
    public long bytes() {
        return bytes;
    }
}
