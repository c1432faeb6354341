package org.palmares.tools.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class ExternalProgramTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void givesWhatTheProgramSaysAndWhatItWasGiven() {
        assertEquals("both\nhere", ExternalProgram.run("It", List.of("sh", "-c", "echo both; echo here >&2"), LONG));
        assertEquals("in there", ExternalProgram.run("It", List.of("sh", "-c", "read -r line; echo $line $WHERE"), "in\n", Map.of("WHERE", "there"), LONG));
        ToolException told = assertThrows(ToolException.class, () -> ExternalProgram.run("Copying", List.of("sh", "-c", "echo no room; exit 3"), LONG));
        assertEquals("Copying failed (exit 3): no room", told.getMessage());
    }

    /** A copy that went on after its time had written into the folder of a Cassandra that ran. */
    @Test
    void whatTakesTooLongIsEndedWithAllThatItStarted() throws IOException {
        Path pid = folder.resolve("pid");
        String script = "sleep 60 & echo $! > " + pid + "; wait";
        ToolException told = assertThrows(ToolException.class, () -> ExternalProgram.run("Copying", List.of("sh", "-c", script), Duration.ofSeconds(1)));
        assertTrue(told.getMessage().startsWith("Copying took longer than 1 s and was ended."), told.getMessage());
        long child = Long.parseLong(Files.readString(pid).strip());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (isRunning(child) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertFalse(isRunning(child));
    }

    /** One that waits to be reaped runs no more. */
    private static boolean isRunning(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return !stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException ended) {
            return false;
        }
    }
}
