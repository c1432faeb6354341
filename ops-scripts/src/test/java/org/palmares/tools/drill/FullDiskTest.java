package org.palmares.tools.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.ToolException;
import org.palmares.tools.site.Layout;
import org.palmares.tools.site.LocalSites;

/** A small disk in place of a large one and back, with a mount that only says what it was asked for. */
final class FullDiskTest {

    private static final String UNMOUNTS = "rm -rf \"$1\"/*";

    @TempDir
    private Path var;

    private Path folder;
    private Path aside;

    @BeforeEach
    void aCassandraHasWritten() throws IOException {
        folder = Files.createDirectories(var.resolve("paris/cassandra"));
        aside = folder.resolveSibling("cassandra-aside");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/table"), "rows");
        stands("mount", "exit 0");
        stands("umount", UNMOUNTS);
    }

    private FullDisk disk() {
        return new FullDisk(new LocalSites(new Layout(var, var, 0), line -> {}), "paris");
    }

    /** Puts {@code script} in the place of {@code command}; its arguments are kept. */
    private void stands(String command, String script) throws IOException {
        Path file = Files.createDirectories(var.resolve("bin")).resolve(command);
        Files.writeString(file, "#!/bin/sh\necho \"$@\" >> " + var.resolve(command + ".asked") + "\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().merge("PATH", var.resolve("bin").toString(), (path, first) -> first + ':' + path);
        return builder.start().waitFor();
    }

    @Test
    void onlyRootCanMountAndNothingIsTouchedForAnybodyElse() throws Exception {
        FullDisk disk = disk();
        UserName.notRoot(() -> {
            ToolException refused = assertThrows(ToolException.class, disk::prepare);
            assertTrue(refused.getMessage().contains("root only"), refused.getMessage());
        });
        disk.heal();
        disk.cleanUp();
        assertEquals("rows", Files.readString(folder.resolve("data/table")));
        assertFalse(Files.exists(aside));
    }

    @Test
    void theSmallDiskHoldsWhatTheLargeOneHeldAndTheLargeOneWhatWasWrittenMeanwhile() throws Exception {
        assertEquals(0, run(FullDisk.toSmall(folder, aside, 4711)));
        assertEquals("-t tmpfs -o size=4711 palmares " + folder, Files.readString(var.resolve("mount.asked")).strip());
        assertEquals("rows", Files.readString(folder.resolve("data/table")));
        Files.writeString(folder.resolve("data/later"), "more rows");

        assertEquals(0, run(FullDisk.toLarge(folder, aside)));
        assertEquals(folder.toString(), Files.readString(var.resolve("umount.asked")).strip());
        assertEquals("rows", Files.readString(folder.resolve("data/table")));
        assertEquals("more rows", Files.readString(folder.resolve("data/later")));
        assertFalse(Files.exists(aside));
    }

    /** All that the Cassandra had was deleted where a root that may not mount asked for the drill. */
    @Test
    void nothingIsLostWhereTheSmallDiskCannotBeMountedOrIsTooSmall() throws Exception {
        stands("mount", "exit 32");
        stands("umount", "exit 32");
        assertNotEquals(0, run(FullDisk.toSmall(folder, aside, 4711)));
        assertEquals("rows", Files.readString(folder.resolve("data/table")));
        assertFalse(Files.exists(aside));

        stands("mount", "exit 0");
        stands("umount", UNMOUNTS);
        stands("cp", "echo half > \"$3\"/half; exit 1");
        assertNotEquals(0, run(FullDisk.toSmall(folder, aside, 4711)));
        assertEquals("rows", Files.readString(folder.resolve("data/table")));
        assertFalse(Files.exists(folder.resolve("half")));
        assertFalse(Files.exists(aside));
    }

    @Test
    void whatAnEarlierRunLeftAsideIsNotMixedUpWithTheRest() throws Exception {
        Files.createDirectories(aside.resolve("data"));
        assertNotEquals(0, run(FullDisk.toSmall(folder, aside, 4711)));
        assertEquals("rows", Files.readString(folder.resolve("data/table")));
        assertFalse(Files.exists(var.resolve("mount.asked")));
    }

    @Test
    void theDiskIsFilledToTheLastByte() {
        Shrinking disk = new Shrinking(3 * 1024 * 1024 + 5 * 4096 + 7);
        FullDisk.fill(disk);
        assertEquals(0, disk.left);
        assertEquals(List.of(1024 * 1024, 4096, 1), disk.files);
    }

    /** Takes a block as a whole or not at all. */
    private static final class Shrinking implements FullDisk.Disk {
        private final List<Integer> files = new ArrayList<>();
        private int left;

        Shrinking(int bytes) {
            left = bytes;
        }

        @Override
        public OutputStream file(int blockSize) {
            files.add(blockSize);
            return new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    write(new byte[] {(byte) one}, 0, 1);
                }

                @Override
                public void write(byte[] block, int from, int length) throws IOException {
                    if (length > left) {
                        throw new IOException("No space left on device");
                    }
                    left -= length;
                }
            };
        }
    }
}
