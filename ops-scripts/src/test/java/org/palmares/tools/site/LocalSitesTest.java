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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.layout.NodesPerSite;
import org.palmares.tools.site.layout.Place;
import org.palmares.tools.site.layout.Places;
import org.palmares.tools.terminal.ToolException;

final class LocalSitesTest {

    private static final int PARIS_CASSANDRA = 9101;

    @TempDir
    private Path folder;

    @Test
    void namesThePortThatIsTakenAndHowToFindWhoHasIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
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
        try (var files = Files.list(folder.resolve("keys"))) {
            assertEquals(3, files.count(), "no draft is left");
        }
    }

    /** A key was made in two steps once, and a crash between them left an empty file that no node takes. */
    @Test
    void makesAKeyAnewThatIsEmpty() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("keys")).resolve("feed.key"), "\n");
        KeyFiles.makeMissing(folder.resolve("keys"));
        assertEquals(32, Files.readString(folder.resolve("keys/feed.key")).strip().length());
    }

    @Test
    void givesEverySiteItsPortsWithTheOffsetAdded() {
        Layout layout = new Layout(folder, folder.resolve("var"), 5000);
        assertEquals("http://127.0.0.1:13103", layout.url("barcelona"));
        assertEquals("http://127.0.0.1:13202", layout.managementUrl("madrid", 1));
        assertEquals(14101, layout.cassandra("paris"));
    }

    @Test
    void givesFurtherNodesPortsTenApartAndFilesOfTheirOwn() {
        Layout layout = new Layout(folder, folder.resolve("var"), 0).withNodesPerSite(2);
        assertEquals(List.of(1, 2), layout.nodes());
        assertEquals("http://127.0.0.1:8111", layout.url("paris", 2));
        assertEquals("http://127.0.0.1:8212", layout.managementUrl("madrid", 2));
        assertEquals(List.of(9101, 7101, 8101, 8201, 8301, 8401, 8111, 8211, 8311, 8411), layout.ports("paris"));
        LocalSites sites = new LocalSites(layout, line -> {});
        assertEquals("node.log", sites.node("paris", 1).log().getFileName().toString());
        assertEquals("node-2.log", sites.node("paris", 2).log().getFileName().toString());
    }

    @Test
    void remembersHowManyNodesThereAre() {
        assertEquals(1, NodesPerSite.in(folder));
        NodesPerSite.remember(folder, 2);
        assertEquals(2, NodesPerSite.in(folder));
        assertThrows(ToolException.class, () -> NodesPerSite.known(10));
    }

    @Test
    void remembersWhereTheDataCentresLive() {
        assertEquals(Map.of(), Places.in(folder));
        Map<String, Place> places = Map.of("paris", new Place("10.77.1.2", List.of("ip", "netns", "exec", "pal-paris")), "madrid", new Place("10.77.2.2", List.of()));
        Places.remember(folder, places);
        assertEquals(places, Places.in(folder));
    }

    @Test
    void onlyANodeThatIsAloneMayBeginACluster() {
        Place away = new Place("10.77.2.2", List.of());
        Layout layout = new Layout(folder, folder, 0, 2, Map.of("madrid", away));
        ClassArchive archive = new ClassArchive(folder.resolve("none.jsa"), folder);
        NodeLaunch second = new NodeLaunch(layout, "madrid", 2);
        String first = "-Dpekko.cluster.seed-nodes.0=pekko://palmares@";
        assertTrue(second.of(64, archive, false).contains(first + "10.77.2.2:8312"));
        List<String> joining = second.of(64, archive, true);
        assertTrue(joining.contains(first + "127.0.0.1:8301"));
        assertTrue(joining.contains("-Dpekko.cluster.seed-nodes.5=pekko://palmares@10.77.2.2:8312"));
        assertTrue(joining.containsAll(List.of("-Dpalmares.node-number=2", "-Dpalmares.http.host=10.77.2.2", "-Dpalmares.http.port=8112")));
    }

    private LocalSites sites(int portOffset) {
        return new LocalSites(new Layout(folder, folder.resolve("var"), portOffset), line -> {});
    }
}
