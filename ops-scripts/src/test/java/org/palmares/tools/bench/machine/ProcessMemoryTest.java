package org.palmares.tools.bench.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ProcessMemoryTest {

    @Test
    void addsTheGenerationsAndLeavesClassesOut() {
        String serial = """
                4711:
                 def new generation   total 118016K, used 2048K [0x1, 0x2, 0x3)
                  eden space 104960K,   1% used [0x1, 0x2, 0x3)
                 tenured generation   total 655360K, used 1024K [0x1, 0x2, 0x3)
                 Metaspace       used 90000K, committed 91000K, reserved 1100000K
                """;

        assertEquals(OptionalLong.of(3 * 1024 * 1024), ProcessMemory.used(serial));
        assertEquals(OptionalLong.of(12_345 * 1024), ProcessMemory.used(" garbage-first heap   total 262144K, used 12345K [0x1, 0x2)"));
        assertEquals(OptionalLong.empty(), ProcessMemory.used("Unable to open socket file"));
    }

    @Test
    void readsWhatIsInMainMemory() {
        assertEquals(2_048, ProcessMemory.resident("Name:\tjava\nVmPeak:\t  9 kB\nVmRSS:\t       2 kB\n"));
        assertTrue(ProcessMemory.resident(List.of(ProcessHandle.current().pid())) > 1_000_000);
    }
}
