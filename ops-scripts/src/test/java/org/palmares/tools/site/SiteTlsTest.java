package org.palmares.tools.site;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.ProcessIdentity;
import org.palmares.tools.terminal.ToolException;
import org.palmares.tools.tls.TlsFiles;

class SiteTlsTest {

    @TempDir
    private Path var;

    @Test
    void isRememberedUntilItIsTakenBack() {
        SiteTls.choose(sites(), null);
        assertFalse(TlsFiles.in(var).isPresent(), "at first not");

        SiteTls.choose(sites(), true);
        SiteTls.choose(sites(), null);
        assertTrue(TlsFiles.in(var).isPresent());
        Layout.SITES.forEach(site -> assertTrue(TlsFiles.in(var).orElseThrow().cassandra(site).toString().contains(site)));

        SiteTls.choose(sites(), false);
        assertFalse(TlsFiles.in(var).isPresent());
    }

    @Test
    void doesNotChangeUnderWhatRuns() throws IOException {
        Path madrid = Files.createDirectories(var.resolve("madrid"));
        Files.writeString(madrid.resolve("node.pid"), ProcessIdentity.of(ProcessHandle.current()) + "\n");

        ToolException refused = assertThrows(ToolException.class, () -> SiteTls.choose(sites(), true));

        assertTrue(refused.getMessage().contains("palmares down"), refused.getMessage());
        assertFalse(TlsFiles.in(var).isPresent());
        SiteTls.choose(sites(), false);
    }

    private LocalSites sites() {
        return new LocalSites(new Layout(Path.of(System.getProperty("palmares.root", "..")), var, 0), line -> {});
    }
}
