package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages' modules: what they do, tried on node without a browser, and whether their types fit together and to the contract. */
class PageModulesTest {

    private static final Path TESTS = Path.of("src/test/web");
    private static final Path PAGES = Path.of("src/main/resources/web");
    private static final int WAIT_SECONDS = 300;
    private static final int LINES_MAX = 300;

    @TempDir
    private Path directory;

    @Test
    void theyDoWhatTheirTestsSay() throws Exception {
        String told = run("node", "--test", Stream.concat(Stream.of("--test-reporter=tap"), files(TESTS, ".test.js")));
        assertTrue(told.contains("# fail 0"), told);
    }

    @Test
    void theirTypesFitTogether() throws Exception {
        run("tsc", "--project", Stream.of(TESTS.toString()));
    }

    @Test
    void eachIsCheckedAndShortEnoughToBeUnderstood() throws IOException {
        List<String> wrong = files(PAGES, ".js")
                .filter(file -> !text(file).startsWith("// @ts-check\n") || text(file).lines().count() > LINES_MAX)
                .toList();
        assertEquals(List.of(), wrong);
    }

    private String run(String program, String option, Stream<String> more) throws Exception {
        assumeInstalled(program);
        Path told = directory.resolve(program);
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program, option), more).toList())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        try {
            assertTrue(process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS), () -> program + " does not come to its end:\n" + text(told.toString()));
            assertEquals(0, process.exitValue(), () -> text(told.toString()));
            return text(told.toString());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void assumeInstalled(String program) {
        boolean isThere = Stream.of(System.getenv("PATH").split(File.pathSeparator)).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
        String skipped = "SKIPPED: the pages' modules are not tried, because there is no " + program + " (Debian: apt-get install nodejs node-typescript)";
        if (!isThere) {
            System.out.println(skipped);
        }
        assumeTrue(isThere, skipped);
    }

    private static Stream<String> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toString).filter(file -> file.endsWith(end)).sorted().toList().stream();
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
