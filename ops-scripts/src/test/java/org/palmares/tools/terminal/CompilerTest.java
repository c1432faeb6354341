package org.palmares.tools.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CompilerTest {

    @Test
    void theQuickCompilerIsForMachinesOnWhichAllSixProcessesShareFewCores() {
        assertTrue(Compiler.options(2).containsAll(List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.3")));
        assertEquals(Compiler.options(2), Compiler.options(4));
        assertEquals(List.of(), Compiler.options(8));
    }
}
