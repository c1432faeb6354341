package org.palmares.tools.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.terminal.ToolException;

final class TurnTest {

    @TempDir
    private Path folder;

    @Test
    void refusesASecondWhileTheFirstIsAtWork() {
        List<String> done = new ArrayList<>();
        Turn.take(folder, () -> {
            done.add("first");
            ToolException told = assertThrows(ToolException.class, () -> Turn.take(folder, () -> done.add("second")));
            assertTrue(told.getMessage().contains("Another palmares up is at work in " + folder), told.getMessage());
        });
        assertEquals(List.of("first"), done);
    }

    @Test
    void givesTheTurnBackAlsoWhereTheWorkFailed() {
        List<String> done = new ArrayList<>();
        assertThrows(IllegalStateException.class, () -> Turn.take(folder, () -> {
            throw new IllegalStateException("failed");
        }));
        Turn.take(folder, () -> done.add("next"));
        assertEquals(List.of("next"), done);
    }
}
