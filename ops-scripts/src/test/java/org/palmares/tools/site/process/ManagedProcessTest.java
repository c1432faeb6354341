package org.palmares.tools.site.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

    /** Found on a busy machine: a folder could not be deleted because the note of an end was just being written there. */
    @Test
    void whoEndedByItselfIsDoneWithOnceItsEndIsNoted() {
        for (int i = 0; i < 10; i++) {
            process().start(List.of("sh", "-c", "exit 7"));
            while (process().running().isPresent()) {
                Thread.onSpinWait();
            }
            process().kill();
            assertEquals(Integer.valueOf(7), process().end().map(ManagedProcess.End::code).orElseThrow());
        }
    }

    @Test
    void itsExitCodeIsKeptWhoeverLooksLater() {
        process().start(List.of("sh", "-c", "exit 75"));
        assertEquals(Integer.valueOf(75), process().awaitEnd().map(ManagedProcess.End::code).orElseThrow());
        process().start(SLEEP);
        assertEquals(Optional.empty(), process().end(), "that of the one before is no more");
        process().kill();
        assertEquals(Integer.valueOf(137), process().end().map(ManagedProcess.End::code).orElseThrow());
    }

    @Test
    void whatItSaysOutsideItsLogIsBoundedAlsoWhileItRuns() throws IOException {
        process().start(List.of("sh", "-c", "head -c 6000000 /dev/zero | tr '\\0' 'x'; echo; echo last words; exec sleep 60"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!process().logTail().endsWith("last words") && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        process().boundWords();
        assertEquals(0, Files.size(process().words()));
        assertEquals(2 * 1024 * 1024, Files.size(folder.resolve("node.out.1")));
        assertTrue(Files.readString(folder.resolve("node.out.1")).endsWith("last words\n"));
    }

    private ManagedProcess process() {
        return new ManagedProcess("node", folder);
    }
}
