package org.palmares.tools.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.ToolException;

final class LocalSitesTest {

    private static final int PARIS_CASSANDRA = 9101;

    @TempDir
    private Path folder;

    @Test
    void namesThePortThatIsTakenAndHowToFindWhoHasIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            ToolException told = assertThrows(ToolException.class, () -> sites(port - PARIS_CASSANDRA).startCassandra("paris"));
            assertTrue(told.getMessage().contains("needs port " + port), told.getMessage());
            assertTrue(told.getMessage().contains("ss -ltnp 'sport = :" + port + "'"), told.getMessage());
        }
    }

    @Test
    void makesKeysOnceThatOnlyTheirOwnerCanRead() throws IOException {
        KeyFiles.makeMissing(folder.resolve("keys"));
        Path feed = folder.resolve("keys/feed.key");
        String key = Files.readString(feed);
        assertEquals(32, key.strip().length());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(feed)));
        KeyFiles.makeMissing(folder.resolve("keys"));
        assertEquals(key, Files.readString(feed));
    }

    @Test
    void givesEverySiteItsPortsWithTheOffsetAdded() {
        Layout layout = new Layout(folder, folder.resolve("var"), 5000);
        assertEquals("http://127.0.0.1:13103", layout.url("barcelona"));
        assertEquals("http://127.0.0.1:13202", layout.managementUrl("madrid"));
        assertEquals(14101, layout.cassandra("paris"));
    }

    private LocalSites sites(int portOffset) {
        return new LocalSites(new Layout(folder, folder.resolve("var"), portOffset), line -> {});
    }
}
