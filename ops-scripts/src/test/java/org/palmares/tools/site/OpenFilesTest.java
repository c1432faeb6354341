package org.palmares.tools.site;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.palmares.tools.terminal.ToolException;

/** Too few open files are named before anybody misses a connection. */
final class OpenFilesTest {

    private static List<String> limits(String soft) {
        return List.of(
                "Limit                     Soft Limit           Hard Limit           Units     ",
                "Max processes             100                  100                  processes ",
                "Max open files            " + soft + "                 1048576              files     ");
    }

    @Test
    void aLimitThatIsTooLowIsRefusedWithWhatToDo() {
        ToolException refused = assertThrows(ToolException.class, () -> OpenFiles.require("the node of paris", limits("1024"), 10_000));

        assertTrue(refused.getMessage().contains("the node of paris may have 1024") && refused.getMessage().contains("ulimit -n 22000"), refused.getMessage());
    }

    @Test
    void aLimitThatIsEnoughOrNoneOrUnknownIsFine() {
        assertDoesNotThrow(() -> OpenFiles.require("the node of paris", limits("11000"), 10_000));
        assertDoesNotThrow(() -> OpenFiles.require("the node of paris", limits("unlimited"), 10_000));
        assertDoesNotThrow(() -> OpenFiles.require("the node of paris", List.of(), 10_000));
    }
}
