package org.palmares.tools.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapPagesTest {

    @Test
    void largePagesAreTakenWhereTheSystemHasThemAndOthersAreTouchedFirst() {
        assertEquals(List.of("-XX:+UseTransparentHugePages"), HeapPages.options("[always] madvise never\n"));
        assertEquals(List.of("-XX:+UseTransparentHugePages"), HeapPages.options("always [madvise] never\n"));
        assertEquals(List.of("-XX:+AlwaysPreTouch"), HeapPages.options("always madvise [never]\n"));
        assertEquals(List.of("-XX:+AlwaysPreTouch"), HeapPages.options(""));
    }

    @Test
    void javaStartsWithThem() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx16m"));
        command.addAll(HeapPages.options());
        command.add("-version");
        assertEquals(0, new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());
    }
}
