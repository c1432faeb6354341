package org.palmares.tools.terminal;

import java.util.List;

/** How Java takes the memory of its heap, for what is started for long (docs/decisions/0022). */
public final class HeapPages {

    private HeapPages() {}

    /** Options of Java: all at once, in large pages where the system has them for who asks. */
    public static List<String> options() {
        return options(System.getProperty("os.name"));
    }

    static List<String> options(String system) {
        // Java does not start with an option that its system does not have.
        return system.equals("Linux") ? List.of("-XX:+AlwaysPreTouch", "-XX:+UseTransparentHugePages") : List.of("-XX:+AlwaysPreTouch");
    }
}
