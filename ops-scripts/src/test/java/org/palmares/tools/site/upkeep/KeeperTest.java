package org.palmares.tools.site.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.Kept;
import org.palmares.tools.site.process.KeptProcess;
import org.palmares.tools.site.process.ManagedProcess;
import org.palmares.tools.terminal.ToolException;

/** Real small processes that end, and are started again or left alone. Times are given, so nothing waits for a pause. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class KeeperTest {

    private static final List<String> SLEEP = List.of("sleep", "60");
    private static final List<String> FAIL = List.of("sh", "-c", "exit 7");
    private static final List<String> MISCONFIGURED = List.of("sh", "-c", "exit 2");

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private List<String> command = SLEEP;
    private Instant now = Instant.now();

    @AfterEach
    void nothingIsLeftRunning() {
        node().kill();
    }

    private KeptProcess node() {
        return new KeptProcess(new ManagedProcess("node", folder.resolve("paris")));
    }

    private ManagedProcess process() {
        return node().process();
    }

    private void launch() {
        process().start(command);
    }

    /** A keeper remembers nothing: each look is by a new one. */
    private boolean look() {
        LocalSites sites = new LocalSites(new Layout(folder, folder, 0), told::add);
        return new Keeper(sites, told::add).look(node(), this::launch, now);
    }

    private static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not in time");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    private void killFromOutside() {
        process().running().orElseThrow().destroyForcibly();
        eventually(() -> process().running().isEmpty());
    }

    @Test
    void whatIsKilledFromOutsideIsStartedAgainAfterItsPauseAndCounted() {
        node().start(this::launch);
        killFromOutside();
        assertTrue(look());
        assertEquals(Integer.valueOf(137), node().kept().last().map(ManagedProcess.End::code).orElseThrow());
        assertFalse(process().running().isPresent(), "not before its pause is over");
        now = now.plusSeconds(2);
        look();
        assertTrue(process().running().isPresent());
        assertEquals(1, node().kept().restarts());
        assertTrue(told.get(0).contains("paris/node ended (signal KILL)"), told.toString());

        killFromOutside();
        look();
        assertEquals(2, Duration.between(now, node().kept().notBefore()).toSeconds(), "the pause grows");
    }

    @Test
    void whatRunsIsLeftAlone() {
        node().start(this::launch);
        long pid = process().running().orElseThrow().pid();
        assertTrue(look());
        assertFalse(node().start(this::launch));
        assertEquals(pid, process().running().orElseThrow().pid());
        assertEquals(List.of(), told);
    }

    @Test
    void whatSomebodyTookAwayOnPurposeIsLeftAlone() {
        node().start(this::launch);
        node().kill();
        now = now.plusSeconds(1000);
        assertFalse(look());
        node().start(this::launch);
        node().stop(5);
        assertFalse(look());
        assertFalse(process().running().isPresent());
        assertEquals(List.of(), told);

        node().want();
        assertTrue(look());
        assertTrue(process().running().isPresent(), "wanted again, as after a drill that was killed");
    }

    @Test
    void wrongSettingsAreGivenUpUntilSomebodyStartsItOnPurpose() {
        command = MISCONFIGURED;
        node().start(this::launch);
        for (int i = 0; i < 2 * Kept.REFUSALS_MAX + 2; i++) {
            eventually(() -> process().running().isEmpty());
            look();
            now = now.plusSeconds(100);
        }
        assertTrue(node().kept().givenUp());
        assertEquals(Kept.REFUSALS_MAX - 1, node().kept().restarts());
        assertTrue(told.get(told.size() - 1).contains("not started again before palmares up"), told.toString());
        command = SLEEP;
        assertTrue(node().start(this::launch));
        assertFalse(node().kept().givenUp());
    }

    @Test
    void anotherKeeperGoesOnWhereTheFirstWasKilled() {
        command = FAIL;
        node().start(this::launch);
        for (int i = 0; i < 4; i++) {
            eventually(() -> process().running().isEmpty());
            look();
            now = now.plusSeconds(100);
            look();
        }
        assertEquals(4, node().kept().restarts());
        assertEquals(4, node().kept().streak().quick());
        assertEquals(Integer.valueOf(7), node().kept().last().map(ManagedProcess.End::code).orElseThrow());
    }

    @Test
    void oneThatCannotBeStartedIsTriedAgainAfterAPause() {
        node().start(this::launch);
        killFromOutside();
        look();
        now = now.plusSeconds(5);
        LocalSites sites = new LocalSites(new Layout(folder, folder, 0), told::add);
        assertTrue(new Keeper(sites, told::add).look(node(), () -> {
            throw new ToolException("its port is taken");
        }, now));
        assertTrue(told.get(told.size() - 1).contains("its port is taken"), told.toString());
        assertTrue(node().kept().notBefore().isAfter(now));
        now = now.plusSeconds(5);
        look();
        assertTrue(process().running().isPresent());
    }

    @Test
    void oneThatNeverBeganIsNotWanted() {
        assertThrows(ToolException.class, () -> node().start(() -> {
            throw new ToolException("its port is taken");
        }));
        assertFalse(look());
    }

    @Test
    void whoTakesAwayWaitsForWhoStartsSoThatNobodyIsLeftRunning() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            node().start(this::launch);
            process().running().ifPresent(ProcessHandle::destroyForcibly);
            Thread keeper = new Thread(() -> {
                look();
                now = now.plusSeconds(100);
                look();
            });
            keeper.start();
            node().kill();
            keeper.join();
            assertFalse(process().running().isPresent());
        }
    }

    @Test
    void aDamagedNoteStartsNothing() throws IOException {
        Files.createDirectories(folder.resolve("paris"));
        Files.writeString(folder.resolve("paris/node.kept"), "wanted=true\nrestarts=many\n");
        assertFalse(look());
    }
}
