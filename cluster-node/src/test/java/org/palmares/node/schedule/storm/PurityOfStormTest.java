package org.palmares.node.schedule.storm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PurityOfStormTest {

    private static final Path SOURCES = Path.of("src/main/java/org/palmares/node/schedule/storm");
    private static final Pattern IMPURE = Pattern.compile(
            "Instant\\.now|systemDefault|InstantSource|Clock;"
                    + "|import (?!java\\.time|java\\.util|org\\.palmares\\.protocol\\.(odf|contract\\.planning)|org\\.palmares\\.node\\.schedule\\.(clash|UnitPatch))");

    @Test
    void itKnowsOnlyTheTimetableItIsGiven() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<Path> all = files.toList();
            assertTrue(all.size() > 5, all.toString());
            for (Path file : all) {
                List<String> impure = Files.readAllLines(file).stream().filter(line -> IMPURE.matcher(line).find()).toList();
                assertEquals(List.of(), impure, file.toString());
            }
        }
    }
}
