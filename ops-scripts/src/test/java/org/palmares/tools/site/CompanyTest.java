package org.palmares.tools.site;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.process.ManagedProcess;

/** Found when a drill was cut off and everything stopped and started: three nodes waited for each other for six minutes. */
class CompanyTest {

    @TempDir
    private Path folder;

    private Layout layout;
    private ManagedProcess madrid;

    @BeforeEach
    void start() {
        layout = new Layout(folder, folder, 0);
        madrid = new ManagedProcess("node", layout.site("madrid"));
    }

    @AfterEach
    void end() {
        madrid.kill();
    }

    private boolean isThere(boolean outside, Instant now) {
        return new Company(layout, address -> outside).isThere(now);
    }

    @Test
    void whereNobodyRunsThereIsNone() {
        assertFalse(isThere(false, Instant.now()));
    }

    @Test
    void whoHasBeenOutsideForLongIsNone() {
        madrid.start(List.of("sleep", "60"));
        Instant later = Instant.now().plus(Company.JOINING).plusSeconds(1);
        assertTrue(isThere(true, Instant.now()), "it may just be about to begin a cluster");
        assertFalse(isThere(true, later));
        assertTrue(isThere(false, later), "it is in one, or does not say");
    }
}
