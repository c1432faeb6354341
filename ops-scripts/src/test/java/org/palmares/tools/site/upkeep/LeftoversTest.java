package org.palmares.tools.site.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.network.Partition;
import org.palmares.tools.site.process.KeptProcess;
import org.palmares.tools.terminal.ExternalProgram;
import org.palmares.tools.terminal.ToolException;

/** A drill that is killed at its worst moment, and who looks next. Its processes are small ones. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class LeftoversTest {

    private static final List<String> SLEEP = List.of("sleep", "60");

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    @AfterEach
    void nothingIsLeftRunning() {
        Layout.SITES.forEach(sites()::kill);
    }

    private LocalSites sites() {
        return new LocalSites(new Layout(folder, folder, 30_000), told::add);
    }

    private Leftovers leftovers() {
        return new Leftovers(sites(), told::add);
    }

    private void start(KeptProcess kept) {
        kept.start(() -> kept.process().start(SLEEP));
    }

    private void eventually(java.util.function.BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "not in time: " + told);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** As when the tool is killed: the system frees its lock, its note stays. */
    private void aDrillIsKilledAfter(Runnable broken) {
        Drilling drilling = Drilling.begin(sites());
        broken.run();
        drilling.close();
    }

    @Test
    void whereNothingIsLeftNothingIsDone() {
        start(sites().keptNode("paris", 1));
        assertEquals(List.of(), leftovers().found());
        leftovers().mend();
        assertEquals(List.of(), told);
    }

    @Test
    void whatADrillHadKilledIsWantedAgainAndWhatWasDownBeforeIsNot() {
        start(sites().keptNode("paris", 1));
        start(sites().keptNode("madrid", 1));
        sites().killNode("madrid");
        aDrillIsKilledAfter(() -> sites().kill("paris"));
        assertFalse(sites().keptNode("paris", 1).kept().wanted());
        assertEquals(List.of("a drill was cut off before it had mended everything"), leftovers().found());

        leftovers().mend();
        assertTrue(sites().keptNode("paris", 1).kept().wanted());
        assertFalse(sites().keptNode("madrid", 1).kept().wanted());
        assertEquals(List.of(), leftovers().found());
    }

    @Test
    void frozenProcessesGoOn() {
        start(sites().keptNode("madrid", 1));
        start(sites().keptCassandra("madrid"));
        aDrillIsKilledAfter(() -> sites().freeze("madrid"));
        eventually(() -> sites().node("madrid", 1).isFrozen() && sites().cassandra("madrid").isFrozen());
        assertTrue(leftovers().found().contains("a drill that was cut off left madrid/node frozen"), leftovers().found().toString());

        leftovers().mendAtOnce();
        eventually(() -> !sites().node("madrid", 1).isFrozen() && !sites().cassandra("madrid").isFrozen());
        assertTrue(told.contains("madrid/cassandra, frozen by a drill that was cut off, goes on"), told.toString());
    }

    @Test
    void aNodeWithAWrongClockIsStartedAnewWithTheRightOne() {
        KeptProcess node = sites().keptNode("madrid", 1);
        aDrillIsKilledAfter(() -> node.start(() -> node.process().start(SLEEP, Map.of("FAKETIME", "-5m"))));
        eventually(() -> node.process().hasEnvironment("FAKETIME"));
        leftovers().mend();
        assertEquals(java.util.Optional.empty(), node.process().running());
        assertTrue(node.kept().wanted());
    }

    @Test
    void nothingIsMendedWhileADrillIsAtWork() {
        start(sites().keptNode("madrid", 1));
        try (Drilling drilling = Drilling.begin(sites())) {
            sites().freeze("madrid");
            eventually(() -> sites().node("madrid", 1).isFrozen());
            assertEquals(List.of(), leftovers().found());
            leftovers().mend();
            leftovers().mendAtOnce();
            assertTrue(sites().node("madrid", 1).isFrozen());
            assertTrue(assertThrows(ToolException.class, () -> Drilling.begin(sites())).getMessage().contains("Another drill is at work"));
            sites().thaw("madrid");
            drilling.mended();
        }
        assertEquals(List.of(), leftovers().found());
    }

    /** Of another process too: the lock is the system's. */
    @Test
    void aDrillOfAnotherToolIsLeftAloneUntilThatToolIsKilled() throws IOException {
        start(sites().keptNode("madrid", 1));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process tool = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Breaks.class.getName(), folder.toString()).inheritIO().start();
        try {
            eventually(() -> sites().node("madrid", 1).isFrozen());
            assertEquals(List.of(), leftovers().found());
            tool.destroyForcibly();
            eventually(() -> !leftovers().found().isEmpty());
            leftovers().mend();
            eventually(() -> !sites().node("madrid", 1).isFrozen());
            assertEquals(List.of(), leftovers().found());
        } finally {
            tool.destroyForcibly();
        }
    }

    @Test
    void whatCannotBeMendedStaysNotedAndTheRestIsMended() throws IOException {
        start(sites().keptNode("madrid", 1));
        aDrillIsKilledAfter(() -> sites().freeze("madrid"));
        // An image that is none.
        Files.createDirectories(folder.resolve("paris"));
        Files.writeString(folder.resolve("paris/cassandra-small.img"), "damaged");
        assertThrows(ToolException.class, () -> leftovers().mend());
        eventually(() -> !sites().node("madrid", 1).isFrozen());
        assertTrue(leftovers().found().contains("a drill was cut off before it had mended everything"));
        assertTrue(Files.exists(folder.resolve("paris/cassandra-small.img")), "what may be the newest copy is not deleted");
    }

    @Test
    void packetFiltersAreRemoved() {
        Partition partition = new Partition(sites().layout());
        partition.impossible().ifPresent(reason -> org.junit.jupiter.api.Assumptions.abort("SKIPPED: no partition, because " + reason));
        aDrillIsKilledAfter(() -> partition.cut(java.util.Set.of(new Partition.Direction("paris", "madrid"))));
        assertTrue(leftovers().found().contains("a drill that was cut off left data centres cut off from each other"));
        leftovers().mend();
        assertFalse(partition.isCut());
        assertFalse(ExternalProgram.run("Looking", List.of("nft", "list", "tables"), java.time.Duration.ofSeconds(20)).contains("palmares_30000"));
    }

    /** Freezes Madrid and never mends it. */
    static final class Breaks {
        public static void main(String[] arguments) {
            LocalSites sites = new LocalSites(new Layout(Path.of(arguments[0]), Path.of(arguments[0]), 30_000), line -> {});
            Drilling.begin(sites);
            sites.freeze("madrid");
            LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
        }
    }
}
