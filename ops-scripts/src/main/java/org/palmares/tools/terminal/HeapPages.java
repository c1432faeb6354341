package org.palmares.tools.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How Java takes the memory of its heap, for what is started for long (docs/decisions/0022). */
public final class HeapPages {

    /** Where Linux says whether there are large pages, and for whom: {@code always [madvise] never}. */
    private static final Path LARGE = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private HeapPages() {}

    /** Options of Java. */
    public static List<String> options() {
        try {
            return options(Files.readString(LARGE));
        } catch (IOException none) {
            return options("");
        }
    }

    /** Large pages are touched when they are needed; of small ones a collection may need thousands, so they are touched before anybody waits. */
    static List<String> options(String large) {
        boolean have = large.contains("[always]") || large.contains("[madvise]");
        return have ? List.of("-XX:+UseTransparentHugePages") : List.of("-XX:+AlwaysPreTouch");
    }
}
