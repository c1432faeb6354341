package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page keeps of live events, tried without a browser. */
class PageArrivalsTest {

    private static final int WAIT_SECONDS = 60;

    @Test
    void thePageKeepsWhatArrivesOnlyWhileAnswersAreOnTheirWay(@TempDir Path directory) throws Exception {
        boolean isThere = Stream.of(System.getenv("PATH").split(File.pathSeparator)).anyMatch(path -> Files.isExecutable(Path.of(path, "node")));
        assumeTrue(isThere, "node is not installed: what the page keeps is not tried");
        // Of that name it is a module for every release of node.
        copy("/web/arrivals.js", directory.resolve("arrivals.mjs"));
        Path script = copy("arrivals-test.mjs", directory.resolve("test.mjs"));
        Path told = directory.resolve("told");

        Process node = new ProcessBuilder("node", script.toString()).redirectErrorStream(true).redirectOutput(told.toFile()).start();
        try {
            assertTrue(node.waitFor(WAIT_SECONDS, TimeUnit.SECONDS));
            assertEquals(0, node.exitValue(), Files.readString(told));
        } finally {
            node.destroyForcibly();
        }
    }

    private static Path copy(String resource, Path to) throws IOException {
        try (InputStream in = PageArrivalsTest.class.getResourceAsStream(resource)) {
            Files.copy(in, to);
        }
        return to;
    }
}
