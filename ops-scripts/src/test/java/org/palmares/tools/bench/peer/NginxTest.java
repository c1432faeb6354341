package org.palmares.tools.bench.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.bench.machine.OurProcesses;
import org.palmares.tools.site.layout.Layout;

@Timeout(60)
final class NginxTest {

    @TempDir
    private Path folder;

    @Test
    void servesTheBytesTakesPartAndEndsWithTheMeasurement() throws IOException {
        byte[] bytes = "{\"answer\":42}".getBytes(StandardCharsets.UTF_8);
        NginxSettings settings = NginxSettings.serving("answer.json", bytes);
        assumeTrue(Nginx.missing(settings).isEmpty(), () -> Nginx.missing(settings).get());
        Layout layout = new Layout(folder, folder.resolve("var"), 30_000);
        OurProcesses ours = new OurProcesses(layout);
        List<Long> pids;
        try (Nginx nginx = Nginx.start(layout, settings, ours)) {
            assertArrayEquals(bytes, nginx.url().resolve("/answer.json").toURL().openStream().readAllBytes());
            pids = nginx.pids();
            assertTrue(pids.size() >= 2, "master and workers");
            assertEquals(pids.size(), ours.running().get(Nginx.NAME).size());
        }
        assertFalse(ours.running().containsKey(Nginx.NAME));
        assertTrue(pids.stream().noneMatch(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)), "nothing of it goes on");
    }

    @Test
    void namesThePackages() {
        assertEquals("nginx libnginx-mod-nchan", NginxSettings.handingOut().packages());
        assertEquals("nginx", NginxSettings.serving("a", new byte[0]).packages());
    }
}
