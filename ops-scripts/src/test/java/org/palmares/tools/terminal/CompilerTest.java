package org.palmares.tools.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CompilerTest {

    @Test
    void theQuickCompilerIsForMachinesOnWhichAllSixProcessesShareFewCores() {
        assertEquals(List.of("-XX:TieredStopAtLevel=1"), Compiler.options(2));
        assertEquals(List.of("-XX:TieredStopAtLevel=1"), Compiler.options(4));
        assertEquals(List.of(), Compiler.options(8));
    }
}
