package org.palmares.tools.drill.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.drill.UserName;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ToolException;

/** What fills a disk; the disk itself is {@code SmallDiskTest}. */
final class FullDiskTest {

    @TempDir
    private Path var;

    @Test
    void onlyRootCanMountAndNothingIsTouchedForAnybodyElse() throws Exception {
        Path table = var.resolve("paris/cassandra/data/table");
        Files.createDirectories(table.getParent());
        Files.writeString(table, "rows");
        FullDisk disk = new FullDisk(new LocalSites(new Layout(var, var, 0), line -> {}), "paris");
        UserName.notRoot(() -> {
            ToolException refused = assertThrows(ToolException.class, disk::prepare);
            assertTrue(refused.getMessage().contains("root only"), refused.getMessage());
        });
        disk.heal();
        disk.cleanUp();
        assertEquals("rows", Files.readString(table));
        assertFalse(Files.exists(var.resolve("paris/cassandra-small.img")));
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
