package org.palmares.tools.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManagedProcessTest {

    private static final List<String> SLEEP = List.of("sleep", "60");

    @TempDir
    private Path folder;

    @AfterEach
    void nothingIsLeftRunning() {
        process().kill();
    }

    @Test
    void isKnownByItsPidFileToWhoeverLooksLater() {
        process().start(SLEEP);
        assertTrue(process().running().isPresent());
    }

    @Test
    void isNotRunningOnceStopped() {
        process().start(SLEEP);
        process().stop(10);
        assertEquals(Optional.empty(), process().running());
    }

    @Test
    void isEndedByForceWhereItDoesNotListen() {
        process().start(List.of("sh", "-c", "trap '' TERM; while true; do sleep 1; done"));
        process().stop(1);
        assertEquals(Optional.empty(), process().running());
    }

    @Test
    void isNotMistakenForAnotherProcessWithItsPid() throws IOException {
        process().start(SLEEP);
        Path pidFile = folder.resolve("node.pid");
        String recorded = Files.readString(pidFile);
        ProcessIdentity mine = ProcessIdentity.parse(recorded).orElseThrow();
        Files.writeString(pidFile, new ProcessIdentity(mine.pid(), mine.start() - 1) + "\n");
        assertFalse(process().running().isPresent());
        Files.writeString(pidFile, recorded);
    }

    @Test
    void isNotRunningWhereThePidFileIsDamaged() throws IOException {
        for (String damaged : List.of("", "12", "twelve 7", "1 2 3")) {
            Files.writeString(folder.resolve("node.pid"), damaged);
            assertEquals(Optional.empty(), process().running(), damaged);
        }
    }

    @Test
    void aProcessThatWaitsToBeReapedHasEnded() {
        String stat = " 1 4 4 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 91234 0 0";
        assertEquals(Optional.of(91234L), ProcessIdentity.startTicks("7 (ja va) (x) S" + stat));
        assertEquals(Optional.empty(), ProcessIdentity.startTicks("7 (ja va) (x) Z" + stat));
    }

    @Test
    void showsTheEndOfItsLog() throws IOException {
        Files.writeString(folder.resolve("node.log"), "first\n".repeat(10_000) + "last\n");
        assertTrue(process().logTail().endsWith("first\n  last"));
        assertEquals(12, process().logTail().lines().count());
    }

    private ManagedProcess process() {
        return new ManagedProcess("node", folder);
    }
}
