package org.palmares.tools.site;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.site.process.ManagedProcess;
import org.palmares.tools.site.process.ProcessIdentity;

/** Small processes that stand for a test and for what it starts. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class EndGuardTest {

    private static final List<String> SLEEP = List.of("sleep", "60");

    @TempDir
    private Path folder;

    private Process test;

    @BeforeEach
    void start() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/stat")), "SKIPPED: without /proc nobody is guarded");
        test = new ProcessBuilder(SLEEP).start();
        EndGuard.begin(ProcessIdentity.of(test.toHandle()), folder);
        started().start(SLEEP);
    }

    @AfterEach
    void end() {
        started().kill();
        if (test != null) {
            test.destroyForcibly();
        }
    }

    private ManagedProcess started() {
        return new ManagedProcess("node", folder.resolve("paris"));
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void whatATestStartedEndsWhenTheTestIsKilled() {
        pause(2_500);
        assertTrue(started().running().isPresent(), "while the test runs, so does what it started");

        test.destroyForcibly();

        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); started().running().isPresent(); pause(50)) {
            assertTrue(System.nanoTime() < end, "it still runs");
        }
    }

    @Test
    void whatALaterTestStartedInTheSameFolderIsLeftAlone() {
        EndGuard.begin(ProcessIdentity.of(ProcessHandle.current()), folder);

        test.destroyForcibly();

        pause(4_000);
        assertTrue(started().running().isPresent());
    }
}
