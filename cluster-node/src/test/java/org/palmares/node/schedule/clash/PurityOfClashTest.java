package org.palmares.node.schedule.clash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PurityOfClashTest {

    private static final Path SOURCES = Path.of("src/main/java/org/palmares/node/schedule/clash");
    private static final Pattern IMPURE =
            Pattern.compile("\\.now\\(|systemDefault|InstantSource|Clock;|import (?!java\\.time|java\\.util|java\\.nio\\.charset|org\\.palmares\\.protocol\\.odf)");

    @Test
    void rulesKnowOnlyTheTimetableTheyAreGiven() throws IOException {
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
