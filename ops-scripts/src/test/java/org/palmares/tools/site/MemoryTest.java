package org.palmares.tools.site;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.palmares.tools.terminal.ToolException;

final class MemoryTest {

    @Test
    void saysWhatIsNeededAndWhatIsFree() {
        ToolException told = assertThrows(ToolException.class, () -> Memory.require(3, 1, 2699));
        assertEquals(
                "Starting 3 data centres takes 2700 MB of memory, and 2699 MB are free. End other programs, or start fewer with --site.",
                told.getMessage());
    }

    @Test
    void isContentWithJustEnoughAndWhenNothingIsToBeStarted() {
        assertDoesNotThrow(() -> Memory.require(3, 1, 2700));
        assertDoesNotThrow(() -> Memory.require(0, 2, 0));
    }

    @Test
    void countsFurtherNodes() {
        assertThrows(ToolException.class, () -> Memory.require(3, 2, 2700));
        assertDoesNotThrow(() -> Memory.require(3, 2, 4050));
    }

    @Test
    void readsWhatLinuxSaysIsAvailable() {
        assertEquals(Optional.of(21_000L), Memory.inMeminfo(List.of("MemTotal:       24000000 kB", "MemAvailable:   21504000 kB")));
        assertEquals(Optional.empty(), Memory.inMeminfo(List.of("MemTotal:       24000000 kB")));
    }
}
