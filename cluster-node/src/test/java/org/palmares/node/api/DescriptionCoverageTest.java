package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Everything that the description of the API promises has been answered by some test. Runs after all others (pom.xml). */
class DescriptionCoverageTest {

    @Test
    void whatIsDescribedIsAnsweredSomewhere() throws IOException {
        Path folder = Contract.folder().filter(Files::isDirectory).orElse(Path.of(""));
        assumeTrue(Files.isDirectory(folder) && !folder.toString().isEmpty(), "this can be told only after all other tests");

        Set<String> never = new TreeSet<>(Contract.described());
        never.removeAll(Contract.answered(folder));

        assertEquals(List.of(), List.copyOf(never), "described in openapi.yaml, but no test was ever answered so");
    }
}
