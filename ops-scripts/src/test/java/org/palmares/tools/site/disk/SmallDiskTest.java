package org.palmares.tools.site.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ExternalProgram;
import org.palmares.tools.terminal.ToolException;

/** A real small disk, made and taken away, and cut off after each of its steps. Needs root and loop devices. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class SmallDiskTest {

    private static final long FREE = 8L * 1024 * 1024;

    @TempDir
    private Path var;

    private Path folder;

    @BeforeEach
    void aCassandraHasWritten() throws IOException {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/dev/loop-control")) && Files.exists(Path.of("/usr/sbin/mkfs.ext4")),
                "SKIPPED: a small disk needs root, loop devices and e2fsprogs");
        folder = Copy.folder(layout(), "paris");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/table"), "rows");
    }

    @AfterEach
    void nothingIsLeftMounted() {
        if (folder != null) {
            ExternalProgram.run("Unmounting", List.of("sh", "-c", "while umount \"$0\" 2> /dev/null; do :; done", beside("cassandra-small").toString()), Duration.ofSeconds(20));
        }
    }

    private Layout layout() {
        return new Layout(var, var, 0);
    }

    /** Each time anew, as by another tool. */
    private SmallDisk disk() {
        return new SmallDisk(layout(), "paris");
    }

    private Path beside(String name) {
        return folder.resolveSibling(name);
    }

    private void assertAllIsBack(String later) throws IOException {
        assertEquals(folder, disk().cassandraFolder());
        assertEquals("rows", Files.readString(folder.resolve("data/table")));
        assertEquals(later, Files.exists(folder.resolve("data/later")) ? Files.readString(folder.resolve("data/later")) : "");
        assertFalse(disk().isThere());
        try (Stream<Path> left = Files.list(folder.getParent())) {
            assertEquals(List.of(folder), left.toList());
        }
        assertFalse(Files.exists(folder.resolve("lost+found")));
    }

    private void writeOnTheSmallDisk() throws IOException {
        disk().make(FREE);
        assertEquals(disk().disk(), disk().cassandraFolder());
        Files.writeString(disk().cassandraFolder().resolve("data/later"), "more rows");
    }

    @Test
    void itHoldsWhatTheLargeOneHeldAndTheLargeOneThenWhatWasWrittenMeanwhile() throws IOException {
        writeOnTheSmallDisk();
        assertEquals("rows", Files.readString(disk().disk().resolve("data/table")));
        assertNotEquals(Files.getFileStore(folder).name(), Files.getFileStore(disk().disk()).name());
        assertTrue(Files.getFileStore(disk().disk()).getUsableSpace() >= FREE);
        assertEquals("rows", Files.readString(folder.resolve("data/table")), "the large one keeps its copy");
        assertTrue(assertThrows(ToolException.class, () -> disk().make(FREE)).getMessage().contains("palmares up"));
        disk().remove();
        disk().remove();
        assertAllIsBack("more rows");
    }

    @Test
    void aMachineThatWentDownMeanwhileLosesNothing() throws IOException {
        writeOnTheSmallDisk();
        ExternalProgram.run("Unmounting", List.of("umount", disk().disk().toString()), Duration.ofSeconds(20));
        assertTrue(assertThrows(ToolException.class, () -> disk().cassandraFolder()).getMessage().contains("palmares up"));
        disk().remove();
        assertAllIsBack("more rows");
    }

    @Test
    void oneThatWasNotCompleteYetIsThrownAway() throws IOException {
        writeOnTheSmallDisk();
        Files.delete(disk().disk().resolve("data/table"));
        // As after the first half of the copying: the image has not got its name.
        Files.move(beside("cassandra-small.img"), beside("cassandra-small.new"));
        assertEquals(folder, disk().cassandraFolder());
        disk().remove();
        assertAllIsBack("");
    }

    @Test
    void aWayBackThatWasCutOffIsGoneAgainFromItsBeginning() throws IOException {
        writeOnTheSmallDisk();
        Files.createDirectories(beside("cassandra-back/data"));
        Files.writeString(beside("cassandra-back/data/table"), "ro");
        disk().remove();
        assertAllIsBack("more rows");
    }

    @Test
    void aWayBackThatWasCutOffBetweenItsTwoNamesIsFinished() throws IOException {
        writeOnTheSmallDisk();
        Files.move(folder, beside("cassandra-aside"));
        Files.createDirectories(beside("cassandra-back"));
        disk().remove();
        assertAllIsBack("more rows");
    }

    @Test
    void aWayBackThatWasCutOffBeforeTheSmallDiskWasGoneIsGoneAgain() throws IOException {
        writeOnTheSmallDisk();
        Files.move(folder, beside("cassandra-aside"));
        ExternalProgram.run("Copying", List.of("cp", "-a", disk().disk().toString(), folder.toString()), Duration.ofSeconds(20));
        disk().remove();
        assertAllIsBack("more rows");
    }

    @Test
    void whatIsLeftOfTheOldFolderIsDeleted() throws IOException {
        Files.createDirectories(beside("cassandra-aside/data"));
        disk().remove();
        assertAllIsBack("");
    }

    @Test
    void whereItCannotBeMadeNothingIsTouched() throws IOException {
        assertThrows(ToolException.class, () -> disk().make(Long.MAX_VALUE / 4));
        assertAllIsBack("");
        // The mount fails where something is in its place.
        assertThrows(ToolException.class, () -> disk().make(-SmallDisk.bytes(folder) * 2 - 24L * 1024 * 1024));
        assertAllIsBack("");
    }
}
